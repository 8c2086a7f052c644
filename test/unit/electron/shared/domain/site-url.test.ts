import { describe, expect, it } from 'vitest';
import { isLoopback, tidySiteUrl, usualSiteUrl, withoutRootDot } from '../../../../../electron/shared/domain/site-url.ts';

const tidied = (typed: string): string => {
  const result = tidySiteUrl(typed);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};

const refusal = (typed: string): string => {
  const result = tidySiteUrl(typed);
  if (result.ok) throw new Error(`taken as ${result.value}`);
  expect(result.error.code).toBe('siteUrl');
  return result.error.sentence;
};

it.each([
  ['https://a.example.', 'https://a.example'],
  ['https://a.example.:8443/x.', 'https://a.example:8443/x.'],
  ['https://a.example./x', 'https://a.example/x'],
  ['https://a.example/x.', 'https://a.example/x.'],
  ['http://[::1]:80', 'http://[::1]:80'],
])('%s is the same host as %s', (siteUrl, plain) => {
  expect(withoutRootDot(siteUrl)).toBe(plain);
});

describe('a site URL', () => {
  it.each(['', '   ', '\n'])('that is empty (%j) becomes the default', (typed) => {
    expect(tidied(typed)).toBe(usualSiteUrl);
  });

  it.each([
    ['https://api.whatcounts.net', 'https://api.whatcounts.net'],
    ['api.whatcounts.net', 'https://api.whatcounts.net'],
    ['mail.acme.example:8443', 'https://mail.acme.example:8443'],
    ['mail.acme.example:8443/broadcaster', 'https://mail.acme.example:8443/broadcaster'],
    ['localhost:3000', 'https://localhost:3000'],
    ['HTTPS://Mail.ACME.Example/Path', 'https://mail.acme.example/Path'],
    ['https://mail.acme.example:443', 'https://mail.acme.example'],
    ['https://mail.acme.example:80', 'https://mail.acme.example:80'],
    ['https://Mail.Acme.Example.', 'https://mail.acme.example'],
    ['mail.acme.example.:8443/broadcaster/rest', 'https://mail.acme.example:8443/broadcaster'],
    ['https://[2001:DB8::1]:8443', 'https://[2001:db8::1]:8443'],
  ])('typed as %j is %j', (typed, tidy) => {
    expect(tidied(typed)).toBe(tidy);
  });

  it.each([
    ['\t https://mail.acme.example \n', 'https://mail.acme.example'],
    ['\u00a0mail.acme.example\ufeff', 'https://mail.acme.example'],
  ])('loses text that was pasted around it: %j', (typed, tidy) => {
    expect(tidied(typed)).toBe(tidy);
  });

  it.each([
    ['https://mail.acme.example/', 'https://mail.acme.example'],
    ['https://mail.acme.example///', 'https://mail.acme.example'],
    ['https://mail.acme.example/rest', 'https://mail.acme.example'],
    ['https://mail.acme.example/rest/', 'https://mail.acme.example'],
    ['https://mail.acme.example/REST//', 'https://mail.acme.example'],
    ['https://mail.acme.example//rest', 'https://mail.acme.example'],
    ['https://mail.acme.example/rest//rest', 'https://mail.acme.example'],
    ['https://mail.acme.example/a/b/', 'https://mail.acme.example/a/b'],
    ['https://mail.acme.example/a/b/rest/', 'https://mail.acme.example/a/b'],
    ['https://mail.acme.example/restful', 'https://mail.acme.example/restful'],
    ['https://mail.acme.example/forest', 'https://mail.acme.example/forest'],
    ['https://mail.acme.example/rest/a', 'https://mail.acme.example/rest/a'],
    ['https://mail.acme.example/a/../b/./c', 'https://mail.acme.example/b/c'],
    ['https://mail.acme.example/@team', 'https://mail.acme.example/@team'],
  ])('%j ends as %j', (typed, tidy) => {
    expect(tidied(typed)).toBe(tidy);
  });

  it.each([
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://BÜCHER.example/Größe', 'https://xn--bcher-kva.example/Gr%C3%B6%C3%9Fe'],
    // A Cyrillic a, which looks like a Latin one: the result is the host's real name.
    ['https://\u0430cme.example', 'https://xn--cme-5cd.example'],
  ])('with other letters than ASCII is kept in its DNS form: %j', (typed, tidy) => {
    expect(tidied(typed)).toBe(tidy);
  });

  it.each(['mail.acme.example/rest/rest/', 'https://BÜCHER.example//a//', 'http://127.1:80/rest', ''])(
    'that is normalized stays unchanged: %j',
    (typed) => {
      expect(tidied(tidied(typed))).toBe(tidied(typed));
    },
  );
});

