/** Whatever comes from a server comes through the transport, which takes secrets out of it: nothing else in Keypost opens a connection. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../../../../', import.meta.url));
const sources = ['electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|svelte)$/.test(name))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(project, folder, name), 'utf8') })),
);

/** Of the network's modules, what opens no connection to a server. */
const inert = /^(?:isIP|BlockList|TLSSocket|createServer|createSecureContext|rootCertificates|type \w+|)$/;

const opensConnections = (text: string): boolean =>
  Array.from(text.matchAll(/import (?!type)([^;]*?) from '(?:node:)?(?:http|https|http2|net|tls|dgram|undici|ws)'/g)).some(
    ([, names = '']) =>
      !names.startsWith('{') ||
      !names
        .slice(1, -1)
        .split(',')
        .every((one) => inert.test(one.trim())),
  );
const importersOf = (module: string): string[] =>
  sources.filter(({ text }) => new RegExp(`import (?!type)[^;]* from '[^']*/${module}\\.ts'`).test(text)).map(({ name }) => name);

test('connections are opened by the transport and by the keychain’s session bus', () => {
  // The last one has the system's certificates, and no connection.
  const openers = ['connection', 'node-transport', 'secure', 'tunnel', 'authorities'].map((name) => `electron/net/${name}.ts`);
  const found = sources.filter(({ text }) => opensConnections(text)).map(({ name }) => name);
  expect(found.sort()).toEqual(['electron/accounts/dbus/bus-connection.ts', ...openers].sort());
  const elsewhere = /\bfetch\(|\bnet\.(?:request|fetch)\(|XMLHttpRequest|new (?:WebSocket|EventSource)\b|sendBeacon/;
  expect(sources.filter(({ text }) => elsewhere.test(text)).map(({ name }) => name)).toEqual([]);
});

test('connections are opened for the transport alone, and it gives back nothing that is not cleaned', () => {
  expect(importersOf('tunnel')).toEqual(['electron/net/connection.ts']);
  expect(importersOf('connection')).toEqual(['electron/net/node-transport.ts']);
  const transport = sources.find(({ name }) => name.endsWith('/node-transport.ts'))?.text ?? '';
  expect(transport.match(/return redactResponse\(/g)).toHaveLength(1);
  expect(transport.match(/^export /gm)).toHaveLength(1);
});
