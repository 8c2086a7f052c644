/**
 * What the page may do, as data. Numbers are those of the checklist in Electron's documentation, "Security". Beside these:
 * context isolation, sandbox and no Node (2, 3, 4) stand in main-window.ts, the sender check (17) in bridge/serve.ts.
 */
import { carriesLogin, isHttps, isPractice, webAddress } from '../whatcounts/web-address.ts';
import { previewOrigin } from './preview-rules.ts';

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

/** 5: permissions that are granted. None. */
export const grantedPermissions: readonly string[] = [];

/** 13, 14: addresses that the page may go to, or open in a new window. None but its own, and that only as a reload. */
export const openableWindows: readonly string[] = [];

/**
 * 15: `shell.openExternal` with what a server said. Only web pages: https, and http on this computer for the practice realm. Callers
 * have shown the address to the person before.
 */
export function isOpenable(address: string): boolean {
  const url = webAddress(address);
  return url !== null && (isHttps(url) || isPractice(url)) && !carriesLogin(url);
}

export const policyHeader = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
