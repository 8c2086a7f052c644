/** The certificate authorities that Keypost trusts: Node's own and those of the system's store. */
import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import * as tls from 'node:tls';

/** Paths of the CA bundle on Linux distributions; the first that can be read is used. */
const linuxBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

let context: SecureContext | undefined;

/** Created at the first call and kept, because reading a few hundred certificates takes too long for every send. */
export function trustedContext(): SecureContext {
  context ??= createSecureContext({ ca: [...rootCertificates, ...systemAuthorities()] });
  return context;
}

function systemAuthorities(): string[] {
  return [...builtInReader(), ...linuxBundle()];
}

/** Newer versions of Node can read the system's store on every platform; older ones don't have the function. */
function builtInReader(): string[] {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return [];
  try {
    const found: unknown = Reflect.apply(read, tls, ['system']);
    return Array.isArray(found) ? found.filter((item): item is string => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** `SSL_CERT_FILE` names another bundle, as it does for OpenSSL and curl. */
function linuxBundle(): string[] {
  if (process.platform !== 'linux') return [];
  const named = process.env['SSL_CERT_FILE'];
  for (const file of named === undefined || named === '' ? linuxBundles : [named]) {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      // Try the next one.
    }
  }
  return [];
}
