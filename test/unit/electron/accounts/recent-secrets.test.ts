import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RecentSecrets } from '../../../../electron/accounts/recent-secrets.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';

const secret = { siteUrl: 'https://api.example.com', realm: 'acme', password: 'Sommer2024!', clientKey: 'client-key-77' };
const line = 'a Sommer2024! b Sommer2024%21 c client-key-77';
const clean = 'a [credential removed] b [credential removed] c [credential removed]';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a secret that was written or read is removed from lines, for as long as a request can take', async () => {
  const recent = new RecentSecrets();
  const vault = recent.watch(new SessionVault());
  expect(recent.redact(line)).toBe(line);
  await vault.write('one', secret);
  expect(recent.redact(line)).toBe(clean);
  vi.advanceTimersByTime(299_999);
  expect(recent.redact(line)).toBe(clean);
  vi.advanceTimersByTime(1);
  expect(recent.redact(line)).toBe(line);
  await vault.read('one');
  expect(recent.redact(line)).toBe(clean);
});

test('the eight newest secrets are remembered', () => {
  const recent = new RecentSecrets();
  const secrets = Array.from({ length: 12 }, (_, index) => `correct-horse-${'abcdefghijkl'.charAt(index).repeat(8)}`);
  for (const password of secrets) recent.remember({ password, clientKey: '' });
  const kept = secrets.filter((password) => recent.redact(password) === password);
  expect(kept.length).toBeLessThanOrEqual(4);
  expect(recent.redact(secrets.at(-1) ?? '')).toBe('[credential removed]');
});

test('the wrapped vault works as before', async () => {
  const vault = new RecentSecrets().watch(new SessionVault());
  expect([vault.has('one'), await vault.read('one')]).toEqual([false, { ok: true, value: null }]);
  await vault.write('one', secret);
  expect([vault.has('one'), await vault.holds('one'), await vault.read('one')]).toEqual([true, true, { ok: true, value: secret }]);
  await vault.clear('one');
  expect(vault.has('one')).toBe(false);
});
