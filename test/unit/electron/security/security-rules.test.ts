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
} from '../../../../electron/security/security-rules.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'none'; " +
  "frame-src preview://message; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  'trusted-types svelte-trusted-html';

test('the policy starts from nothing and lets nothing leave', () => {
  expect(policyHeader(contentSecurityPolicy)).toBe(policy);
});

test('every file of the page has the policy, and a type that is not guessed', () => {
  expect(pageHeaders('text/css')).toEqual({
    'Content-Type': 'text/css',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'Referrer-Policy': 'no-referrer',
  });
});

test('no permission and no window is given', () => {
  expect([...grantedPermissions, ...openableWindows]).toEqual([]);
});

test('each scheme is an origin of its own, and gets around no policy', () => {
  expect(schemePrivileges).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: 'preview', privileges: { standard: true } },
  ]);
});

test('no name is looked up ahead', () => {
  expect(chromiumSwitches).toEqual([['blink-settings', 'dnsPrefetchingEnabled=false']]);
});

test("the page's own session reaches nothing, and Vite's server only while developing", () => {
  const dead = { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1' };
  expect(pageProxy(null)).toEqual({ ...dead, proxyBypassRules: '<-loopback>' });
  expect(pageProxy('127.0.0.1:5173')).toEqual({ ...dead, proxyBypassRules: '<-loopback>;127.0.0.1:5173' });
});
