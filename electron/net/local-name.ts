/** Recognizes host names that are valid only in a local network. Makes no look-up. */

/**
 * Top-level domains that don't exist on the public internet: special-use (RFC 6761, 6762 with appendix G, 7686, 9476), reserved for private
 * use or never to be delegated (ICANN), and names that routers use. `arpa` is infrastructure without images, and includes `home.arpa` (RFC
 * 8375).
 */
const localDomains: ReadonlySet<string> = new Set(
  (
    'local localhost localdomain internal intranet private corp home lan mail test invalid onion alt arpa ' +
    'domain workgroup router gateway dhcp wpad belkin dlink'
  ).split(' '),
);

/** A host as in a parsed URL, without a final dot: the name is the same with and without it. */
export const withoutRootDot = (host: string): string => host.replace(/(?<=[^.])\.$/, '');

/** Also true for names that can't exist in DNS, such as one with two dots in a row. */
export function isLocalName(host: string): boolean {
  const labels = withoutRootDot(host).toLowerCase().split('.');
  const last = labels.at(-1) ?? '';
  return labels.length < 2 || !labels.every((label) => /^[a-z\d_-]{1,63}$/.test(label)) || /^\d+$/.test(last) || localDomains.has(last);
}
