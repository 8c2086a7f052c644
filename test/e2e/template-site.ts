/** A realm on loopback with the test's own templates, an image server, and a trap: a server that nothing may ever connect to. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo, type Server as RawServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface TemplateSite {
  /** `http://127.0.0.1:port` */
  url: string;
  /** Method and path of every request, in order. */
  requests: string[];
  /** The body of the response for each template, by its number; a string is sent as it is. */
  templates: Map<number, unknown>;
  status: number;
  /** `https://localhost:port`, and the path of every request there, with its headers. */
  images: { url: string; requests: { path: string; headers: IncomingMessage['headers'] }[] };
  /** The port of the trap, and how many connections it got. */
  trap: { port: number; connections: number };
  certificateFile: string;
  close(): Promise<void>;
}

/** One pixel, red. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

/** The responses of the image server: a type and bytes, or a redirect. */
const imageResponses: Readonly<Record<string, { status: number; headers: Record<string, string>; body: Buffer }>> = {
  '/red.png': { status: 200, headers: { 'Content-Type': 'image/png', 'Set-Cookie': 'a=b' }, body: png },
  '/moved.png': { status: 302, headers: { Location: '/red.png' }, body: Buffer.alloc(0) },
  '/down.png': { status: 302, headers: { Location: 'http://127.0.0.1:1/red.png' }, body: Buffer.alloc(0) },
  '/a.svg': { status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  '/page': { status: 200, headers: { 'Content-Type': 'text/html' }, body: Buffer.from('<script>1</script>') },
  '/large.png': { status: 200, headers: { 'Content-Type': 'image/png' }, body: Buffer.alloc(3 * 1024 * 1024) },
};

export async function startTemplateSite(folder: string): Promise<TemplateSite> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const certificateFile = join(folder, 'images.pem');
  writeFileSync(certificateFile, cert);

  const api = createServer((request, response) => respond(site, request, response));
  const images = createTlsServer({ key, cert }, (request, response) => {
    site.images.requests.push({ path: request.url ?? '', headers: request.headers });
    const { status, headers, body } = imageResponses[request.url ?? ''] ?? { status: 404, headers: {}, body: Buffer.alloc(0) };
    response.writeHead(status, headers).end(body);
  });
  const trapped = new Set<Socket>();
  const trap = createRawServer((socket) => {
    site.trap.connections++;
    trapped.add(socket);
    socket.on('error', () => undefined).end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  const servers: (Server | RawServer)[] = [api, images, trap];
  const [port, imagePort, trapPort] = await Promise.all(servers.map(listening));
  const site: TemplateSite = {
    url: `http://127.0.0.1:${port ?? 0}`,
    requests: [],
    templates: new Map(),
    status: 200,
    images: { url: `https://localhost:${imagePort ?? 0}`, requests: [] },
    trap: { port: trapPort ?? 0, connections: 0 },
    certificateFile,
    close: async () => {
      const closed = servers.map((server) => once(server.close(), 'close'));
      for (const server of [api, images]) server.closeAllConnections();
      for (const socket of trapped) socket.destroy();
      await Promise.all(closed);
    },
  };
  return site;
}

async function listening(server: Server | RawServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function respond(site: TemplateSite, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '';
  site.requests.push(`${request.method ?? ''} ${path}`);
  const json = (body: unknown): unknown =>
    response.writeHead(site.status, { 'Content-Type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
  const number = Number(/^\/rest\/templates\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  if (!Number.isNaN(number)) json(site.templates.get(number) ?? {});
  else if (path.startsWith('/rest/templates')) {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify([...site.templates].map(([id, template]) => ({ id, name: nameOf(template) }))));
  } else response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
}

const nameOf = (template: unknown): unknown => (typeof template === 'object' && template !== null ? Reflect.get(template, 'name') : 'Page');
