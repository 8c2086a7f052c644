import { describe, expect, test } from 'vitest';
import { basicLogin, loginTrouble, noProxyLogin, schemesOf } from '../../../../electron/whatcounts/proxy-login.ts';

test('a login goes as Basic, in UTF-8', () => {
  expect(basicLogin({ user: 'ada', password: 'größer: 1' })).toBe(`Basic ${Buffer.from('ada:größer: 1', 'utf8').toString('base64')}`);
});

test.each([
  ['Basic realm="x"', ['Basic']],
  ['basic', ['basic']],
  ['Negotiate', ['Negotiate']],
  ['Negotiate, NTLM, Basic realm="a, Digest b"', ['Negotiate', 'NTLM', 'Basic']],
  ['Digest realm="x", nonce="abc", algorithm=MD5, qop="auth"', ['Digest']],
  ['', []],
])('%j offers %o', (challenge, schemes) => {
  expect(schemesOf(challenge)).toEqual(schemes);
});

describe('what is wanted, in words', () => {
  const address = 'proxy.acme.example:3128';

  test('a name and password that nobody gave', () => {
    expect(loginTrouble(address, 'Basic realm="x"', false)).toEqual({
      usable: true,
      words: `The proxy ${address} asks for a name and password.`,
    });
  });

  test('others than the stored ones', () => {
    expect(loginTrouble(address, 'Basic realm="x"', true).words).toBe(
      `The proxy ${address} refused the name and password that are stored for it.`,
    );
  });

  test('what Keypost has no way to give', () => {
    const { usable, words } = loginTrouble(address, 'Negotiate, NTLM', false);
    expect(usable).toBe(false);
    expect(words).toContain('Negotiate or NTLM');
  });

  test('nothing that the proxy made up', () => {
    expect(loginTrouble(address, 'YWRhOmNvcnJlY3QgaG9yc2U', true).words).toBe(
      "it asks for a login by means of its own, which Keypost can't use",
    );
  });

  test('a challenge that names no scheme may be Basic', () => {
    expect(loginTrouble(address, '', false).usable).toBe(true);
  });
});

test('without a keeper of logins there is none', async () => {
  expect(await noProxyLogin('http', 'proxy:1')).toEqual({ ok: true, value: null });
});
