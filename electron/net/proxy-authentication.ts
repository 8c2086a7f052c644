/** Name and password for a proxy: how they are sent, and what a proxy that asks for them wants. Pure. */
import { ok, type Result } from '../shared/domain/result.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

export interface ProxyLogin {
  user: string;
  password: string;
}

/**
 * The login stored for the proxy that is spoken to in this way at this address (`host:port`), `null` when there is none. Fails
 * when it is stored but the keychain does not give it out. An aborted `signal` gives up a keychain that waits for its prompt.
 */
export type ProxyLoginFor = (scheme: 'http' | 'https', address: string, signal?: AbortSignal) => Promise<Result<ProxyLogin | null>>;

export const noProxyLogin: ProxyLoginFor = () => Promise.resolve(ok(null));

/** The value of `Proxy-Authorization`. Non-ASCII as UTF-8 (RFC 7617 leaves it open unless the proxy says so). */
export const basicLogin = ({ user, password }: ProxyLogin): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** The schemes that a `Proxy-Authenticate` header offers, as it writes them. */
export function schemesOf(challenge: string): string[] {
  // What stands in quotes may look like anything.
  const bare = challenge.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [...bare.matchAll(/(?:^|,)\s*([a-z][\w-]*)(?=\s*(?:,|$)|\s+[^\s=,])/gi)].map(([, scheme]) => scheme ?? '');
}

const knownSchemes = ['Negotiate', 'NTLM', 'Kerberos', 'Digest', 'Bearer'] as const;

/** What is missing after a 407. `gave`: whether a name and password went along. */
export function loginProblem(proxy: string, challenge: string, hadLogin: boolean): ConnectionProblem {
  const schemes = schemesOf(challenge);
  if (schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic'))
    return { code: 'connection.proxyLogin', params: { proxy, refused: hadLogin } };
  // Only names that are known are quoted: a proxy could write anything there, what it was sent as well.
  const named = knownSchemes.filter((name) => schemes.some((scheme) => scheme.toLowerCase() === name.toLowerCase()));
  return { code: 'connection.proxyLoginKind', params: { proxy, means: named.join(' or ') } };
}
