import { getEventListeners } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { buildReadRequest, buildSendRequest, credentialHeaders } from '../../../../electron/whatcounts/request.ts';
import { certificateFor, trust, trustsBundles } from './certificate.ts';
import { responseOf, bodyOf, exchange, failureOf, okResponse, siteRespondingWith, send, stopTheClock, timeoutMs } from './exchange.ts';
import { checkedMessage, target } from '../whatcounts/checked-message.ts';
import { proxyTo } from './proxy.ts';
import { closedPort, wireServer } from './wire-server.ts';
import { collectFailures } from '../shared/base/collect-failures.ts';

const failures = collectFailures();

const certificate = await certificateFor(['localhost', 'mail.acme.example']);
const elsewhere = await certificateFor(['other.example']);
const untrusted = await certificateFor(['localhost']);
trust(certificate, elsewhere);

const head = (host: string, path: string) =>
  [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Authorization: Basic YWNtZTpjb3JyZWN0IGhvcnNl',
    'Accept: application/vnd.whatcounts-v1+json',
    'Content-Type: application/json',
    'Content-Length: 0',
    'Connection: close',
    '\r\n',
  ].join('\r\n');
const path = '/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042?format=99&respectOptout=true';

describe('on the wire', () => {
  test('sends the request and nothing else, over http', async () => {
    const site = await siteRespondingWith(okResponse);
    expect(bodyOf(await exchange(send(`http://127.0.0.1:${site.port}`)))).toBe('0');
    expect((await site.only()).bytes).toBe(head(`127.0.0.1:${site.port}`, path));
  });

  test('sends the body after the head, byte for byte', async () => {
    const site = await siteRespondingWith(okResponse, { open: true });
    const body = '{ "email": "ada@example.com",\n "x": "\\u00fc" }';
    const credentials = credentialHeaders(target());
    const request = buildSendRequest(`http://127.0.0.1:${site.port}`, checkedMessage({ command: 'modelNames', body }), credentials);
    expect(bodyOf(await exchange(request))).toBe('0');
    const { bytes } = await site.only();
    expect(bytes).toContain(`\r\nContent-Length: ${body.length}\r\n`);
    expect(bytes.slice(bytes.indexOf('\r\n\r\n') + 4)).toBe(body);
  });

  test.skipIf(!trustsBundles)('over https', async () => {
    const site = await siteRespondingWith(okResponse, { certificate });
    expect(bodyOf(await exchange(send(`https://localhost:${site.port}/mail`)))).toBe('0');
    expect((await site.only()).bytes).toBe(head(`localhost:${site.port}`, `/mail${path}`));
  });

  test.skipIf(!trustsBundles)('sends the request through a proxy, which gets the name of the site and nothing of the request', async () => {
    const site = await siteRespondingWith(okResponse, { certificate });
    const proxy = await proxyTo(site.port);
    const asked: string[] = [];
    const result = await exchange(send('https://mail.acme.example'), {
      proxyFor: (url) => {
        asked.push(url);
        return Promise.resolve(`PROXY 127.0.0.1:${proxy.port}`);
      },
    });
    expect(bodyOf(result)).toBe('0');
    expect(asked).toEqual([`https://mail.acme.example${path}`]);
    expect((await site.only()).bytes).toBe(head('mail.acme.example', path));
    const { bytes } = await proxy.only();
    expect(bytes.slice(0, bytes.indexOf('\r\n\r\n'))).toBe(
      'CONNECT mail.acme.example:443 HTTP/1.1\r\nHost: mail.acme.example:443\r\nConnection: close',
    );
    expect(bytes).not.toContain('Basic');
  });

  test('uses no proxy for an http site', async () => {
    const site = await siteRespondingWith(okResponse);
    const proxyFor = () => Promise.reject(new Error('the proxy was looked for'));
    expect(bodyOf(await exchange(send(`http://127.0.0.1:${site.port}`), { proxyFor }))).toBe('0');
  });

  test('reaches a site on IPv6 by its address', async ({ skip }) => {
    const site = await wireServer({ host: '::1', asked: (socket) => socket.end(okResponse) }).catch(() => skip('no IPv6 here'));
    expect(bodyOf(await exchange(send(`http://[::1]:${site.port}`)))).toBe('0');
    expect((await site.only()).bytes).toBe(head(`[::1]:${site.port}`, path));
  });

  test.each([
    ["'", "/a'b"],
    ['dots that are encoded', '/%2e%2e/%2E'],
    ['dots that are not', '/a/../b/./c'],
    ['bars and braces', '/a|b^{c}'],
    ['two slashes', '//a//b'],
    ['a second question mark', "/a?b='?&&=;"],
    ['a backslash', '/a\\b'],
  ])('sends a path unchanged: %s', async (_, odd) => {
    const site = await siteRespondingWith(okResponse);
    await exchange(buildReadRequest(target({ siteUrl: `http://127.0.0.1:${site.port}` }), odd));
    expect((await site.only()).bytes.split('\r\n')[0]).toBe(`GET ${odd} HTTP/1.1`);
  });

  test('sends a read without a body and its length', async () => {
    const site = await siteRespondingWith(okResponse);
    await exchange(buildReadRequest(target({ siteUrl: `http://127.0.0.1:${site.port}` }), '/rest/lists?skip=0'));
    expect((await site.only()).bytes).toBe(
      head(`127.0.0.1:${site.port}`, '/rest/lists?skip=0').replace('POST', 'GET').replace('Content-Length: 0\r\n', ''),
    );
  });

  test('sends the header of the API client', async () => {
    const site = await siteRespondingWith(okResponse);
    const siteUrl = `http://127.0.0.1:${site.port}`;
    const credentials = credentialHeaders(target({ clientName: 'crm', clientKey: 'battery staple' }));
    await exchange(buildSendRequest(siteUrl, checkedMessage(), credentials));
    expect((await site.only()).bytes).toContain('\r\nx-api-key: Y3JtOmJhdHRlcnkgc3RhcGxl\r\n');
  });

  test('uses a new connection for each request, even if the server would keep one open', async () => {
    const site = await siteRespondingWith('HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\n0', { open: true });
    const transport = createNodeTransport(() => Promise.resolve('DIRECT'));
    const request = send(`http://127.0.0.1:${site.port}`);
    const options = { timeoutMs, connectTimeoutMs: timeoutMs, signal: new AbortController().signal };
    for (let n = 0; n < 2; n += 1) expect(bodyOf(await transport.exchange(request, options))).toBe('0');
    const heads = site.taken.map((one) => one.bytes);
    await Promise.all(site.taken.map((one) => one.closed));
    expect(heads).toEqual([head(`127.0.0.1:${site.port}`, path), head(`127.0.0.1:${site.port}`, path)]);
  });

  test('sends two requests at the same time', async () => {
    const waiting: Socket[] = [];
    const site = await wireServer({
      asked: (socket) => {
        waiting.push(socket);
        if (waiting.length === 2) for (const one of waiting) one.end(okResponse);
      },
    });
    const both = await Promise.all([0, 1].map(() => exchange(send(`http://127.0.0.1:${site.port}`))));
    expect(both.map(bodyOf)).toEqual(['0', '0']);
  });
});

