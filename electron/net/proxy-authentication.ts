/** Name and password for a proxy: how they are sent, and what a proxy's challenge asks for. */
import { ok, type Result } from '../shared/domain/result.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

export interface ProxyLogin {
  user: string;
  password: string;
}

/**
 * The login stored for the proxy with this scheme and address (`host:port`), `null` if there is none. Fails if it is stored but
 * can't be read from the keychain. Aborting `signal` cancels a keychain prompt.
 */
export type ProxyLoginFor = (scheme: 'http' | 'https', address: string, signal?: AbortSignal) => Promise<Result<ProxyLogin | null>>;

export const noProxyLogin: ProxyLoginFor = () => Promise.resolve(ok(null));

/** The value of `Proxy-Authorization`. Non-ASCII characters as UTF-8, which RFC 7617 leaves undefined by default. */
export const basicLogin = ({ user, password }: ProxyLogin): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** The schemes that a `Proxy-Authenticate` header offers, as written there. */
export function schemesOf(challenge: string): string[] {
  // A quoted string could look like a scheme.
  const bare = challenge.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [...bare.matchAll(/(?:^|,)\s*([a-z][\w-]*)(?=\s*(?:,|$)|\s+[^\s=,])/gi)].map(([, scheme]) => scheme ?? '');
}

const knownSchemes = ['Negotiate', 'NTLM', 'Kerberos', 'Digest', 'Bearer'] as const;

/** The problem after a 407. `hadLogin`: whether the request had a name and password. */
export function loginProblem(proxy: string, challenge: string, hadLogin: boolean): ConnectionProblem {
  const schemes = schemesOf(challenge);
  if (schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic'))
    return { code: 'connection.proxyLogin', params: { proxy, refused: hadLogin } };
  // Quote only known names: a proxy could write anything there, even the credentials.
  const named = knownSchemes.filter((name) => schemes.some((scheme) => scheme.toLowerCase() === name.toLowerCase()));
  return { code: 'connection.proxyLoginKind', params: { proxy, means: named.join(' or ') } };
}
