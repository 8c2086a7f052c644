/**
 * What the page may do, as data. The numbers are those of the checklist in Electron's documentation, "Security". The other points: the
 * window's preferences (2, 3, 4, 6, 8, 9, 10) are in page-preferences.ts, the sender check (17) is in ipc-sender.ts, and what is refused
 * (5, 11 to 14) is in lock-down.ts.
 */
import { carriesLogin, isHttps, isPractice, webAddress } from '../shared/base/web-address.ts';
import { previewOrigin, previewScheme } from './preview-rules.ts';

/** 7: a content security policy that allows nothing by default. The page makes no network requests at all. */
export const contentSecurityPolicy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'none'",
  // Only the preview of a message: a page without any rights, from an origin that only Keypost serves.
  'frame-src': previewOrigin,
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html',
};

export const policyHeader = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');

/** The headers that every file of the page is served with. `type`: its content type; Chromium must not guess another one. */
export const pageHeaders = (type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': policyHeader(contentSecurityPolicy),
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
});

/** 18: no file protocol. `standard` and `secure` give each scheme its own origin; no privilege bypasses a policy or CORS. */
export const schemePrivileges = [
  { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  // A message gets its own origin and no other privilege.
  { scheme: previewScheme, privileges: { standard: true } },
];

/** 5: permissions that are granted: none. */
export const grantedPermissions: readonly string[] = [];

/** 14: URLs that the page may open in a new window: none. */
export const openableWindows: readonly string[] = [];

/**
 * Chromium switches that apply to every page. Without the first, `<link rel=dns-prefetch>` makes the network's name server look up any name
 * that a script chooses: neither the policy, nor the request filter, nor the header of that name prevents it (measured).
 */
export const chromiumSwitches: readonly (readonly [name: string, value: string])[] = [['blink-settings', 'dnsPrefetchingEnabled=false']];

/**
 * WebRTC ignores both the policy and the request filter. This setting stops UDP. Connections over TCP, and look-ups of their servers'
 * names, go to the page's proxy instead (see below).
 */
export const webRtcPolicy = 'disable_non_proxied_udp';

/**
 * The proxy of the page's own session: a port on which nothing listens, so that anything that gets past all other defences ends on this
 * computer. Keypost's own requests don't use that session. `reachable`: the only `host:port` that bypasses the proxy, during development.
 */
export const pageProxy = (reachable: string | null): { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string } => ({
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:1',
  // Without this, everything on this computer would be reachable without the proxy.
  proxyBypassRules: reachable === null ? '<-loopback>' : `<-loopback>;${reachable}`,
});

/**
 * 15: whether an address from a server may be passed to `shell.openExternal`. Only web pages: https, and http on this computer for the
 * practice realm. Callers have shown the address to the person before.
 */
function isOpenable(address: string): boolean {
  const url = webAddress(address);
  return url !== null && (isHttps(url) || isPractice(url)) && !carriesLogin(url);
}

/**
 * 15: wraps the function that opens the system's browser. `open` receives only web addresses. The returned function rejects for all other
 * addresses, and if `open` rejects.
 */
export const browserOpener =
  (open: (address: string) => Promise<void>): ((address: string) => Promise<void>) =>
  async (address) => {
    if (!isOpenable(address)) throw new Error('not an address to open');
    await open(address);
  };
