import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ConnectionFailure } from '../../../../electron/net/connection-failure.ts';
import { openConnection, type ProxyFor } from '../../../../electron/net/connection.ts';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import { certificateFor, trust, trustsBundles } from './certificate.ts';
import { proxyTo } from './proxy.ts';
import { closedPort, wireServer, type WireServer } from './wire-server.ts';

const certificate = await certificateFor(['localhost', 'mail.acme.example', '127.0.0.1']);
const elsewhere = await certificateFor(['other.example']);
const expired = await certificateFor(['localhost'], new Date('2020-01-01'));
const untrusted = await certificateFor(['localhost']);
trust(certificate, elsewhere, expired);

const direct: ProxyFor = () => Promise.resolve('DIRECT');
const askingProxy = 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n';
const by =
  (...routes: string[]): ProxyFor =>
  () =>
    Promise.resolve(routes.join('; '));
const at = ({ port }: WireServer) => `127.0.0.1:${port}`;

async function open(url: string, proxyFor = direct, signal = new AbortController().signal): Promise<Socket> {
  const socket = await openConnection(new URL(url), proxyFor, signal);
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function refusal(url: string, proxyFor = direct, signal?: AbortSignal): Promise<ConnectionFailure> {
  const failure: unknown = await open(url, proxyFor, signal).catch((error: unknown) => error);
  if (!(failure instanceof ConnectionFailure)) throw new Error(`no refusal: ${String(failure)}`);
  return failure;
}

/** Whether the connection reaches the site itself. */
async function leadsTo(socket: Socket, site: WireServer): Promise<boolean> {
  socket.write('ping');
  await vi.waitFor(() => site.taken.some((one) => one.bytes !== '') || Promise.reject(new Error('nothing came')));
  return site.taken.at(-1)?.bytes === 'ping';
}

describe('an http site', () => {
  test('is reached without looking up a proxy, and nothing is sent to it', async () => {
    const site = await wireServer();
    const socket = await open(`http://${at(site)}`, () => Promise.reject(new Error('looked for')));
    expect(socket).not.toBeInstanceOf(TLSSocket);
    socket.destroy();
    expect((await site.only()).bytes).toBe('');
  });

  test.each([
    ['refused', async () => `http://127.0.0.1:${await closedPort()}`],
    ['refused', async () => `http://localhost:${await closedPort()}`],
    ['unreachable', () => Promise.resolve('http://255.255.255.255')],
    ['dns', () => Promise.resolve(`http://${'a'.repeat(64)}.invalid`)],
  ] as const)('fails if it is not there: %s', async (reason, url) => {
    const failure = await refusal(await url());
    expect([failure.reason, failure.problem.code]).toEqual([reason, `connection.${reason === 'dns' ? 'nameNotFound' : reason}`]);
    expect(failure.message).toMatch(/connect|getaddrinfo/);
  });

  test('opens nothing when it was aborted before', async () => {
    expect((await refusal(`http://127.0.0.1:${await closedPort()}`, direct, AbortSignal.abort())).reason).toBe('cancelledBefore');
  });
});

describe.skipIf(!trustsBundles)('an https site', () => {
  test.each(['localhost', '127.0.0.1'])('is trusted by its name %s, and HTTP/1.1 is used', async (name) => {
    const site = await wireServer({ certificate });
    const socket = await open(`https://${name}:${site.port}`);
    expect(socket).toBeInstanceOf(TLSSocket);
    expect(socket).toMatchObject({
      authorized: true,
      alpnProtocol: 'http/1.1',
      servername: name === 'localhost' ? 'localhost' : false,
    });
    expect(await leadsTo(socket, site)).toBe(true);
  });

  test.each([
    ['an untrusted certificate', untrusted, { code: 'connection.selfSigned', params: {} }],
    ['a certificate for another name', elsewhere, { code: 'connection.wrongName', params: { names: ['other.example'] } }],
    [
      'a certificate that has expired',
      expired,
      { code: 'connection.expired', params: { validTo: Date.parse('2020-01-02'), now: expect.any(Number) as number } },
    ],
  ])('is not trusted with %s', async (_, wrong, problem) => {
    const site = await wireServer({ certificate: wrong });
    const failure = await refusal(`https://localhost:${site.port}`);
    expect(failure.reason).toBe('tls');
    expect(failure.problem).toEqual(problem);
    expect(failure.message).toMatch(/^[A-Z_]+$/);
    await Promise.all(site.taken.map((one) => one.closed));
    expect(site.taken.map((one) => one.bytes).join('')).toBe('');
  });

  test('is not trusted even if the environment disables the check', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', undefined);
    });
    const site = await wireServer({ certificate: untrusted });
    expect((await refusal(`https://localhost:${site.port}`)).reason).toBe('tls');
  });

  test('is not trusted at an address that its certificate does not name', async () => {
    const site = await wireServer({ certificate: elsewhere });
    expect((await refusal(`https://127.0.0.1:${site.port}`)).reason).toBe('tls');
  });

  test.each([
    ['speaks plain HTTP', 'plainHttp', (socket: Socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['speaks another protocol', 'notTls', (socket: Socket) => void socket.write('220 mail.acme.example ESMTP\r\n')],
    ['hangs up', 'tlsClosed', (socket: Socket) => void socket.end()],
    ['resets the connection', 'tlsClosed', (socket: Socket) => void socket.resetAndDestroy()],
  ])('fails if it %s', async (_, problem, connected) => {
    const site = await wireServer({ connected: (socket) => void socket.once('data', () => connected(socket)) });
    const failure = await refusal(`https://${at(site)}`);
    expect([failure.reason, failure.problem.code]).toEqual(['tls', `connection.${problem}`]);
    await site.only();
  });

  test('closes the connection when it is aborted during the handshake', async () => {
    const stop = new AbortController();
    const site = await wireServer({ connected: (socket) => void socket.once('data', () => stop.abort()) });
    expect((await refusal(`https://${at(site)}`, direct, stop.signal)).reason).toBe('cancelledBefore');
    await site.only();
  });
});

