/** What leaves this computer when images are loaded, recorded by servers and proxies on loopback. */
import type { LookupAddress } from 'node:dns';
import { type LookupFunction, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHostRule } from '../../../../electron/net/host-rule.ts';
import { hasPublicSuffix } from '../../../../electron/net/public-suffix.ts';
import { imageLimits, loadImages } from '../../../../electron/preview/load-images.ts';
import type { ProxyFor } from '../../../../electron/net/connection.ts';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { certificateFor, trust, trustsBundles } from '../net/certificate.ts';
import { proxyTo } from '../net/proxy.ts';
import { closedPort, wireServer, type WireServer } from '../net/wire-server.ts';

const certificate = await certificateFor(['localhost', 'images.example.com', 'other.example.org', '127.0.0.1']);
trust(certificate);

const png = Buffer.from('\x89PNG\r\n\x1a\n and the rest', 'latin1');
const response = (status: string, headers: string, body = ''): string =>
  `HTTP/1.1 ${status}\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
const picture = response('200 OK', 'Content-Type: image/png\r\nSet-Cookie: a=b\r\n', png.toString('latin1'));

/** A server that sends an image for every path; `response` may depend on the head of the request. */
const imageServer = (response: (head: string) => string = () => picture): Promise<WireServer> =>
  wireServer({ certificate, asked: (socket, head) => void socket.end(response(head), 'latin1') });

interface LoadOptions {
  routes?: string;
  allowsThisComputer?: boolean;
  /** The name server's responses in order; the last one is repeated. */
  addresses?: readonly (readonly string[])[];
}

/** Loads images like the preview. Also returns the names that were looked up and the routes that were requested. */
async function load(
  urls: readonly string[],
  { routes = 'DIRECT', allowsThisComputer = false, addresses = [['127.0.0.1']] }: LoadOptions = {},
) {
  const lookedUp: string[] = [];
  const routed: string[] = [];
  const lookup: LookupFunction = (name, _, done) => {
    const resolved = addresses[Math.min(lookedUp.length, addresses.length - 1)] ?? [];
    lookedUp.push(name);
    done(
      null,
      resolved.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  const proxyFor: ProxyFor = (url) => {
    routed.push(url);
    return Promise.resolve(routes);
  };
  const rule = createHostRule({ allowsThisComputer, hasPublicSuffix: (name) => Promise.resolve(hasPublicSuffix(name)), lookup });
  const signal = AbortSignal.timeout(15_000);
  const { images, missing } = await loadImages(urls, { transport: createNodeTransport(proxyFor, undefined, rule), signal });
  return { loaded: images.filter((image) => image !== null).length, missing: Object.fromEntries(missing), lookedUp, routed };
}

const heads = (server: WireServer): string[] => server.taken.map(({ bytes }) => bytes);
const connects = (proxy: WireServer): string[] => heads(proxy).map((head) => head.split('\r\n', 1)[0] ?? '');

/** All of them resolve to a public address, so that only the name decides. */
const foundPublic = [['93.184.216.34']];

const localUrls = [
  'https://localhost./a.png',
  'https://localhost/a.png',
  'https://wpad/wpad.dat',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://METADATA。google．internal.:8443/',
  'https://intranet.corp/a.png',
  'https://printer.local/a.png',
  'https://nas.home.arpa./a.png',
  'https://a.onion/a.png',
];
const privateUrls = [
  'https://10.0.0.1/a.png',
  'https://[::1]/a.png',
  'https://0x7f.1/a.png',
  'https://[::ffff:10.0.0.1]/',
  'https://0251.0376.0251.0376./',
];

describe.skipIf(!trustsBundles)('behind a proxy', () => {
  test('the proxy is used for public names only, and gets only the name of a request', async () => {
    const site = await imageServer();
    const proxy = await proxyTo(site.port);
    const urls = [...localUrls, ...privateUrls, 'https://images.example.com./a%20b.png?x=1#y', 'https://images.example.com:8443/c.png'];
    const { loaded, missing, routed } = await load(urls, { routes: `PROXY 127.0.0.1:${proxy.port}`, addresses: foundPublic });
    expect([loaded, missing]).toEqual([2, { localName: localUrls.length, notPublic: privateUrls.length }]);
    expect(connects(proxy).sort()).toEqual(['CONNECT images.example.com:443 HTTP/1.1', 'CONNECT images.example.com:8443 HTTP/1.1']);
    expect(routed).toContain('https://images.example.com/a%20b.png?x=1');
    expect(heads(site).sort()).toEqual(
      ['/a%20b.png?x=1', '/c.png'].map(
        (path) =>
          `GET ${path} HTTP/1.1\r\nHost: images.example.com${path === '/c.png' ? ':8443' : ''}\r\n` +
          'Accept: image/png, image/jpeg, image/gif, image/webp, image/bmp, image/avif\r\nConnection: close\r\n\r\n',
      ),
    );
  });

  test.each(['HTTPS', 'SOCKS5', 'SOCKS'])('an %s proxy follows the same rules, and is never bypassed', async (kind) => {
    const site = await imageServer();
    const proxy = await (kind === 'HTTPS' ? proxyTo(site.port, undefined, certificate) : wireServer());
    const routes = `${kind} localhost:${proxy.port}; DIRECT`;
    const { loaded } = await load([...localUrls, ...privateUrls, 'https://images.example.com/a.png'], { routes, addresses: foundPublic });
    expect(loaded).toBe(kind === 'HTTPS' ? 1 : 0);
    expect(await proxy.opened()).toBe(kind === 'HTTPS' ? 1 : 0);
  });

  test('a redirect is checked like a first request, and its target is not requested', async () => {
    const first = 'images.example.com';
    const site = await imageServer((head) => {
      const to = /^GET \/to\?(\S+)/.exec(head)?.[1];
      return to === undefined
        ? picture
        : response('302 Found', `Location: ${decodeURIComponent(to).replace(/[^!-~]+/g, encodeURIComponent)}\r\n`);
    });
    const proxy = await proxyTo(site.port);
    const leadingTo = [...localUrls, ...privateUrls, '//wpad/a.png', 'https://other.example.org/a.png'];
    const urls = leadingTo.map((to) => `https://${first}/to?${encodeURIComponent(to)}`);
    const { loaded, missing } = await load(urls, { routes: `PROXY 127.0.0.1:${proxy.port}`, addresses: foundPublic });
    expect([loaded, missing]).toEqual([1, { localName: localUrls.length + 1, notPublic: privateUrls.length }]);
    expect(new Set(connects(proxy))).toEqual(new Set([`CONNECT ${first}:443 HTTP/1.1`, 'CONNECT other.example.org:443 HTTP/1.1']));
  });

  test('if the routes differ, each is checked: the direct one by the address', async () => {
    const [site, dead] = [await imageServer(), await closedPort()];
    const routes = `PROXY 127.0.0.1:${dead}; DIRECT`;
    const { missing, lookedUp } = await load([`https://images.example.com:${site.port}/a.png`], {
      routes,
      addresses: [...foundPublic, ['127.0.0.1']],
    });
    expect([missing, lookedUp]).toEqual([{ notPublic: 1 }, ['images.example.com', 'images.example.com']]);
    expect(await site.opened()).toBe(0);
  });

  test('the images of an account whose site is this computer are loaded without the proxy', async () => {
    const site = await imageServer();
    const proxy = await proxyTo(site.port);
    const urls = ['localhost', 'localhost.', '127.0.0.1'].map((host) => `https://${host}:${site.port}/a.png`);
    const { loaded, routed } = await load(urls, { routes: `PROXY 127.0.0.1:${proxy.port}`, allowsThisComputer: true });
    expect([loaded, routed, await proxy.opened()]).toEqual([3, [], 0]);
    // For another account this computer is not reached, with or without the proxy.
    expect((await load(urls, { routes: `PROXY 127.0.0.1:${proxy.port}` })).loaded).toBe(0);
    expect([await site.opened(), await proxy.opened()]).toEqual([3, 0]);
  });
});

