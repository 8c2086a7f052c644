/** Certificates for servers on loopback, and the bundle that makes Keypost trust some of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, vi } from 'vitest';

/** Only Linux allows to name a bundle; elsewhere the system's store counts, which tests must not change. */
export const trustsBundles = process.platform === 'linux';

export interface Certificate {
  key: string;
  cert: string;
}

export async function certificateFor(names: readonly string[], validFrom = new Date()): Promise<Certificate> {
  const dayMs = 24 * 60 * 60 * 1000;
  const altNames = names.map((name) => (isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name }));
  const made = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(validFrom.getTime() - dayMs),
    notAfterDate: new Date(validFrom.getTime() + dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** A file that is removed after the tests of this file. */
export function temporaryFile(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-wire-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Call this before the first connection of a test file, because Keypost reads the bundle once. */
export function trust(...certificates: readonly Certificate[]): void {
  vi.stubEnv('SSL_CERT_FILE', temporaryFile('bundle.pem', certificates.map(({ cert }) => cert).join('\n')));
}
