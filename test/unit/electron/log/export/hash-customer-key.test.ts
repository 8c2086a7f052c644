import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashedKey, keyHider } from '../../../../../electron/log/export/hash-customer-key.ts';

const hide = (key: string, text: string): string => keyHider(key, '#')(text);

test('a hash is the first 32 hex digits of the SHA-256 of the key in UTF-8', () => {
  expect(hashedKey('Ärger 1')).toBe(createHash('sha256').update(Buffer.from('Ärger 1', 'utf8')).digest('hex').slice(0, 32));
  expect(hashedKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
});

describe('a key is found', () => {
  const key = 'Åsa+Öl/ön "x" & <y>@example.com';
  test.each([
    ['as it stands', key],
    ['in capitals', key.toUpperCase()],
    ['in small letters', key.toLowerCase()],
    ['decomposed', key.normalize('NFD')],
    ['in a URL', encodeURIComponent(key)],
    ['in a URL with small hex digits', encodeURIComponent(key).toLowerCase()],
    ['in a form', encodeURIComponent(key).replaceAll('%20', '+')],
    ['in JSON', JSON.stringify(key).slice(1, -1)],
    ['in JSON with escaped slashes', JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/')],
    ['in HTML', key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
  ])('%s', (_, written) => {
    expect(hide(key, `before ${written} after ${written}`)).toBe('before # after #');
  });

  test('in JSON of ASCII only', () => {
    expect(hide('Åsa Öl', 'a \\u00c5sa \\u00D6l b')).toBe('a # b');
  });

  test.each([
    ['as HTML numbers', 'jane.doe&#64;example.org'],
    ['as HTML numbers of base sixteen', 'jane&#x2e;doe&#x0040;example&#046;org'],
    ['as JSON escapes of ASCII', 'jane.doe\\u0040example\\u002Eorg'],
    ['encoded twice', 'jane.doe%2540example.org'],
    ['in a mixture', 'JANE%2edoe\\u0040example&#46;org'],
  ])('sign by sign: %s', (_, written) => {
    expect(hide('jane.doe@example.org', `a ${written} b`)).toBe('a # b');
    expect(hide('jane.doe@example.org', 'jane.dog@example.org')).toBe('jane.dog@example.org');
  });

  test('by leaving out all text where it is too long to search', () => {
    expect(hide('é'.repeat(300), 'any text')).toBe('[left out: the customer key is too long to look for]');
    expect(hide('é '.repeat(128), 'any text')).toBe('any text');
  });

  test('in any letter case, also after a letter that gets longer in lower case', () => {
    expect(hide('ck1042', 'CK1042 and ck1042, Ck1042x')).toBe('# and #, #x');
    expect(hide('ck1042', 'İİ CK1042 İ')).toBe('İİ # İ');
  });

  test('with characters that are special in a pattern', () => {
    expect(hide('a.b*c', 'axbxc a.b*c')).toBe('axbxc #');
  });
});

test('a text without the key stays unchanged', () => {
  expect(hide('ck1042', 'The list is empty.')).toBe('The list is empty.');
  expect(hide('', 'any')).toBe('any');
});

test('a text that contains a very short key is left out as a whole', () => {
  expect(hide('7', 'sent to 7 at 17:07')).toBe('[left out: it holds the customer key]');
  expect(hide('7', 'sent')).toBe('sent');
});
