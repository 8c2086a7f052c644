/** A certificate authority for the tests, another one that isn't trusted ("stranger"), and certificates that they signed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { loopback } from './loopback.ts';

export type CertificateName = 'good' | 'stranger' | 'strangerChain' | 'selfSigned' | 'expired' | 'tomorrow' | 'wrongHost';

export interface Certificate {
  key: string;
  cert: string;
}

export interface Certificates extends Readonly<Record<CertificateName, Certificate>> {
  /** The authority's own certificate, for `SSL_CERT_FILE`. */
  authorityFile: string;
}

/** The hosts of `good`. Those below `proxy.test` are reached only through a proxy. */
const hosts = ['localhost', '*.proxy.test'];
const day = 24 * 60 * 60 * 1000;

export async function makeCertificates(folder: string): Promise<Certificates> {
  const [authority, other] = await Promise.all([makeAuthority('Keypost tests'), makeAuthority('Stranger')]);
  const now = Date.now();
  const past = { from: new Date(now - 30 * day), to: new Date(now - day) };
  const future = { from: new Date(now + day), to: new Date(now + 30 * day) };
  const [good, stranger, expired, tomorrow, wrongHost, selfSigned] = await Promise.all([
    signed(authority, hosts),
    signed(other, hosts),
    signed(authority, hosts, past),
    signed(authority, hosts, future),
    signed(authority, ['other.test']),
    signed(null, hosts),
  ]);
  const authorityFile = join(folder, 'authority.pem');
  writeFileSync(authorityFile, authority.cert);
  const strangerChain = { ...stranger, cert: `${stranger.cert}\n${other.cert}` };
  return { good, stranger, strangerChain, selfSigned, expired, tomorrow, wrongHost, authorityFile };
}

const name = (commonName: string): { name: string; value: string }[] => [{ name: 'commonName', value: commonName }];
const keyType = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

async function makeAuthority(commonName: string): Promise<Certificate> {
  const { private: key, cert } = await generate(name(commonName), {
    ...keyType,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
    ],
  });
  return { key, cert };
}

/** `ca`: `null` for a self-signed certificate. */
async function signed(ca: Certificate | null, names: readonly string[], valid?: { from: Date; to: Date }): Promise<Certificate> {
  const addresses = names === hosts ? [{ type: 7, ip: loopback } as const] : [];
  const { private: key, cert } = await generate(name(names[0] ?? ''), {
    ...keyType,
    ...(ca && { ca }),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [...names.map((value) => ({ type: 2, value }) as const), ...addresses] },
    ],
    ...(valid ? { notBeforeDate: valid.from, notAfterDate: valid.to } : {}),
  });
  return { key, cert };
}
