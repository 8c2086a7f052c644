import { expect, test } from 'vitest';
import { RecentSecrets } from '../../../../electron/accounts/recent-secrets.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';

const secret = { siteUrl: 'https://api.example.com', realm: 'acme', password: 'Sommer2024!', clientKey: 'client-key-77' };
const line = 'a Sommer2024! b Sommer2024%21 c client-key-77';
const clean = 'a [credential removed] b [credential removed] c [credential removed]';

test('a secret that is written or read is removed from a line, for a minute', async () => {
  let now = 0;
  const recent = new RecentSecrets(() => now);
  const vault = recent.watch(new SessionVault());
  expect(recent.redact(line)).toBe(line);
  await vault.write('one', secret);
  expect(recent.redact(line)).toBe(clean);
  now = 60_000;
  expect(recent.redact(line)).toBe(line);
  await vault.read('one');
  expect(recent.redact(line)).toBe(clean);
});

test('the vault does what it did', async () => {
  const vault = new RecentSecrets(() => 0).watch(new SessionVault());
  expect([vault.has('one'), await vault.read('one')]).toEqual([false, { ok: true, value: null }]);
  await vault.write('one', secret);
  expect([vault.has('one'), await vault.holds('one'), await vault.read('one')]).toEqual([true, true, { ok: true, value: secret }]);
  await vault.clear('one');
  expect(vault.has('one')).toBe(false);
});
