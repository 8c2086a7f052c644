import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { composition } from '../../../../renderer/ui/composition.ts';
import { recipient, type Subject } from '../../../../renderer/send/recipient.svelte.ts';

type Listener = (value: unknown) => void;
let calls: string[] = [];
let hold: Promise<void> | null = null;
const listeners = new Map<string, Listener>();
let stop: () => void;

const subject = (customerKey: string, list = 'Orders'): Subject => ({ accountId: 'acme', customerKey, list });
const reportOf = ({ customerKey, list }: Subject) => ({ state: 'found', customerKey, list, subscribed: true });

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  hold = null;
  const call = async (command: string, input: (Subject & { asked?: boolean }) | null) => {
    calls.push(`${command}${input ? ` ${input.customerKey}` : ''}${input?.asked ? ' asked' : ''}`);
    if (command !== 'recipient.lookUp' || !input) return JSON.stringify({ ok: true, value: [] });
    await hold;
    return JSON.stringify({ ok: true, value: reportOf(input) });
  };
  const on = (event: string, listener: Listener) => {
    listeners.set(event, listener);
    return () => listeners.delete(event);
  };
  vi.stubGlobal('window', { keypost: { call, on } });
  recipient.follow({ accountId: '', customerKey: '', list: '' }, false, true);
  calls = [];
  stop = recipient.start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const lookUps = (): string[] => calls.filter((call) => call.startsWith('recipient.lookUp'));

test('a key is looked up after a pause in typing', async () => {
  for (const key of ['c', 'ck', 'ck1']) {
    recipient.follow(subject(key), false, true);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(50);
  expect(calls).toEqual(['recipient.recentSends ck1', 'recipient.lookUp ck1']);
  expect(recipient.report).toMatchObject({ customerKey: 'ck1' });
  recipient.follow(subject('ck1'), false, true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(lookUps()).toHaveLength(1);
});

test('nothing is looked up while the next character is being composed', async () => {
  const field = Object.assign(new EventTarget(), { value: '' });
  const stopListening = composition.start(field);
  recipient.follow(subject('顧'), false, true);
  await vi.advanceTimersByTimeAsync(300);
  field.dispatchEvent(new Event('compositionstart'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(calls).toEqual([]);
  field.dispatchEvent(new Event('compositionend'));
  recipient.follow(subject('顧客'), false, true);
  await vi.advanceTimersByTimeAsync(350);
  expect(lookUps()).toEqual(['recipient.lookUp 顧客']);
  stopListening();
});

test('another letter clears the result and cancels the running look-up', async () => {
  hold = new Promise(() => undefined);
  recipient.follow(subject('ck1'), false, true);
  await vi.advanceTimersByTimeAsync(499);
  expect(recipient.slow).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(recipient.slow).toBe(true);
  recipient.follow(subject('ck12'), false, true);
  expect(recipient.slow).toBe(false);
  expect(calls.at(-1)).toBe('recipient.stop');
  hold = null;
  await vi.advanceTimersByTimeAsync(350);
  expect(recipient.report).toMatchObject({ customerKey: 'ck12' });
  recipient.follow(subject('ck'), false, true);
  expect(recipient.report).toBeNull();
});

test('another list keeps the contact until its subscription is known', async () => {
  recipient.follow(subject('ck1'), false, true);
  await vi.advanceTimersByTimeAsync(350);
  recipient.follow(subject('ck1', 'Notices'), false, true);
  expect(recipient.report).toMatchObject({ list: 'Orders' });
  await vi.advanceTimersByTimeAsync(350);
  expect(recipient.report).toMatchObject({ list: 'Notices' });
});

test('no look-up starts during a send; it starts afterwards', async () => {
  recipient.follow(subject('ck1'), true, true);
  await vi.advanceTimersByTimeAsync(5000);
  recipient.lookUp();
  expect(lookUps()).toEqual([]);
  recipient.follow(subject('ck1'), false, true);
  await vi.advanceTimersByTimeAsync(350);
  expect(lookUps()).toEqual(['recipient.lookUp ck1']);
});

test('if look-ups are off, only the button looks up; the log is queried all the same', async () => {
  recipient.follow(subject('ck1'), false, false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual(['recipient.recentSends ck1']);
  recipient.lookUp();
  await vi.advanceTimersByTimeAsync(0);
  expect(lookUps()).toEqual(['recipient.lookUp ck1 asked']);
  expect(recipient.report).toMatchObject({ customerKey: 'ck1' });
});

test('a send to this key queries the log again, one to another key does not', async () => {
  recipient.follow(subject('ck1'), false, true);
  await vi.advanceTimersByTimeAsync(350);
  calls = [];
  listeners.get('entryChanged')?.({ customerKey: 'ck2' });
  await vi.advanceTimersByTimeAsync(200);
  expect(calls).toEqual([]);
  listeners.get('entryChanged')?.({ customerKey: 'CK1' });
  listeners.get('entryChanged')?.({ customerKey: 'ck1' });
  await vi.advanceTimersByTimeAsync(200);
  expect(calls).toEqual(['recipient.recentSends ck1']);
});

test('a cleared field is not looked up, nor anything after the form is left', async () => {
  recipient.follow(subject(''), false, true);
  await vi.advanceTimersByTimeAsync(1000);
  recipient.follow(subject('ck1'), false, true);
  stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual([]);
});

test("if the account's realm changes, the contact is cleared and looked up again", async () => {
  recipient.follow(subject('ck1'), false, true, 'https://a.example acme');
  await vi.advanceTimersByTimeAsync(400);
  expect(recipient.report).toMatchObject({ customerKey: 'ck1' });
  recipient.follow(subject('ck1'), true, true, 'https://a.example beta');
  expect(recipient.report).toBeNull();
  recipient.follow(subject('ck1'), false, true, 'https://a.example beta');
  await vi.advanceTimersByTimeAsync(400);
  expect(lookUps()).toHaveLength(2);
});