describe.skipIf(!trustsBundles)('through a proxy', () => {
  test.each([
    ['its usual port', 'https://mail.acme.example', 'mail.acme.example:443'],
    ['a port of its own', 'https://mail.acme.example:8443/mail', 'mail.acme.example:8443'],
    ['an address', 'https://127.0.0.1:8443', '127.0.0.1:8443'],
  ])('requests the site by name and port alone: %s', async (_, url, authority) => {
    const site = await wireServer({ certificate });
    const proxy = await proxyTo(site.port);
    expect(await leadsTo(await open(url, by(`PROXY ${at(proxy)}`)), site)).toBe(true);
    const [first] = proxy.taken;
    expect(first?.bytes.split('\r\n\r\n')[0]).toBe(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\nConnection: close`);
  });

  test('keeps the brackets of an IPv6 address', async () => {
    const proxy = await proxyTo(0, 'HTTP/1.1 403 No\r\n\r\n');
    await refusal('https://[2001:db8::1]', by(`PROXY ${at(proxy)}`));
    expect((await proxy.only()).bytes).toMatch(/^CONNECT \[2001:db8::1\]:443 HTTP\/1\.1\r\nHost: \[2001:db8::1\]:443\r\n/);
  });

  test('reaches a proxy over TLS', async () => {
    const site = await wireServer({ certificate });
    const proxy = await proxyTo(site.port, undefined, certificate);
    expect(await leadsTo(await open('https://mail.acme.example', by(`HTTPS localhost:${proxy.port}`)), site)).toBe(true);
  });

  test('requests nothing from an untrusted proxy over TLS', async () => {
    const proxy = await proxyTo(0, undefined, untrusted);
    const failure = await refusal('https://mail.acme.example', by(`HTTPS localhost:${proxy.port}`));
    expect(failure.reason).toBe('proxy');
    expect(failure.problem).toEqual({ code: 'connection.selfSigned', params: {}, host: `the proxy localhost:${proxy.port}` });
    expect(proxy.taken.map((one) => one.bytes).join('')).toBe('');
  });

  test('reports a missing login if the proxy requires one', async () => {
    const proxy = await proxyTo(0, 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n');
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`));
    expect(failure.reason).toBe('proxyLogin');
    expect(failure.problem).toEqual({ code: 'connection.proxyLogin', params: { proxy: at(proxy), refused: false } });
  });

  test.each(['http', 'https'] as const)('sends the login for an %s proxy, and no other', async (scheme) => {
    const proxy = await proxyTo(0, askingProxy, scheme === 'https' ? certificate : undefined);
    const asked: string[] = [];
    const ways = by(`${scheme === 'https' ? 'HTTPS' : 'PROXY'} localhost:${proxy.port}`);
    const opening = openConnection(new URL('https://mail.acme.example'), ways, new AbortController().signal, (kind, address) => {
      asked.push(`${kind} ${address}`);
      return Promise.resolve(ok({ user: kind, password: 'x' }));
    });
    const shown = `${scheme === 'https' ? 'https://' : ''}localhost:${proxy.port}`;
    await expect(opening).rejects.toMatchObject({ reason: 'proxyLogin', problem: { params: { proxy: shown, refused: true } } });
    expect(asked).toEqual([`${scheme} localhost:${proxy.port}`]);
    expect((await proxy.only()).bytes).toContain(`Proxy-Authorization: Basic ${btoa(`${scheme}:x`)}\r\n`);
  });

  test.each([
    [
      'requires a login of an unknown kind',
      'HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\n\r\n',
      'proxyLoginKind',
      { means: 'Negotiate' },
    ],
    ['forbids it', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n', 'proxyForbids', { status: 403 }],
    ['finds no site', 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nnope', 'proxyNoSite', { status: 502 }],
    ['finds no name', 'HTTP/1.1 503 Service Unavailable\r\n\r\n<html>ERR_DNS_FAIL</html>', 'proxyNoSite', { status: 503 }],
    ['finds no name and is confused', 'HTTP/1.1 500 Internal Server Error\r\n\r\n', 'proxyNoSite', { status: 500 }],
    ['opens no tunnels', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n', 'proxyNoTunnel', { status: 405 }],
    ['is busy', 'HTTP/1.1 429 Too Many Requests\r\n\r\n', 'proxyBusy', { status: 429 }],
    ['redirects', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n', 'proxyPage', { status: 302 }],
    ['requires a sign-in page', 'HTTP/1.1 511 Network Authentication Required\r\n\r\n', 'proxyPage', { status: 511 }],
    ['sends an unexpected success', 'HTTP/1.1 204 No Content\r\n\r\n', 'proxyPage', { status: 204 }],
    ['sends an unusual status', 'HTTP/1.1 418 Teapot\r\n\r\n', 'proxyStatus', { status: 418 }],
    ['speaks no HTTP', 'SSH-2.0-proxy\r\n', 'proxyNotHttp', {}],
    ['sends a page and no more', '<html>Sign in</html>\r\n', 'proxyNotHttp', {}],
    ['hangs up', '', 'proxyClosed', {}],
  ] as const)('fails if the proxy %s', async (_, reply, code, params) => {
    const proxy = await proxyTo(0, reply);
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`));
    expect(failure.reason).toBe('proxy');
    expect(failure.problem).toEqual({ code: `connection.${code}`, params: { proxy: at(proxy), ...params } });
    // Keypost's own text isn't quoted as text of the system.
    expect(failure.message).toBe('');
    await proxy.only();
  });

  test('reports a missing login if the proxy requires one of no declared kind', async () => {
    const proxy = await proxyTo(0, 'HTTP/1.1 407 No\r\n\r\n');
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`));
    expect(failure.problem).toEqual({ code: 'connection.proxyLogin', params: { proxy: at(proxy), refused: false } });
  });

  test('fails if the keychain refuses the login', async () => {
    const [proxy, other] = [await proxyTo(0, askingProxy), await proxyTo(0, askingProxy)];
    const ways = by(`PROXY ${at(proxy)}`, `PROXY ${at(other)}`);
    const kept = fail('vaultLocked', 'The keychain is locked.');
    const opening = openConnection(new URL('https://mail.acme.example'), ways, new AbortController().signal, () => Promise.resolve(kept));
    await expect(opening).rejects.toMatchObject({
      reason: 'vaultLocked',
      problem: { code: 'connection.because', params: { sentence: 'The keychain is locked.' } },
    });
    expect([await proxy.opened(), await other.opened()]).toEqual([0, 0]);
  });

  test('fails if the proxy is not there', async () => {
    const port = await closedPort();
    const failure = await refusal('https://mail.acme.example', by(`PROXY 127.0.0.1:${port}`));
    expect([failure.reason, failure.problem.code]).toEqual(['proxy', 'connection.proxyRefused']);
    expect(failure.message).toMatch(/ECONNREFUSED/);
  });

  test('fails if the name of the proxy is not found', async () => {
    const proxy = `${'a'.repeat(64)}.invalid:8080`;
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${proxy}`));
    expect([failure.reason, failure.problem]).toEqual(['proxy', { code: 'connection.proxyNotFound', params: { proxy } }]);
  });

  test('fails if the proxy accepts and hangs up', async () => {
    const proxy = await wireServer({ asked: (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n') });
    expect((await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`))).reason).toBe('tls');
    await proxy.only();
  });

  test("treats bytes after the proxy's acceptance as bytes of the site", async () => {
    const site = await wireServer({ certificate });
    const proxy = await proxyTo(site.port, 'HTTP/1.1 200 OK\r\n\r\n220 mail.acme.example ESMTP\r\n');
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`));
    expect([failure.reason, failure.problem.code]).toEqual(['tls', 'connection.notTls']);
  });

  test("keeps the system's text if the proxy resets the connection", async () => {
    const proxy = await wireServer({ asked: (socket) => void socket.resetAndDestroy() });
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`));
    expect([failure.problem.code, failure.message]).toEqual(['connection.proxyClosed', 'read ECONNRESET']);
  });

  test('does not trust another site behind the proxy, and tries no other route', async () => {
    const site = await wireServer({ certificate: elsewhere });
    const proxy = await proxyTo(site.port);
    const other = await proxyTo(site.port);
    const failure = await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`, `PROXY ${at(other)}`));
    expect(failure.reason).toBe('tls');
    expect(await other.opened()).toBe(0);
    await proxy.only();
  });

  test('leaves nothing open when aborted while the proxy does not respond', async () => {
    const stop = new AbortController();
    const proxy = await wireServer({ asked: () => stop.abort() });
    const other = await wireServer();
    await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`, `PROXY ${at(other)}`), stop.signal);
    await proxy.only();
    expect(await other.opened()).toBe(0);
  });

  test('leaves nothing open when aborted during the handshake with the site', async () => {
    const stop = new AbortController();
    const site = await wireServer({ connected: (socket) => void socket.once('data', () => stop.abort()) });
    const proxy = await proxyTo(site.port);
    expect((await refusal('https://mail.acme.example', by(`PROXY ${at(proxy)}`), stop.signal)).reason).toBe('cancelledBefore');
    await Promise.all([proxy.only(), site.only()]);
  });
});

