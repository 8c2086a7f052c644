import { describe, expect, test } from 'vitest';
import { declaredCharset, exactText, shownText } from '../../../../../electron/shared/base/body-text.ts';

const typed = (type: string) => [['content-TYPE', type]] as const;

test.each([
  ['application/json', ''],
  ['application/json; charset=UTF-8', 'utf-8'],
  ['text/html;CharSet="ISO-8859-1"; x=y', 'iso-8859-1'],
  ['text/html; charset = windows-1252 ', 'windows-1252'],
  ['text/html; charset=', ''],
])('%j declares %j', (type, charset) => {
  expect(declaredCharset(typed(type))).toBe(charset);
});

test('no content type declares nothing', () => {
  expect(declaredCharset([])).toBe('');
});

describe('the text of a body', () => {
  test.each([
    ['UTF-8', '', Buffer.from('größer €'), 'größer €'],
    ['Latin-1', 'iso-8859-1', Buffer.from('gr\xf6\xdfer', 'latin1'), 'größer'],
    ['the quotes of Windows', 'windows-1252', Buffer.from('\x93a\x94 \x80', 'latin1'), '“a” €'],
    ['ASCII, which on the web is the same', 'us-ascii', Buffer.from('\x93\xe4', 'latin1'), '“ä'],
    ['UTF-16, little end first', 'utf-16le', Buffer.from('größer', 'utf16le'), 'größer'],
    ['UTF-16, big end first', 'utf-16be', Buffer.from('größer', 'utf16le').swap16(), 'größer'],
    ['UTF-16 that says its order', 'utf-16', Buffer.from('\ufeffgrößer', 'utf16le').swap16(), 'größer'],
    ['UTF-16 that does not', 'utf-16', Buffer.from('größer', 'utf16le'), 'größer'],
    ['Cyrillic', 'windows-1251', Buffer.from([0xcf, 0xf0]), 'Пр'],
    ['Japanese', 'shift_jis', Buffer.from([0x93, 0xfa]), '日'],
  ])('in %s', (_, charset, bytes, text) => {
    const headers = typed(charset === '' ? 'text/plain' : `text/plain; charset=${charset}`);
    expect([exactText(bytes, headers), shownText(bytes, headers)]).toEqual([text, text]);
  });

  test.each([
    ['no UTF-8', '', Buffer.from('gr\xf6\xdfer', 'latin1'), 'größer'],
    ['no UTF-8 though declared', 'utf-8', Buffer.from('gr\xf6\xdfer', 'latin1'), 'größer'],
    ['an unknown set, in UTF-8', 'x-no-such', Buffer.from('größer'), 'größer'],
    ['an unknown set', 'x-no-such', Buffer.from('gr\xf6\xdfer', 'latin1'), 'größer'],
    ['half a character of UTF-16', 'utf-16le', Buffer.from('a\0b'), 'a\0b'],
  ])('that is %s is shown, but not parsed', (_, charset, bytes, text) => {
    const headers = typed(charset === '' ? 'text/plain' : `text/plain; charset=${charset}`);
    expect([exactText(bytes, headers), shownText(bytes, headers)]).toEqual([null, text]);
  });

  test('every byte is shown, whatever the bytes', () => {
    const all = Uint8Array.from({ length: 256 }, (_, n) => n);
    expect(new Set(shownText(all, [])).size).toBe(256);
    expect(new Set(shownText(all, typed('a/b; charset=latin1'))).size).toBe(256);
  });

  test('an incomplete character at the end does not affect the rest', () => {
    const cut = Buffer.from('größer €').subarray(0, -1);
    expect(shownText(cut, [])).toBe('größer \ufffd');
  });

  test('a byte order mark is not shown, and is not part of JSON', () => {
    const marked = Buffer.from('\ufeff0');
    expect([exactText(marked, []), shownText(marked, [])]).toEqual(['\ufeff0', '0']);
  });
});
