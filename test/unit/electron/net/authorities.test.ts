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

/** As the first call after a start has it: the module reads the bundle once. */
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

  test('may name a bundle of several, with remarks', async () => {
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
    ['no bundle at all, so that the usual ones count', ''],
  ])('can name %s, and a stranger is still a stranger', async (_, file) => {
    const { trustedContext } = await freshAuthorities(file);
    expect(await trusts(trustedContext(), acme)).toBe(false);
  });
});

/** With another `node:tls`, where the runtime at hand has no part that would do. */
async function authoritiesWith(changes: Record<string, unknown>) {
  vi.doMock('node:tls', async (actual) => ({ ...(await actual<typeof tls>()), ...changes }));
  return await freshAuthorities(empty);
}

test('the authorities that the runtime brings along are trusted', async () => {
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
    ['responds with something odd', () => 'odd', false],
    ['responds with something odd among certificates', () => [7, null, acme.cert], true],
    ['is no function', 'odd', false],
  ])('does no harm when its reader %s', async (_, reader, trusted) => {
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