describe('http', () => {
  it.each([
    ['http://localhost', 'http://localhost'],
    ['HTTP://LOCALHOST:3000/x/', 'http://localhost:3000/x'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.255.0.9', 'http://127.255.0.9'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
    // Other spellings of the same address; the plain one is kept.
    ['http://0x7f.1', 'http://127.0.0.1'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://2130706433', 'http://127.0.0.1'],
    ['http://0177.0.0.1', 'http://127.0.0.1'],
  ])('reaches this computer: %j', (typed, tidy) => {
    expect(tidied(typed)).toBe(tidy);
  });

  it.each([
    'http://api.whatcounts.net',
    'HTTP://api.whatcounts.net',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://localhost.',
    'http://my-localhost',
    'http://127.0.0.example.com',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::2]',
    'http://[::ffff:127.0.0.1]',
    'http://192.168.0.1',
    'http://0x7f000002.example.com',
  ])('is refused for any other host: %j', (typed) => {
    expect(refusal(typed)).toMatch(/^Use https:\/\/\. /);
  });

  it('is decided by the address that the name means, not by its spelling', () => {
    expect(['127.0.0.1', 'localhost', '[::1]'].every(isLoopback)).toBe(true);
    expect(['127.0.0.1.example.com', 'localhost.example.com', 'LOCALHOST.', '::1', ''].some(isLoopback)).toBe(false);
  });
});

describe('a site URL is refused', () => {
  it.each([
    'https://ada:correct%20horse@mail.acme.example',
    'https://ada@mail.acme.example',
    'https://@mail.acme.example',
    'https://:@mail.acme.example',
    'ada@mail.acme.example',
    'https://mail.acme.example:443@evil.example',
    'http://127.0.0.1@evil.example',
  ])('with a user name or password in it: %j', (typed) => {
    expect(refusal(typed)).toContain('Remove the user name or password');
  });

  it.each(['https://mail.acme.example?', 'https://mail.acme.example/rest?x=1', 'mail.acme.example?x', 'https://mail.acme.example?a#b'])(
    'with a query: %j',
    (typed) => {
      expect(refusal(typed)).toContain('Remove the question mark');
    },
  );

  it.each(['https://mail.acme.example#', 'https://mail.acme.example/a#rest', 'https://mail.acme.example#@evil.example'])(
    'with a fragment: %j',
    (typed) => {
      expect(refusal(typed)).toContain('Remove the #');
    },
  );

  it.each([
    'https://mail.acme .example',
    'https://mail.acme.example/a b',
    'https://mail.acme.example\\rest',
    'https:\\\\mail.acme.example',
  ])('with a space or a backslash: %j', (typed) => {
    expect(refusal(typed)).toContain('no spaces, line breaks or backslashes');
  });

  it.each([
    ['https://mail.acme\n.example', 'a line break (U+000A)'],
    ['https://mail.acme.example/a\u2028b', 'a line separator (U+2028)'],
    ['https://mail.acme.example/\u0000a', 'a null character (U+0000)'],
    ['https://mail.acme.example/\ud83d', 'a half character (U+D83D)'],
    ['https://mail.ac\u00adme.example', 'a soft hyphen (U+00AD)'],
  ])('with an invisible character: %j', (typed, named) => {
    expect(refusal(typed)).toContain(named);
  });

  it.each([
    'ftp://mail.acme.example',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'mailto:ada@example.com',
    'https:',
    'https:mail.acme.example',
    'https://',
    'https:///mail.acme.example',
    '//mail.acme.example',
    '/rest',
    'ada:correct@mail.acme.example',
  ])('that is no web address: %j', (typed) => {
    expect(refusal(typed)).toBe('Type a web address such as https://api.whatcounts.net.');
  });

  it.each([
    'https://mail.acme.example:99999',
    'https://mail.acme.example:port',
    'https://[::1',
    'https://300.1.1.1',
    'https://mail.acme.example\uff0fevil',
    'https://a<b.example',
    'https://%00.example',
  ])('without a valid host or port: %j', (typed) => {
    expect(refusal(typed)).toBe('This is not a web address. Type one such as https://api.whatcounts.net.');
  });

  it('over 2000 characters in its normalized form', () => {
    const prefix = 'https://mail.acme.example/';
    expect(tidied(prefix + 'a'.repeat(2000 - prefix.length))).toHaveLength(2000);
    expect(tidied(`${prefix}${'a'.repeat(2000 - prefix.length)}/rest/`)).toHaveLength(2000);
    const sentence = 'A site URL can have at most 2000 characters.';
    expect(refusal(prefix + 'a'.repeat(2001 - prefix.length))).toBe(sentence);
    expect(refusal(prefix + 'ü'.repeat(400))).toBe(sentence);
  });
});
