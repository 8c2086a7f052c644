/** The networks that this computer is in. With IPv6 and in data centres, they may have public addresses. */
import { BlockList, isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** Larger networks aren't local ones: a tunnel may claim to contain every address. */
const minPrefixes = { IPv4: 8, IPv6: 32 } as const;

/** `interfaces`: in Node's format. False if `address` is no IP address. */
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