describe.skipIf(!trustsBundles)("the routes of the system's proxy settings", () => {
  test('are tried one after the other until one is open', async () => {
    const site = await wireServer({ certificate });
    const proxy = await proxyTo(site.port);
    const [dead, nameless] = [await closedPort(), `${'a'.repeat(64)}.invalid:1`];
    const ways = by(`PROXY 127.0.0.1:${dead}`, `PROXY ${nameless}`, 'SOCKS5 127.0.0.1:1', `PROXY ${at(proxy)}`, 'DIRECT');
    expect(await leadsTo(await open('https://mail.acme.example', ways), site)).toBe(true);
  });

  test.each([
    ['forbids it', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'proxy', 'proxyForbids'],
    ['finds no site', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'proxy', 'proxyNoSite'],
    ['wants a login', 'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n', 'proxyLogin', 'proxyLogin'],
    ['wants a login of another kind', 'HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\n\r\n', 'proxy', 'proxyLoginKind'],
    ['speaks no HTTP', 'SSH-2.0-proxy\r\n', 'proxy', 'proxyNotHttp'],
    ['hangs up', '', 'proxy', 'proxyClosed'],
  ])('are not tried after a proxy that %s', async (_, reply, reason, code) => {
    const site = await wireServer({ certificate });
    const [refusing, other] = [await proxyTo(0, reply), await proxyTo(site.port)];
    const failure = await refusal(`https://localhost:${site.port}`, by(`PROXY ${at(refusing)}`, `PROXY ${at(other)}`, 'DIRECT'));
    expect([failure.reason, failure.problem.code]).toEqual([reason, `connection.${code}`]);
    await refusing.only();
    expect([await other.opened(), await site.opened()]).toEqual([0, 0]);
  });

  test('are not tried after a proxy whose certificate is not trusted', async () => {
    const [proxy, other] = [await proxyTo(0, undefined, untrusted), await proxyTo(0)];
    expect((await refusal('https://mail.acme.example', by(`HTTPS localhost:${proxy.port}`, `PROXY ${at(other)}`))).reason).toBe('proxy');
    expect(await other.opened()).toBe(0);
  });

  test('can all fail', async () => {
    const site = await wireServer({ certificate });
    const ways = by(`PROXY 127.0.0.1:${await closedPort()}`, 'DIRECT');
    expect(await leadsTo(await open(`https://localhost:${site.port}`, ways), site)).toBe(true);
  });

  test('are parsed however they are spaced', async () => {
    const site = await wireServer({ certificate });
    const ways: ProxyFor = () => Promise.resolve(' ; PROXY   127.0.0.1:1;DIRECT ;');
    expect(await leadsTo(await open(`https://localhost:${site.port}`, ways), site)).toBe(true);
  });

  test.each([
    ['SOCKS5 127.0.0.1:1080', { code: 'connection.proxyKind', params: { kind: 'SOCKS', proxy: '127.0.0.1:1080' } }],
    ['SOCKS 127.0.0.1:1080', { code: 'connection.proxyKind', params: { kind: 'SOCKS', proxy: '127.0.0.1:1080' } }],
    ['SOCKS4 127.0.0.1:1080', { code: 'connection.proxyKind', params: { kind: 'SOCKS', proxy: '127.0.0.1:1080' } }],
    ['QUIC 127.0.0.1:1080', { code: 'connection.proxyKind', params: { kind: 'QUIC', proxy: '127.0.0.1:1080' } }],
    ['', { code: 'connection.noRoute', params: {} }],
    [' ; ', { code: 'connection.noRoute', params: {} }],
    ['PROXY', { code: 'connection.proxyAddress', params: { proxy: 'none' } }],
    ['PROXY :8080', { code: 'connection.proxyAddress', params: { proxy: ':8080' } }],
    ['HTTPS 127.0.0.1:99999', { code: 'connection.proxyAddress', params: { proxy: '127.0.0.1:99999' } }],
  ])('can be unusable: %j', async (ways, problem) => {
    const failure = await refusal('https://mail.acme.example', by(ways));
    expect([failure.reason, failure.problem]).toEqual(['proxy', problem]);
  });

  test.each([
    ['alone', (): string[] => []],
    ['with a dead proxy beside it', (): string[] => ['PROXY 127.0.0.1:1']],
  ])("do not bypass a proxy that Keypost can't use: %s", async (_, others) => {
    const site = await wireServer({ certificate });
    const ways = by('SOCKS5 127.0.0.1:1080', ...others(), 'DIRECT');
    const failure = await refusal(`https://localhost:${site.port}`, ways);
    expect([failure.reason, failure.problem.code]).toEqual(['proxy', 'connection.proxyKind']);
    expect(await site.opened()).toBe(0);
  });

  test.each([
    [new Error('no PAC file'), 'no PAC file'],
    ['odd', 'no reason given'],
  ])('can be unreadable', async (error, message) => {
    // The test needs a rejection with a value that is no error.
    const unreadable = vi.fn<ProxyFor>().mockRejectedValue(error);
    const failure = await refusal('https://mail.acme.example', unreadable);
    expect([failure.reason, failure.problem, failure.message]).toEqual([
      'proxy',
      { code: 'connection.proxySettings', params: {} },
      message,
    ]);
  });
});
