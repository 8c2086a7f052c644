/** Which certificates are trusted on each platform and with each runtime. The files and the runtime's own lists are stand-ins. */
import { afterEach, describe, expect, test, vi } from 'vitest';

const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const platform = process.platform;

afterEach(() => {
  vi.doUnmock('node:tls');
  vi.doUnmock('node:fs');
  vi.unstubAllEnvs();
  Object.defineProperty(process, 'platform', { value: platform });
});

interface Computer {
  platform?: NodeJS.Platform;
  /** The files that can be read. */
  files?: readonly string[];
  /** `SSL_CERT_FILE`. */
  named?: string | undefined;
  /** The runtime's `getCACertificates`. */
  reader?: unknown;
}

/** Sources of trusted authorities besides Node's own. Files are distinguished by their paths. */
async function trustedOn({ platform = 'linux', files = [], named, reader }: Computer): Promise<unknown[]> {
  const contexts: unknown[] = [];
  vi.doMock('node:fs', () => ({
    readFileSync: (file: unknown, encoding: unknown) => {
      const found = files.find((one) => one === file);
      if (found === undefined) throw new Error('ENOENT');
      return `${String(encoding)} text of ${found}`;
    },
  }));
  vi.doMock('node:tls', () => ({
    rootCertificates: ['built in'],
    getCACertificates: reader,
    createSecureContext: (options: unknown) => contexts.push(options),
  }));
  vi.resetModules();
  const { trustedContext } = await import('../../../../electron/net/authorities.ts');
  vi.stubEnv('SSL_CERT_FILE', named);
  Object.defineProperty(process, 'platform', { value: platform });
  trustedContext();
  expect(contexts).toEqual([{ ca: expect.arrayContaining(['built in']) as unknown[] }]);
  const [{ ca }] = contexts as [{ ca: unknown[] }];
  return ca.filter((one) => one !== 'built in');
}

describe('on Linux', () => {
  test.each(bundles)('%s is trusted where it is the only bundle', async (file) => {
    expect(await trustedOn({ files: [file] })).toEqual([`utf8 text of ${file}`]);
  });

  test.each(bundles.map((file, at) => [file, bundles.slice(at)] as const))(
    '%s is trusted, and none of the bundles after it',
    async (file, files) => {
      expect(await trustedOn({ files })).toEqual([`utf8 text of ${file}`]);
    },
  );

  test('an empty SSL_CERT_FILE names no bundle', async () => {
    expect(await trustedOn({ files: bundles, named: '' })).toEqual([`utf8 text of ${bundles[0]}`]);
  });

  test('SSL_CERT_FILE replaces the other bundles', async () => {
    expect(await trustedOn({ files: [...bundles, '/home/ada/own.pem'], named: '/home/ada/own.pem' })).toEqual([
      'utf8 text of /home/ada/own.pem',
    ]);
    expect(await trustedOn({ files: bundles, named: '/home/ada/missing.pem' })).toEqual([]);
  });

  test('nothing is added if there is no bundle', async () => {
    expect(await trustedOn({})).toEqual([]);
  });
});

test.each(['win32', 'darwin'] as const)('on %s no bundle is read, not even one that SSL_CERT_FILE names', async (platform) => {
  expect(await trustedOn({ platform, files: bundles })).toEqual([]);
  expect(await trustedOn({ platform, files: ['/home/ada/own.pem'], named: '/home/ada/own.pem' })).toEqual([]);
});

describe("the runtime's reader of the system's store", () => {
  test.each([
    ['finds certificates', () => ['one', 'two'], ['one', 'two']],
    ['finds none', () => [], []],
    ['returns no list', () => 'odd', []],
    ['returns something odd among certificates', () => [7, 'one', null], ['one']],
    ['is missing', undefined, []],
    ['is no function', 'odd', []],
    [
      'throws',
      () => {
        throw new Error('no store');
      },
      [],
    ],
  ])('%s', async (_, reader, trusted) => {
    expect(await trustedOn({ platform: 'win32', reader })).toEqual(trusted);
  });
});
