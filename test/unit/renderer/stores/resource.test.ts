import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Envelope } from '../../../../electron/shared/ipc/contract.ts';
import { resource } from '../../../../renderer/stores/resource.svelte.ts';
import { anEntry } from '../log/an-entry.ts';

type Respond = (result: Envelope<string>) => void;
const requests: Respond[] = [];
const listeners = new Map<string, (value: unknown) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  requests.length = 0;
  listeners.clear();
  const on = (event: string, listener: (value: unknown) => void) => {
    listeners.set(event, listener);
    return () => listeners.delete(event);
  };
  vi.stubGlobal('window', { keypost: { on } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const load = () => new Promise<Envelope<string>>((respond) => requests.push(respond));
const respond = async (at: number, result: Envelope<string>) => {
  requests[at]?.(result);
  await vi.advanceTimersByTimeAsync(0);
};
const good = (value: string): Envelope<string> => ({ ok: true, value });
const bad: Envelope<string> = { ok: false, error: { code: 'bridge', sentence: 'It failed.' } };
const emit = (event: string, value: unknown = null) => listeners.get(event)?.(value);

test('nothing is known before the first response', async () => {
  const shown = resource({ load, onFailure: 'keep' });
  shown.start();
  expect([shown.value, shown.known, requests.length]).toEqual([null, false, 0]);
  void shown.reload();
  expect([shown.value, shown.known]).toEqual([null, false]);
  await respond(0, good('a'));
  expect([shown.value, shown.known]).toEqual(['a', true]);
  void shown.reload();
  expect(shown.value).toBe('a');
});

test.each([
  ['in the order of the requests', [0, 1]],
  ['in the opposite order', [1, 0]],
])('the latest request wins if the responses arrive %s', async (_, order) => {
  const shown = resource({ load, onFailure: 'keep' });
  void shown.reload();
  void shown.reload();
  const seen: (string | null)[] = [];
  for (const at of order) {
    await respond(at, good(`value ${at}`));
    seen.push(shown.value);
  }
  expect(seen).not.toContain('value 0');
  expect(shown.value).toBe('value 1');
});

test("an earlier request's failure does not count either", async () => {
  const shown = resource({ load, onFailure: 'clear' });
  void shown.reload();
  void shown.reload();
  await respond(1, good('b'));
  await respond(0, bad);
  expect([shown.value, shown.failure]).toEqual(['b', '']);
});

test('a caller that waits for an earlier request sees the value of the latest one', async () => {
  const shown = resource({ load, onFailure: 'keep' });
  const seen: (string | null)[] = [];
  void shown.reload().then(() => seen.push(shown.value));
  void shown.reload().then(() => seen.push(shown.value));
  await respond(0, good('a'));
  expect(seen).toEqual([]);
  await respond(1, good('b'));
  expect(seen).toEqual(['b', 'b']);
});

test.each([
  ['keep', 'a'],
  ['clear', null],
] as const)('a failure is reported (onFailure: %s), and the next response replaces it', async (onFailure, left) => {
  const shown = resource({ load, onFailure });
  void shown.reload();
  await respond(0, good('a'));
  void shown.reload();
  await respond(1, bad);
  expect([shown.value, shown.known, shown.failure]).toEqual([left, left !== null, 'It failed.']);
  void shown.reload();
  expect(shown.failure).toBe('It failed.');
  await respond(2, good('b'));
  expect([shown.value, shown.failure]).toEqual(['b', '']);
});

test('each event makes a request at once if there is no delay', async () => {
  const shown = resource({ load, reloadOn: { presetsChanged: true, accountsChanged: true }, onFailure: 'keep' });
  shown.start();
  emit('presetsChanged');
  emit('accountsChanged');
  emit('catalogChanged');
  expect(requests).toHaveLength(2);
  await respond(0, good('a'));
  await respond(1, good('b'));
  expect(shown.value).toBe('b');
});

test('an event that does not concern the value makes no request', () => {
  const shown = resource({ load, reloadOn: { entryChanged: ({ id }) => id === 7 }, onFailure: 'keep' });
  shown.start();
  emit('entryChanged', anEntry(6));
  expect(requests).toHaveLength(0);
  emit('entryChanged', anEntry(7));
  expect(requests).toHaveLength(1);
});

test('one request is made for all events within the delay, however many follow', async () => {
  const shown = resource({ load, reloadOn: { entryChanged: true, logChanged: true }, delayMs: 100, onFailure: 'keep' });
  shown.start();
  for (const event of ['entryChanged', 'logChanged', 'entryChanged']) {
    emit(event);
    await vi.advanceTimersByTimeAsync(33);
  }
  expect(requests).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests).toHaveLength(1);
  emit('logChanged');
  await vi.advanceTimersByTimeAsync(100);
  expect(requests).toHaveLength(2);
});

test('a request that is made meanwhile serves the events that wait', async () => {
  const shown = resource({ load, reloadOn: { logChanged: true }, delayMs: 100, onFailure: 'keep' });
  shown.start();
  emit('logChanged');
  void shown.reload();
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests).toHaveLength(1);
});

test.each([
  ['response', good('b')],
  ['failure', bad],
])('after the disposal no event makes a request, and a late %s changes nothing', async (_, late) => {
  const shown = resource({ load, reloadOn: { presetsChanged: true, accountsChanged: true }, onFailure: 'clear' });
  const stop = shown.start();
  emit('presetsChanged');
  await respond(0, good('a'));
  emit('accountsChanged');
  stop();
  expect(listeners.size).toBe(0);
  await respond(1, late);
  expect([shown.value, shown.failure, requests.length]).toEqual(['a', '', 2]);
});

test('the disposal cancels a request that waits for its delay', async () => {
  const shown = resource({ load, reloadOn: { logChanged: true }, delayMs: 100, onFailure: 'keep' });
  const stop = shown.start();
  emit('logChanged');
  stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(requests).toHaveLength(0);
});

test('a discarded request blocks nothing', async () => {
  const shown = resource({ load, onFailure: 'keep' });
  const stop = shown.start();
  const waiting = shown.reload();
  stop();
  await respond(0, good('a'));
  await waiting;
  expect(shown.value).toBeNull();
});

test('clear removes value and failure, and discards the request that is pending', async () => {
  const shown = resource({ load, onFailure: 'keep' });
  void shown.reload();
  await respond(0, good('a'));
  void shown.reload();
  await respond(1, bad);
  void shown.reload();
  shown.clear();
  expect([shown.value, shown.known, shown.failure]).toEqual([null, false, '']);
  await respond(2, good('b'));
  expect(shown.value).toBeNull();
});

test('with nothing to load there is no value, and an earlier request no longer counts', async () => {
  let isEmpty = false;
  const shown = resource({ load: () => (isEmpty ? null : load()), onFailure: 'keep' });
  void shown.reload();
  await respond(0, good('a'));
  void shown.reload();
  isEmpty = true;
  await shown.reload();
  expect([shown.value, requests.length]).toEqual([null, 2]);
  await respond(1, good('b'));
  expect(shown.value).toBeNull();
});
