/**
 * What the page may do, as data. Numbers are those of the checklist in Electron's documentation, "Security". Beside these: the window's
 * preferences (2, 3, 4, 6, 8, 9, 10) stand in page-preferences.ts, the sender check (17) in ipc-sender.ts, what is refused (5, 11 to 14) in
 * lock-down.ts.
 */
import { carriesLogin, isHttps, isPractice, webAddress } from '../shared/base/web-address.ts';
import { previewOrigin, previewScheme } from './preview-rules.ts';

/** 7: a content security policy that starts from nothing. The page makes no network call at all. */
export const contentSecurityPolicy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'none'",
  // The preview of a message, and nothing else: a page with no rights at all, of an origin that nobody but Keypost serves.
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

/** What every file of the page is served with. `type`: its content type, which Chromium must not guess another for. */
export const pageHeaders = (type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': policyHeader(contentSecurityPolicy),
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
});

/** 18: no file protocol. `standard` and `secure` make each an origin of its own; nothing that would get around a policy or CORS. */
export const schemePrivileges = [
  { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  // An origin of its own is all that a message gets.
  { scheme: previewScheme, privileges: { standard: true } },
];

/** 5: permissions that are granted. None. */
export const grantedPermissions: readonly string[] = [];

/** 14: addresses that the page may open in a new window. None. */
export const openableWindows: readonly string[] = [];

/**
 * Chromium switches that hold for every page. Without the first, `<link rel=dns-prefetch>` asks the network's name server for whatever
 * name a script makes up: neither the policy, nor the request filter, nor the header of that name prevents it (measured).
 */
export const chromiumSwitches: readonly (readonly [name: string, value: string])[] = [['blink-settings', 'dnsPrefetchingEnabled=false']];

/**
 * WebRTC asks neither the policy nor the request filter. This ends UDP; what would go over TCP instead, and the names of its servers,
 * go to the page's proxy (see below).
 */
export const webRtcPolicy = 'disable_non_proxied_udp';

/**
 * The proxy of the page's own session: a port where nothing listens, so that whatever gets past everything else ends on this computer.
 * Keypost's own requests don't use that session. `reachable`: the one `host:port` that is reached without it, while developing.
 */
export const pageProxy = (reachable: string | null): { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string } => ({
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:1',
  // Without this, whatever is on this computer is reached without the proxy.
  proxyBypassRules: reachable === null ? '<-loopback>' : `<-loopback>;${reachable}`,
});

/**
 * 15: `shell.openExternal` with what a server said. Only web pages: https, and http on this computer for the practice realm. Callers
 * have shown the address to the person before.
 */
function isOpenable(address: string): boolean {
  const url = webAddress(address);
  return url !== null && (isHttps(url) || isPractice(url)) && !carriesLogin(url);
}

/**
 * 15: what stands before the system's browser. `open` gets web addresses only; what comes back rejects for every other address, and where
 * `open` does.
 */
export const browserOpener =
  (open: (address: string) => Promise<void>): ((address: string) => Promise<void>) =>
  async (address) => {
    if (!isOpenable(address)) throw new Error('not an address to open');
    await open(address);
  };
