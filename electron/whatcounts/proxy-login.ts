/** Name and password for a proxy: how they are sent, and what a proxy that asks for them wants. Pure. */
import { ok, type Result } from '../result.ts';

export interface ProxyLogin {
  user: string;
  password: string;
}

/**
 * The login stored for the proxy that is spoken to in this way at this address (`host:port`), `null` when there is none. Fails
 * when it is stored but the keychain does not give it out.
 */
export type ProxyLoginFor = (scheme: 'http' | 'https', address: string) => Promise<Result<ProxyLogin | null>>;

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

const known = ['Negotiate', 'NTLM', 'Kerberos', 'Digest', 'Bearer'] as const;

/** A 407 in words: a sentence for who can do something about it in Settings, else what can't be used. */
export function loginTrouble(address: string, challenge: string, gave: boolean): { usable: boolean; words: string } {
  const schemes = schemesOf(challenge);
  const usable = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
  // Only names that are known are quoted: a proxy could write anything there, what it was sent as well.
  const named = known.filter((name) => schemes.some((scheme) => scheme.toLowerCase() === name.toLowerCase()));
  const means = named.length === 0 ? 'means of its own' : named.join(' or ');
  if (!usable) return { usable, words: `it asks for a login by ${means}, which Keypost can't use` };
  const refused = `The proxy ${address} refused the name and password that are stored for it.`;
  return { usable, words: gave ? refused : `The proxy ${address} asks for a name and password.` };
}
