import { expect, test } from 'vitest';
import {
  chromiumSwitches,
  contentSecurityPolicy,
  grantedPermissions,
  openableWindows,
  pageHeaders,
  pageProxy,
  policyHeader,
  schemePrivileges,
  browserOpener,
} from '../../../../electron/security/security-rules.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'none'; " +
  "frame-src preview://message; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  'trusted-types svelte-trusted-html';

test('the policy allows nothing by default and lets nothing leave', () => {
  expect(policyHeader(contentSecurityPolicy)).toBe(policy);
});

test('every file of the page has the policy, and a type that must not be guessed', () => {
  expect(pageHeaders('text/css')).toEqual({
    'Content-Type': 'text/css',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Referrer-Policy': 'no-referrer',
  });
});

test('no permission and no window is granted', () => {
  expect([...grantedPermissions, ...openableWindows]).toEqual([]);
});

test('each scheme is a separate origin, and bypasses no policy', () => {
  expect(schemePrivileges).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: 'preview', privileges: { standard: true } },
  ]);
});

test('no name is looked up in advance', () => {
  expect(chromiumSwitches).toEqual([['blink-settings', 'dnsPrefetchingEnabled=false']]);
});

test("the page's own session reaches nothing, and Vite's server only while developing", () => {
  const dead = { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1' };
  expect(pageProxy(null)).toEqual({ ...dead, proxyBypassRules: '<-loopback>' });
  expect(pageProxy('127.0.0.1:5173')).toEqual({ ...dead, proxyBypassRules: '<-loopback>;127.0.0.1:5173' });
});

/** The addresses that were passed to the system. */
async function opened(address: string): Promise<string[]> {
  const all: string[] = [];
  const open = browserOpener((one) => Promise.resolve(void all.push(one)));
  await open(address).catch(() => undefined);
  return all;
}

test.each(['https://example.com/a?b#c', 'http://127.0.0.1:8025/x', 'http://localhost/', 'http://[::1]:1/'])(
  'the address %s is opened',
  async (address) => {
    expect(await opened(address)).toEqual([address]);
  },
);

test.each([
  'http://example.com/',
  'http://127.0.0.1.example.com/',
  'https://user:secret@example.com/',
  'https://user@example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:a@example.com',
  'smb://example.com/share',
  'ms-msdt:/id',
  'vscode://file/x',
  'app://keypost/index.html',
  'preview://message/0/html',
  'chrome://settings',
  'about:blank',
  'ftp://example.com/',
  'https:',
  '//example.com/',
  'example.com',
  '',
])('the address %j is not opened', async (address) => {
  expect(await opened(address)).toEqual([]);
  await expect(browserOpener(() => Promise.resolve())(address)).rejects.toThrow('not an address');
});
