/** Recognizes public IP addresses: a template must not make Keypost send requests into the local network. */
import { BlockList, isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/**
 * Networks that aren't on the public internet (https://www.iana.org/assignments/iana-ipv4-special-registry), and Azure's platform address.
 */
const specialIPv4 = new BlockList();
const specialIPv4Networks: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
for (const [network, prefix] of specialIPv4Networks) specialIPv4.addSubnet(network, prefix, 'ipv4');

/** The range of all public addresses (https://www.iana.org/assignments/ipv6-address-space). */
const globalIPv6 = new BlockList();
globalIPv6.addSubnet('2000::', 3, 'ipv6');

/** Special networks in that range (https://www.iana.org/assignments/iana-ipv6-special-registry): Teredo, 6to4, documentation. */
const specialIPv6 = new BlockList();
specialIPv6.addSubnet('2001::', 23, 'ipv6');
specialIPv6.addSubnet('2001:db8::', 32, 'ipv6');
specialIPv6.addSubnet('2002::', 16, 'ipv6');
specialIPv6.addSubnet('3fff::', 20, 'ipv6');

/** A host as in a parsed URL, without the brackets of IPv6. */
export const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, '');

/** False for anything but an IP address, and for scoped addresses such as `fe80::1%eth0`. */
export function isPublicAddress(address: string): boolean {
  const bare = withoutBrackets(address);
  if (bare.includes('%')) return false;
  if (isIP(bare) === 4) return !specialIPv4.check(bare, 'ipv4');
  if (isIP(bare) !== 6) return false;
  const inner = embeddedIPv4(bare);
  if (inner !== null) return !specialIPv4.check(inner, 'ipv4');
  return globalIPv6.check(bare, 'ipv6') && !specialIPv6.check(bare, 'ipv6');
}

/** Whether an address is this computer: 127.0.0.0/8 or ::1. */
export function isLoopbackAddress(address: string): boolean {
  const bare = withoutBrackets(address);
  return isIP(bare) === 4 ? bare.startsWith('127.') : isIP(bare) === 6 && String(groupsOf(bare)) === '0,0,0,0,0,0,0,1';
}

/**
 * The IPv4 address that a connection to an IPv6 address really goes to: an IPv4-mapped address (RFC 4291, 2.5.5.2), or NAT64 with the
 * well-known prefix (RFC 6052), which networks without IPv4 use for every name. `null` for all others.
 */
function embeddedIPv4(address: string): string | null {
  if (address.includes('%')) return null;
  const groups = groupsOf(address);
  const prefix = groups.slice(0, 6).map((group) => group.toString(16));
  if (prefix.join(':') !== '0:0:0:0:0:ffff' && prefix.join(':') !== '64:ff9b:0:0:0:0') return null;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [before = [], after = []] = hexadecimal
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').map((group) => parseInt(group, 16))));
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

/** Larger networks aren't local ones: a tunnel may claim to contain every address. */
const minPrefixes = { IPv4: 8, IPv6: 32 } as const;

/**
 * Whether an address is in a network that this computer is in. With IPv6 and in data centres, these may have public addresses.
 * `interfaces`: in Node's format. False if `address` is no IP address.
 */
export function isInNetworkOf(interfaces: NodeJS.Dict<readonly NetworkInterfaceInfo[]>, address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const networks = new BlockList();
  for (const { address: own, family, cidr } of Object.values(interfaces).flatMap((addresses) => addresses ?? [])) {
    const prefix = Number(cidr?.split('/')[1] ?? Number.NaN);
    if (prefix >= minPrefixes[family]) networks.addSubnet(own, prefix, family === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return networks.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
