import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as tls from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { certificateFor, temporaryFile, trustsBundles, type Certificate } from './certificate.ts';
import { wireServer } from './wire-server.ts';

const acme = await certificateFor(['localhost']);
const other = await certificateFor(['other.example', 'localhost']);
const bundle = temporaryFile('bundle.pem', acme.cert);
const both = temporaryFile('both.pem', `# Acme\n${other.cert}\n\n# Other\n${acme.cert}\n`);
const garbage = temporaryFile('garbage.pem', 'this is no certificate');
const broken = temporaryFile('broken.pem', acme.cert.replace(/\n.{20}/, '\n'));
const empty = temporaryFile('empty.pem', '');
const folder = join(dirname(bundle), 'folder');
mkdirSync(folder);

afterEach(() => {
  vi.doUnmock('node:tls');
  vi.unstubAllEnvs();
});

/** The module as after a start, because it reads the bundle only once. */
async function freshAuthorities(bundleFile: string) {
  vi.stubEnv('SSL_CERT_FILE', bundleFile);
  vi.resetModules();
  return await import('../../../../electron/net/authorities.ts');
}

async function trusts(secureContext: tls.SecureContext, certificate: Certificate): Promise<boolean> {
  const { port } = await wireServer({ certificate });
  const socket = tls.connect({ host: '127.0.0.1', port, servername: 'localhost', secureContext, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  socket.destroy();
  return socket.authorized;
}

describe.skipIf(!trustsBundles)('SSL_CERT_FILE', () => {
  test('names the bundle that is trusted', async () => {
    const { trustedContext } = await freshAuthorities(bundle);
    expect(await trusts(trustedContext(), acme)).toBe(true);
    expect(await trusts(trustedContext(), other)).toBe(false);
  });

  test('can name a bundle of several certificates, with comments', async () => {
    const { trustedContext } = await freshAuthorities(both);
    expect(await trusts(trustedContext(), acme)).toBe(true);
    expect(await trusts(trustedContext(), other)).toBe(true);
  });

  test.each([
    ['a file that is not there', join(folder, 'missing.pem')],
    ['a folder', folder],
    ['what holds no certificate', garbage],
    ['a certificate that is damaged', broken],
    ['nothing', empty],
    ['no bundle at all, so that the default ones are used', ''],
  ])('can name %s, which trusts no unknown certificate', async (_, file) => {
    const { trustedContext } = await freshAuthorities(file);
    expect(await trusts(trustedContext(), acme)).toBe(false);
  });
});

/** Replaces parts of `node:tls` that this runtime may not have. */
async function authoritiesWith(changes: Record<string, unknown>) {
  vi.doMock('node:tls', async (actual) => ({ ...(await actual<typeof tls>()), ...changes }));
  return await freshAuthorities(empty);
}

test('the authorities that come with the runtime are trusted', async () => {
  const { trustedContext } = await authoritiesWith({ rootCertificates: [other.cert, acme.cert], getCACertificates: undefined });
  expect(await trusts(trustedContext(), acme)).toBe(true);
});

describe("the system's own store, where the runtime can read it", () => {
  test('is trusted', async () => {
    const asked: unknown[] = [];
    const { trustedContext } = await authoritiesWith({
      getCACertificates: (kind: unknown) => {
        asked.push(kind);
        return [acme.cert, other.cert];
      },
    });
    expect(await trusts(trustedContext(), acme)).toBe(true);
    expect(await trusts(trustedContext(), other)).toBe(true);
    expect(asked).toEqual(['system']);
  });

  test.each([
    ['throws', () => notThere(), false],
    ['returns something unexpected', () => 'odd', false],
    ['returns something unexpected among certificates', () => [7, null, acme.cert], true],
    ['is no function', 'odd', false],
  ])('is ignored when its reader %s', async (_, reader, trusted) => {
    const { trustedContext } = await authoritiesWith({ getCACertificates: reader });
    expect(await trusts(trustedContext(), acme)).toBe(trusted);
  });
});

test('are read once', async () => {
  const { trustedContext } = await freshAuthorities(bundle);
  const first = trustedContext();
  vi.stubEnv('SSL_CERT_FILE', empty);
  expect(trustedContext()).toBe(first);
});

function notThere(): never {
  throw new Error('no store');
}
