/**
 * The rule for connections to hosts that a server named, not the person: none to this computer's own network. Without a proxy, the
 * addresses of a host are checked, and the connection goes to exactly these addresses. A proxy resolves names itself, so it is used only
 * for names that can exist on the public internet.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isInNetworkOf, isLoopbackAddress, isPublicAddress, withoutBrackets } from './public-address.ts';
import { isLocalName, withoutRootDot } from './local-name.ts';

/** `notPublic`: the address isn't reachable from the public internet. `localName`: the name is valid only in a local network. */
export type HostRefusal = 'notPublic' | 'localName';

/** Hosts are as a parsed URL has them. */
export interface HostRule {
  /** Whether a host is this computer and may be connected to, without a proxy. */
  isThisComputer(host: string): boolean;
  /** Why no direct connection is made; `null` if it depends on the addresses, see `lookup`. */
  directRefusal(host: string): HostRefusal | null;
  /** Why no proxy is used for a host; `null` if one may be used. */
  proxyRefusal(host: string): Promise<HostRefusal | null>;
  /** Resolves a name. Fails with the code `notPublicCode` if one of its addresses may not be connected to. */
  lookup: LookupFunction;
}

export interface HostRuleDeps {
  /** Whether this computer may be connected to by its own name, as when the account's site is on it. */
  allowsThisComputer: boolean;
  hasPublicSuffix: (name: string) => Promise<boolean>;
  /** Called for each host that is connected to through a proxy. */
  onProxyUse?: (host: string) => void;
  /** Default: the system's. */
  lookup?: LookupFunction;
  interfaces?: () => ReturnType<typeof networkInterfaces>;
}

/** The error code of a look-up that found an address which may not be connected to. */
export const notPublicCode = 'ENOTPUBLIC';

/** Time limit in milliseconds for a look-up that can only lead to a refusal: perhaps only the proxy can resolve names. */
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

  /** Whether this computer resolves the name to an address that may not be connected to. Names it can't resolve are left to the proxy. */
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

/** Why a host, as in a parsed URL, is refused without a look-up. `interfaces`: in Node's format. */
export function refusalWithoutLookup(host: string, interfaces = networkInterfaces()): HostRefusal | null {
  if (!isAddress(host)) return isLocalName(host) ? 'localName' : null;
  const address = withoutBrackets(host);
  return isPublicAddress(address) && !isInNetworkOf(interfaces, address) ? null : 'notPublic';
}

const isAddress = (host: string): boolean => isIP(withoutBrackets(host)) !== 0;

/** Whether a host is this computer, by the name localhost or a loopback address. */
const isLoopbackHost = (host: string): boolean => withoutRootDot(host) === 'localhost' || isLoopbackAddress(host);
