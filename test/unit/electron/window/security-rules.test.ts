import { expect, test } from 'vitest';
import { contentSecurityPolicy, grantedPermissions, openableWindows, policyHeader } from '../../../../electron/window/security-rules.ts';

test('the policy starts from nothing and lets nothing leave', () => {
  const header = policyHeader(contentSecurityPolicy);
  expect(header).toMatch(/^default-src 'none'; /);
  expect(header).toContain("connect-src 'none'");
  expect(header).not.toMatch(/unsafe|\*|https?:/);
});

test('no permission and no window is given', () => {
  expect([...grantedPermissions, ...openableWindows]).toEqual([]);
});
