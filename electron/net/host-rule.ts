/**
 * Which hosts a connection may lead to where a server named them, not the person: nothing in the network that this computer is in. Without a
 * proxy the addresses of a host are judged, and the connection goes to these very addresses. A proxy finds the address itself, so that it is
 * asked only for names that somebody on the internet can have.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isInNetworkOf } from './own-networks.ts';
import { isLoopbackAddress, isPublicAddress, withoutBrackets } from './public-address.ts';
import { isLocalName, withoutRootDot } from './local-name.ts';

/** `notPublic`: at an address that not everybody on the internet can reach. `localName`: by a name that not everybody knows. */
export type HostRefusal = 'notPublic' | 'localName';

/** Hosts are as a parsed URL has them. */
export interface HostRule {
  /** Whether a host is this computer, and may be connected to: no proxy leads there. */
  isThisComputer(host: string): boolean;
  /** Why no connection is made; `null` where its addresses decide, see `lookup`. */
  directRefusal(host: string): HostRefusal | null;
  /** Why no proxy is asked for a host. */
  proxyRefusal(host: string): Promise<HostRefusal | null>;
  /** Finds the addresses of a name, and fails with the code `notPublic` where one of them may not be connected to. */
  lookup: LookupFunction;
}

export interface HostRuleDeps {
  /** Whether this computer may be connected to by its own name, as where the account's site is on it. */
  allowsThisComputer: boolean;
  hasPublicSuffix: (name: string) => Promise<boolean>;
  /** Called for each host that a proxy is asked for. */
  onProxyUse?: (host: string) => void;
  /** The system's, if none is given. */
  lookup?: LookupFunction;
  interfaces?: () => ReturnType<typeof networkInterfaces>;
}

/** The code of a look-up that found an address which may not be connected to. */
export const notPublicCode = 'ENOTPUBLIC';

/** Milliseconds for a look-up that can only forbid: a proxy may be the only one that finds names at all. */
const lookupTimeoutMs = 1000;

export function createHostRule(deps: HostRuleDeps): HostRule {
  const { allowsThisComputer, hasPublicSuffix, onProxyUse, lookup = systemLookup, interfaces = networkInterfaces } = deps;
  const isThisComputer = (host: string): boolean => allowsThisComputer && isLoopbackHost(host);
  const isReachable = (address: string): boolean => isPublicAddress(address) && !isInNetworkOf(interfaces(), address);
  const refusalOf = (host: string): HostRefusal | null => refusalWithoutLookup(host, interfaces());

  const checkedLookup: LookupFunction = (hostname, options, done) => {
    const allowed = isThisComputer(hostname) ? isLoopbackAddress : isReachable;
    lookup(hostname, { ...options, all: true }, (error, response) => {
      const found = response as LookupAddress[];
      if (error) return done(error, []);
      if (!found.every(({ address }) => allowed(address)))
        return done(Object.assign(new Error('not a public address'), { code: notPublicCode }), []);
      const [first] = found;
      if (options.all === true || !first) done(null, found);
      else done(null, first.address, first.family);
    });
  };

  /** Whether this computer finds the name at an address that may not be reached. Names that it does not find are left to the proxy. */
  const isPrivateHere = (name: string): Promise<boolean> =>
    new Promise((resolve) => {
      const limit = setTimeout(() => resolve(false), lookupTimeoutMs);
      checkedLookup(name, { all: true }, (error) => {
        clearTimeout(limit);
        resolve(error?.code === notPublicCode);
      });
    });

  return {
    isThisComputer,
    directRefusal: (host) => (isThisComputer(host) ? null : refusalOf(host)),
    async proxyRefusal(host) {
      const refusal = refusalOf(host);
      if (refusal !== null) return refusal;
      if (!isAddress(host)) {
        if (!(await hasPublicSuffix(withoutRootDot(host)))) return 'localName';
        if (await isPrivateHere(host)) return 'notPublic';
      }
      onProxyUse?.(host);
      return null;
    },
    lookup: checkedLookup,
  };
}

/** Why a host, as a parsed URL has it, is refused without looking it up. `interfaces`: as Node gives them. */
export function refusalWithoutLookup(host: string, interfaces = networkInterfaces()): HostRefusal | null {
  if (!isAddress(host)) return isLocalName(host) ? 'localName' : null;
  const address = withoutBrackets(host);
  return isPublicAddress(address) && !isInNetworkOf(interfaces, address) ? null : 'notPublic';
}

const isAddress = (host: string): boolean => isIP(withoutBrackets(host)) !== 0;

/** Whether a host surely is this computer by its own name or address. */
const isLoopbackHost = (host: string): boolean => withoutRootDot(host) === 'localhost' || isLoopbackAddress(host);
