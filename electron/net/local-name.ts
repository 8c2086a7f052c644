/** Which names of hosts mean something only in the network that a computer is in. Touches no network. */

/**
 * Top-level domains that nobody on the internet has: special-use (RFC 6761, 6762 with its appendix G, 7686, 9476), reserved for private use or never
 * to be delegated (ICANN), and those that routers give out. `arpa` is infrastructure: it has no images, but `home.arpa` (RFC 8375).
 */
const localDomains: ReadonlySet<string> = new Set(
  (
    'local localhost localdomain internal intranet private corp home lan mail test invalid onion alt arpa ' +
    'domain workgroup router gateway dhcp wpad belkin dlink'
  ).split(' '),
);

/** A host as a parsed URL has it, without the dot that may end it: with it or without it, the name is the same. */
export const withoutRootDot = (host: string): string => host.replace(/(?<=[^.])\.$/, '');

/** What no name server can have, such as two dots in a row, counts, too. */
export function isLocalName(host: string): boolean {
  const labels = withoutRootDot(host).toLowerCase().split('.');
  const last = labels.at(-1) ?? '';
  return labels.length < 2 || !labels.every((label) => /^[a-z\d_-]{1,63}$/.test(label)) || /^\d+$/.test(last) || localDomains.has(last);
}
