/** The keys that were used lately belong to one account: they are not offered under another. */
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('keys that arrive after the account was changed are not offered', async () => {
  const responses: ((keys: readonly string[]) => void)[] = [];
  const call = (command: string) =>
    command === 'recipient.recentKeys'
      ? new Promise<string>((resolve) => responses.push((value) => resolve(JSON.stringify({ ok: true, value }))))
      : Promise.resolve(JSON.stringify({ ok: false, error: { code: 'x', sentence: '' } }));
  vi.stubGlobal('window', { keypost: { call, on: () => () => undefined }, addEventListener: () => undefined });
  vi.stubGlobal('location', { hash: '' });
  const { recentKeys } = await import('../../../../renderer/send/recent-keys.svelte.ts');
  const { form } = await import('../../../../renderer/send/send-form.svelte.ts');
  form.fields.accountId = 'a';
  const shown = recentKeys.show();
  form.fields.accountId = 'b';
  responses[0]?.(['key-of-a']);
  await shown;
  expect([recentKeys.open, recentKeys.keys]).toEqual([false, []]);
  const again = recentKeys.show();
  responses[1]?.(['key-of-b']);
  await again;
  expect([recentKeys.open, recentKeys.keys]).toEqual([true, ['key-of-b']]);
});