describe('the hand-over', () => {
  const options = (onHandOver: () => void) => ({
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    signal: new AbortController().signal,
    onHandOver,
  });
  const transport = createNodeTransport(() => Promise.resolve('DIRECT'));

  test('a listener that throws changes nothing: one request is sent, and its response counts', async () => {
    const site = await siteRespondingWith(okResponse);
    const url = `http://127.0.0.1:${site.port}`;
    const result = await transport.exchange(
      send(url),
      options(() => {
        throw new Error('no listener can be notified');
      }),
    );
    expect(bodyOf(result)).toBe('0');
    expect(failures.list).toMatchObject([{ what: 'the hand-over of a request could not be shown' }]);
    expect((await site.only()).bytes).toBe(head(`127.0.0.1:${site.port}`, path));
  });

  test('a listener that throws on a connection that breaks causes no uncaught error', async () => {
    const site = await wireServer({ asked: (socket) => void socket.resetAndDestroy() });
    const result = await transport.exchange(
      send(`http://127.0.0.1:${site.port}`),
      options(() => {
        throw new Error('no listener can be notified');
      }),
    );
    expect(failureOf(result)).toMatchObject({ sent: 'maybe', cause: 'reset' });
  });

  test.skipIf(!trustsBundles)('junk right after the handshake is an ordinary failure', async () => {
    const site = await wireServer({ certificate });
    const between = await wireServer({
      connected: (socket) => {
        const onward = connect({ host: '127.0.0.1', port: site.port });
        onward.on('error', () => socket.destroy());
        socket.once('close', () => onward.destroy());
        onward.once('close', () => socket.destroy());
        socket.pipe(onward);
        onward.on('data', (chunk: Buffer) => socket.write(Buffer.concat([chunk, Buffer.from('junk and more junk')])));
      },
    });
    const handedOver: string[] = [];
    const result = failureOf(
      await transport.exchange(
        send(`https://localhost:${between.port}`),
        options(() => handedOver.push('left')),
      ),
    );
    expect(result.sent === 'no').toBe(handedOver.length === 0);
    expect(site.taken.map((one) => one.bytes).join('')).toBe('');
  });
});

