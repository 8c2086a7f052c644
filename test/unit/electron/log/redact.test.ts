import { describe, expect, test } from 'vitest';
import { redactBytes, redactText, secretsOf } from '../../../../electron/log/redact.ts';

const gone = '[credential removed]';

describe('secretsOf', () => {
  test('leaves out what is too short to be told from an answer', () => {
    const secrets = secretsOf(['', '0', '123', 'four', '🐎🐎']);
    expect(secrets).toContain('four');
    expect(secrets).toContain('🐎🐎');
    expect(secrets.every((secret) => secret.length >= 4)).toBe(true);
  });

  test('puts the longest first and each only once', () => {
    expect(secretsOf(['horse', 'correct-horse', 'horse', 'staple'])).toEqual(['correct-horse', 'staple', 'horse']);
  });

  test('knows how JSON, URLs and forms write one', () => {
    expect(secretsOf(['a b/ü'])).toEqual(
      expect.arrayContaining(['a b/ü', 'a b\\/ü', 'a b/\\u00fc', 'a b/\\u00FC', 'a%20b%2F%C3%BC', 'a+b%2F%C3%BC', 'a%20b%2f%c3%bc']),
    );
  });
});

describe('redactText', () => {
  const secrets = secretsOf(['horse', 'correct horse', '$& $1 .*', 'größer']);

  test.each([
    ['nothing of it', 'an answer', 'an answer'],
    ['nothing at all', '', ''],
    ['all of it', 'correct horse', gone],
    ['it twice, next to each other', 'correct horsecorrect horse', `${gone}${gone}`],
    ['the longer one around the shorter', '<correct horse> and <horse>', `<${gone}> and <${gone}>`],
    ['what a pattern would read otherwise', 'x $& $1 .* y $& $1 xx', `x ${gone} y $& $1 xx`],
    ['umlauts', 'viel größer!', `viel ${gone}!`],
    ['the same in another case', 'CORRECT Horse', 'CORRECT Horse'],
  ])('takes out %s', (_, text, clean) => {
    expect(redactText(text, secrets)).toBe(clean);
  });

  test('has nothing to take out without secrets', () => {
    expect(redactText('correct horse', [])).toBe('correct horse');
  });
});

describe('redactBytes', () => {
  const secrets = secretsOf(['correct horse', 'größer 🐎']);
  const all = Uint8Array.from({ length: 256 }, (_, n) => n);

  test('gives back the very bytes where there is no secret', () => {
    expect(redactBytes(all, secrets)).toBe(all);
    const empty = new Uint8Array();
    expect(redactBytes(empty, secrets)).toBe(empty);
    expect(redactBytes(all, [])).toBe(all);
  });

  test('takes out a secret among bytes that are no text, and leaves those', () => {
    const bytes = Buffer.concat([all, Buffer.from('correct horse'), all, Buffer.from('größer 🐎'), all]);
    const clean = Buffer.from(redactBytes(bytes, secrets));
    expect(clean.equals(Buffer.concat([all, Buffer.from(gone), all, Buffer.from(gone), all]))).toBe(true);
  });

  test('looks only at what a view shows', () => {
    const whole = Buffer.from('correct horse|an answer|correct horse');
    expect(redactBytes(whole.subarray(14, 23), secrets)).toEqual(whole.subarray(14, 23));
    expect(Buffer.from(redactBytes(whole.subarray(14), secrets)).toString()).toBe(`an answer|${gone}`);
  });

  test('does not change the bytes it was given', () => {
    const bytes = Buffer.from('correct horse');
    redactBytes(bytes, secrets);
    expect(bytes.toString()).toBe('correct horse');
  });

  test('leaves other encodings of umlauts alone', () => {
    const latin = Buffer.from('größer 🐎', 'latin1');
    expect(redactBytes(latin, secrets)).toBe(latin);
  });
});
