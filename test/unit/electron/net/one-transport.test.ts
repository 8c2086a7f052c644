/** All responses come through the transport, which redacts secrets: nothing else in Keypost connects to a server. */
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

/** Exports of Node's network modules that open no connection to a server. */
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

test("only the transport and the keychain's session bus open connections", () => {
  // The last one only reads the system's certificates.
  const openers = ['connection', 'node-transport', 'secure', 'tunnel', 'authorities'].map((name) => `electron/net/${name}.ts`);
  const found = sources.filter(({ text }) => opensConnections(text)).map(({ name }) => name);
  expect(found.sort()).toEqual(['electron/accounts/dbus/bus-connection.ts', ...openers].sort());
  const elsewhere = /\bfetch\(|\bnet\.(?:request|fetch)\(|XMLHttpRequest|new (?:WebSocket|EventSource)\b|sendBeacon/;
  expect(sources.filter(({ text }) => elsewhere.test(text)).map(({ name }) => name)).toEqual([]);
});

test('only the transport uses connections, and it redacts everything that it returns', () => {
  expect(importersOf('tunnel')).toEqual(['electron/net/connection.ts']);
  expect(importersOf('connection')).toEqual(['electron/net/node-transport.ts']);
  const transport = sources.find(({ name }) => name.endsWith('/node-transport.ts'))?.text ?? '';
  expect(transport.match(/return redactResponse\(/g)).toHaveLength(1);
  expect(transport.match(/^export /gm)).toHaveLength(1);
});
