/** A page that is reloaded after a send has ended, with the next contact in the form. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LatestPress, Message } from '../../../../electron/shared/ipc/contract.ts';
import { press } from '../../../../renderer/send/press.svelte.ts';
import { form } from '../../../../renderer/send/send-form.svelte.ts';
import { aPreset } from '../presets/a-preset.ts';

const message = (customerKey: string): Message => ({ ...form.message, customerKey });
const latest = (customerKey: string): LatestPress => ({
  press: { pressId: 'press-1', message: message(customerKey), consent: null },
  phase: null,
  isUnderWay: false,
  elapsedMs: 5000,
});
let asked: string[] = [];

function respondWith(state: string, status: number | null): void {
  const entry = { id: 7, state, status, cause: 'answer', customerKey: 'ck1' };
  vi.stubGlobal('window', {
    keypost: {
      call: (name: string) => {
        asked.push(name);
        return Promise.resolve(JSON.stringify({ ok: true, value: name === 'send.result' ? { kind: 'finished', entry } : null }));
      },
      on: () => () => undefined,
    },
  });
}

beforeEach(() => {
  asked = [];
  respondWith('accepted', 200);
  form.clear();
  form.load(aPreset({ accountId: 'acme' }));
  form.use.notSent = [];
  form.fields.customerKey = 'ck2';
});
afterEach(() => vi.unstubAllGlobals());

test('shows the outcome of the send that was running before the reload', async () => {
  await press.resume(latest('ck1'), { underWay: 'press-1', isServed: false });
  expect(press.entry).toMatchObject({ id: 7, state: 'accepted' });
  expect(form.fields.customerKey).toBe('ck2');
});

test('shows nothing for a send whose outcome was shown before', async () => {
  press.forget();
  await press.resume(latest('ck1'), null);
  expect([press.entry, asked]).toEqual([null, []]);
});

test.each([
  ['not sent', null, ['ck1']],
  ['rejected', 404, ['ck1']],
  ['rejected', 502, []],
  ['unknown', null, []],
  ['accepted', 200, []],
] as const)(
  'a contact whose send ended as %s (%s) is listed as not sent to only if nothing can have been sent',
  async (state, status, kept) => {
    respondWith(state, status);
    await press.resume(latest('ck1'), { underWay: 'press-1', isServed: false });
    expect(form.use.notSent.map(({ customerKey }) => customerKey)).toEqual(kept);
  },
);

test('a contact that was sent to before is never listed as not sent to', async () => {
  respondWith('not sent', null);
  await press.resume(latest('ck1'), { underWay: 'press-1', isServed: true });
  expect(form.use.notSent).toEqual([]);
});
