import { describe, expect, test } from 'vitest';
import { basicLogin, loginProblem, noProxyLogin, schemesOf } from '../../../../electron/net/proxy-authentication.ts';

test('a login is sent as Basic, in UTF-8', () => {
  expect(basicLogin({ user: 'ada', password: 'größer: 1' })).toBe(`Basic ${Buffer.from('ada:größer: 1', 'utf8').toString('base64')}`);
});

test.each([
  ['Basic realm="x"', ['Basic']],
  ['basic', ['basic']],
  ['Negotiate', ['Negotiate']],
  ['Negotiate, NTLM, Basic realm="a, Digest b"', ['Negotiate', 'NTLM', 'Basic']],
  ['Digest realm="x", nonce="abc", algorithm=MD5, qop="auth"', ['Digest']],
  ['', []],
  [',Basic', ['Basic']],
  ['Negotiate,Basic realm=x', ['Negotiate', 'Basic']],
  ['Basic , NTLM', ['Basic', 'NTLM']],
  ['Negotiate YII=, Basic', ['Negotiate', 'Basic']],
  ['Negotiate  YII=, Basic', ['Negotiate', 'Basic']],
  ['Basic"x"', []],
  ['Digest realm="a\\", NTLM, b", Basic', ['Digest', 'Basic']],
  ['X-Kerberos-2 realm=x', ['X-Kerberos-2']],
  ['realm = "x"', []],
])('%j offers %o', (challenge, schemes) => {
  expect(schemesOf(challenge)).toEqual(schemes);
});

describe('the required scheme', () => {
  const proxy = 'proxy.acme.example:3128';

  test.each([
    ['a name and password that nobody gave', 'Basic realm="x"', false],
    ['others than the stored ones', 'Basic realm="x"', true],
    ['perhaps Basic, where no scheme is named', '', false],
    ['Basic among others, in whatever case', 'Negotiate, BASIC realm="x"', false],
  ])('%s', (_, challenge, gave) => {
    expect(loginProblem(proxy, challenge, gave)).toEqual({ code: 'connection.proxyLogin', params: { proxy, refused: gave } });
  });

  test.each([
    ['what Keypost has no way to give', 'Negotiate, NTLM', 'Negotiate or NTLM'],
    ['what it knows, in whatever case and its own spelling', 'digest realm="x", BEARER, kerberos', 'Kerberos or Digest or Bearer'],
    ['nothing that the proxy made up', 'YWRhOmNvcnJlY3QgaG9yc2U', ''],
  ])('%s', (_, challenge, means) => {
    expect(loginProblem(proxy, challenge, true)).toEqual({ code: 'connection.proxyLoginKind', params: { proxy, means } });
  });
});

test('there is no login by default', async () => {
  expect(await noProxyLogin('http', 'proxy:1')).toEqual({ ok: true, value: null });
});
