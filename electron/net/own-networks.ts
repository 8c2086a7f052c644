/** The networks that a computer is in. With IPv6, and in data centres, they have public addresses, too. Touches no network. */
import { BlockList, isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** What is larger is no network of one's own: a tunnel may say that everything is in it. */
const minPrefixes = { IPv4: 8, IPv6: 32 } as const;

/** `interfaces`: as Node gives them. What is no address is in none of their networks. */
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