/** A server on one of this computer's addresses that counts connections. */
async function countingAt(host: string, port = 0): Promise<{ port: number; count: () => number }> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count++;
    socket.destroy();
  }).listen(port, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as { port: number }).port, count: () => count };
}

describe.skipIf(!trustsBundles)('without a proxy', () => {
  test('the connection uses the checked address, whatever the name server returns afterwards', async () => {
    const judged = await countingAt('127.0.0.2');
    const later = await countingAt('127.0.0.3', judged.port);
    const addresses = [['127.0.0.2'], ['127.0.0.3']];
    const { lookedUp } = await load([`https://localhost:${judged.port}/a.png`], { allowsThisComputer: true, addresses });
    expect([lookedUp, judged.count(), later.count()]).toEqual([['localhost'], 1, 0]);
  });

  test('a name with one private address among several is not connected to', async () => {
    const trap = await countingAt('127.0.0.1');
    const url = `https://images.example.com:${trap.port}/a.png`;
    for (const addresses of [
      ['127.0.0.1'],
      ['93.184.216.34', '127.0.0.1'],
      ['127.0.0.1', '93.184.216.34'],
      ['::ffff:127.0.0.1'],
      ['::1'],
      ['0.0.0.0'],
    ])
      expect((await load([url], { addresses: [addresses] })).missing, String(addresses)).toEqual({ notPublic: 1 });
    expect(trap.count()).toBe(0);
  });

  test("a public name does not lead to this computer, even if the account's site is on it", async () => {
    const trap = await countingAt('127.0.0.1');
    const { missing } = await load([`https://rebind.example.com:${trap.port}/a.png`], { allowsThisComputer: true });
    expect([missing, trap.count()]).toEqual([{ notPublic: 1 }, 0]);
  });

  test('private addresses and local names are refused without a look-up', async () => {
    const { missing, lookedUp } = await load([...localUrls, ...privateUrls], { addresses: foundPublic });
    expect([missing, lookedUp]).toEqual([{ localName: localUrls.length, notPublic: privateUrls.length }, []]);
  });

  test('an endless image is aborted at the limit', async () => {
    const chunk = Buffer.alloc(256 * 1024);
    let written = 0;
    const server = await wireServer({
      certificate,
      asked: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n');
        const more = (): void => {
          while (!socket.destroyed && socket.write(chunk)) written += chunk.length;
        };
        socket.on('drain', more);
        more();
      },
    });
    const { missing } = await load([`https://localhost:${server.port}/a.png`], { allowsThisComputer: true });
    expect(missing).toEqual({ tooLarge: 1 });
    await server.only();
    expect(written).toBeLessThan(imageLimits.oneBytes * 10);
  });
});