describe('the demands of a server are not met', () => {
  test.each([301, 302, 303, 307, 308])('a redirect is not followed: %i', async (status) => {
    const other = await siteRespondingWith(okResponse);
    const location = `http://127.0.0.1:${other.port}${path}`;
    const site = await siteRespondingWith(`HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
    const response = responseOf(await exchange(send(`http://127.0.0.1:${site.port}`)));
    expect(response.status).toBe(status);
    expect(response.headers).toContainEqual(['Location', location]);
    expect(await other.opened()).toBe(0);
    await site.only();
  });

  test.each([
    ['a password', 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n', 401],
    ['patience', 'HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n', 503],
    ['the same again', 'HTTP/1.1 408 Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', 408],
    ['another protocol', 'HTTP/1.1 426 Upgrade\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n', 426],
  ])('%s', async (_, response, status) => {
    const site = await siteRespondingWith(response);
    expect(responseOf(await exchange(send(`http://127.0.0.1:${site.port}`))).status).toBe(status);
    await site.only();
  });

  test('a cookie is not kept', async () => {
    const site = await siteRespondingWith('HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 1\r\n\r\n0');
    const transport = createNodeTransport(() => Promise.resolve('DIRECT'));
    const options = { timeoutMs, connectTimeoutMs: timeoutMs, signal: new AbortController().signal };
    for (let n = 0; n < 2; n += 1) await transport.exchange(send(`http://127.0.0.1:${site.port}`), options);
    expect(site.taken.map((one) => one.bytes)).toEqual(Array(2).fill(head(`127.0.0.1:${site.port}`, path)));
  });
});

describe('a request that never left', () => {
  test.each([
    ['refused', async () => `http://127.0.0.1:${await closedPort()}`],
    ['refused', async () => `https://127.0.0.1:${await closedPort()}`],
    ['unreachable', () => Promise.resolve('https://255.255.255.255')],
    ['dns', () => Promise.resolve(`https://${'a'.repeat(64)}.invalid`)],
  ] as const)('%s', async (cause, siteUrl) => {
    const failure = failureOf(await exchange(send(await siteUrl())));
    expect(failure).toMatchObject({ sent: 'no', cause, partial: null });
    expect(failure.detail).not.toBe('');
  });

  test('the proxy settings could not be read', async () => {
    const failure = failureOf(await exchange(send('https://mail.acme.example'), { proxyFor: () => Promise.reject(new Error('no PAC')) }));
    expect(failure).toMatchObject({ sent: 'no', cause: 'proxy', detail: 'no PAC', problem: { code: 'connection.proxySettings' } });
  });

  test.each([
    ['a certificate for another name', elsewhere],
    ['an untrusted certificate', untrusted],
  ])('the site has %s', async (_, wrong) => {
    const site = await siteRespondingWith(okResponse, { certificate: wrong });
    const failure = failureOf(await exchange(send(`https://localhost:${site.port}`)));
    expect(failure).toMatchObject({ sent: 'no', cause: 'tls', partial: null });
    expect(await site.opened()).toBe(1);
    expect(site.taken.map((one) => one.bytes).join('')).toBe('');
  });

  test.each([
    ['the proxy does not respond', ''],
    ['the site does not shake hands', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('times out before the connection: %s', async (_, reply) => {
    const runOut = stopTheClock();
    const proxy = await wireServer({ asked: (socket) => socket.write(reply, () => runOut()) });
    const proxyFor = () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}`);
    const failure = failureOf(await exchange(send('https://mail.acme.example'), { proxyFor }));
    expect(failure).toMatchObject({ sent: 'no', cause: 'connectTimeout', partial: null });
    await proxy.only();
  });

  test('times out while the proxy settings are read', async () => {
    const runOut = stopTheClock();
    const proxyFor = () => {
      setImmediate(runOut);
      return new Promise<string>(() => undefined);
    };
    expect(failureOf(await exchange(send('https://mail.acme.example'), { proxyFor }))).toMatchObject({
      sent: 'no',
      cause: 'connectTimeout',
    });
  });

  test.each(['no address at all', 'https://mail acme.example', 'https://mail.acme.example:99999'])(
    'the address is invalid: %s',
    async (url) => {
      const failure = failureOf(await exchange({ ...send('https://mail.acme.example'), url }));
      expect(failure).toMatchObject({
        sent: 'no',
        cause: 'unreachable',
        detail: 'ERR_INVALID_URL',
        problem: { code: 'connection.badAddress' },
      });
    },
  );

  test.each([
    ['a path that is invalid in HTTP', { url: '/a b' }],
    ['a header that is invalid in HTTP', { headers: [['Authorization', 'Basic correct\r\nhorse']] as const }],
  ])('there is %s', async (_, changes) => {
    const site = await siteRespondingWith(okResponse);
    const origin = `http://127.0.0.1:${site.port}`;
    const request = { ...send(origin), ...changes, url: `${origin}${'url' in changes ? changes.url : '/'}` };
    const failure = failureOf(await exchange(request));
    expect(failure).toMatchObject({ sent: 'no', cause: 'internal', detail: '' });
    expect(failures.list).toMatchObject([{ level: 'error', what: 'a request could not be made' }]);
    expect(`${failure.detail}${JSON.stringify(failures.list)}`).not.toMatch(/correct|horse/);
    expect((await site.only()).bytes).toBe('');
  });
});

describe('cancelling', () => {
  test('before the connection opens none', async () => {
    const site = await siteRespondingWith(okResponse);
    const failure = failureOf(await exchange(send(`http://127.0.0.1:${site.port}`), { signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ sent: 'no', cause: 'cancelledBefore', partial: null });
    expect(await site.opened()).toBe(0);
  });

  test('does not wait for the proxy settings, and opens nothing when they arrive later', async () => {
    const site = await siteRespondingWith(okResponse, { certificate });
    const stop = new AbortController();
    let resolveRoute: (route: string) => void = () => undefined;
    const route = new Promise<string>((resolve) => (resolveRoute = resolve));
    const pending = exchange(send(`https://127.0.0.1:${site.port}`), {
      signal: stop.signal,
      proxyFor: () => {
        stop.abort();
        return route;
      },
    });
    expect(failureOf(await pending)).toMatchObject({ sent: 'no', cause: 'cancelledBefore' });
    resolveRoute('DIRECT');
    await route;
    expect(await site.opened()).toBe(0);
  });

  test('during the handshake leaves nothing open', async () => {
    const stop = new AbortController();
    const site = await wireServer({ connected: () => stop.abort() });
    const failure = failureOf(await exchange(send(`https://127.0.0.1:${site.port}`), { signal: stop.signal }));
    expect(failure).toMatchObject({ sent: 'no', cause: 'cancelledBefore' });
    await site.only();
  });

  test('after the request has left reports that it may have arrived', async () => {
    const stop = new AbortController();
    const site = await wireServer({ asked: () => stop.abort() });
    const failure = failureOf(await exchange(send(`http://127.0.0.1:${site.port}`), { signal: stop.signal }));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'cancelledInFlight', partial: null });
    expect((await site.only()).bytes).toBe(head(`127.0.0.1:${site.port}`, path));
  });

  test('after the outcome changes nothing, and no listener is left', async () => {
    const site = await siteRespondingWith(okResponse);
    const stop = new AbortController();
    const result = await exchange(send(`http://127.0.0.1:${site.port}`), { signal: stop.signal });
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    stop.abort();
    expect(bodyOf(result)).toBe('0');
  });
});

test("a cancelled request aborts the keychain's look-up of the proxy login; a timed-out one does not", async () => {
  const stop = new AbortController();
  const signals: (AbortSignal | undefined)[] = [];
  const transport = createNodeTransport(
    () => Promise.resolve('PROXY 127.0.0.1:3128'),
    (_scheme, _address, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  );
  const limits = { timeoutMs: 50, connectTimeoutMs: 50, signal: stop.signal };
  expect(failureOf(await transport.exchange(send('https://mail.acme.example'), limits))).toMatchObject({
    sent: 'no',
    cause: 'connectTimeout',
  });
  expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
  stop.abort();
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
});
