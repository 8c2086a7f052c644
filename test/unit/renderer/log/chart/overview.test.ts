import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noFilter, type Envelope, type LogOverview } from '../../../../../electron/shared/ipc/contract.ts';
import { Overview } from '../../../../../renderer/log/chart/overview.svelte.ts';

const asked: { input: unknown; respond: (envelope: Envelope<LogOverview>) => void }[] = [];
const listeners = new Map<string, () => void>();

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  listeners.clear();
  const call = (_: string, input: unknown) =>
    new Promise((resolve) => asked.push({ input, respond: (envelope) => resolve(JSON.stringify(envelope)) }));
  const on = (event: string, listener: () => void) => {
    listeners.set(event, listener);
    return () => listeners.delete(event);
  };
  vi.stubGlobal('window', { keypost: { call, on } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const found = (total: number): LogOverview => ({
  total,
  counts: { sending: 0, accepted: total, rejected: 0, 'not sent': 0, unknown: 0 },
  activity: null,
});
const respond = async (at: number, envelope: Envelope<LogOverview>) => {
  asked[at]?.respond(envelope);
  await vi.advanceTimersByTimeAsync(0);
};
const good = (total: number): Envelope<LogOverview> => ({ ok: true, value: found(total) });
const changed = (event = 'entryChanged') => listeners.get(event)?.();
const orders = { ...noFilter, lists: ['Orders'] };
const notices = { ...noFilter, lists: ['Notices'] };

function start() {
  const overview = new Overview();
  const stop = overview.start();
  return { overview, stop };
}

test('a filter is counted at once; for a new one the number is unknown and the old chart stays until the result', async () => {
  const { overview } = start();
  overview.count(noFilter, true);
  expect(asked[0]?.input).toEqual({ filter: noFilter, activity: true });
  expect(overview.total).toBeNull();
  await respond(0, good(7));
  expect(overview.total).toBe(7);
  overview.count(orders, false);
  expect([overview.total, overview.last]).toEqual([null, found(7)]);
  expect(asked[1]?.input).toEqual({ filter: orders, activity: false });
  await respond(1, good(2));
  expect([overview.total, overview.last]).toEqual([2, found(2)]);
});

test('one count at a time: of the filters set meanwhile only the newest is counted, and old results are ignored', async () => {
  const { overview } = start();
  for (const filter of [noFilter, orders, { ...noFilter, search: 'a' }, notices]) overview.count(filter, true);
  expect(asked).toHaveLength(1);
  await respond(0, good(100));
  expect(overview.total).toBeNull();
  expect(asked.map(({ input }) => input)).toEqual([
    { filter: noFilter, activity: true },
    { filter: notices, activity: true },
  ]);
  await respond(1, good(3));
  expect(overview.total).toBe(3);
});

test('whatever happens in the log, it is recounted at most once a second', async () => {
  const { overview } = start();
  overview.count(noFilter, true);
  await respond(0, good(1));
  for (let n = 0; n < 100; n++) changed();
  changed('logChanged');
  await vi.advanceTimersByTimeAsync(999);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(2);
  expect(overview.total).toBe(1);
  await respond(1, good(101));
  expect(overview.total).toBe(101);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
  changed();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(3);
});

test('changes during a count are counted afterwards', async () => {
  const { overview } = start();
  overview.count(noFilter, true);
  changed();
  await vi.advanceTimersByTimeAsync(3000);
  expect(asked).toHaveLength(1);
  await respond(0, good(1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
  await respond(1, good(2));
  expect(overview.total).toBe(2);
});

test('a failure is reported and clears the number; the next result clears the failure', async () => {
  const { overview } = start();
  overview.count(noFilter, true);
  await respond(0, good(5));
  overview.count(orders, true);
  await respond(1, { ok: false, error: { code: 'logNotReadable', sentence: 'The log could not be read.' } });
  expect([overview.failure, overview.total, overview.last]).toEqual(['The log could not be read.', null, null]);
  changed();
  await vi.advanceTimersByTimeAsync(1000);
  await respond(2, good(4));
  expect([overview.failure, overview.total]).toEqual(['', 4]);
});

test('a superseded count is repeated', async () => {
  const { overview } = start();
  overview.count(noFilter, true);
  await respond(0, { ok: false, error: { code: 'superseded', sentence: 'A later question took its place.' } });
  expect(overview.failure).toBe('');
  await vi.advanceTimersByTimeAsync(1000);
  await respond(1, good(6));
  expect(overview.total).toBe(6);
});

test('added and removed rows are counted at once, and never below zero', async () => {
  const { overview } = start();
  overview.adjust(3);
  expect(overview.total).toBeNull();
  overview.count(noFilter, true);
  await respond(0, good(1));
  overview.adjust(1);
  expect(overview.total).toBe(2);
  overview.adjust(-5);
  expect(overview.total).toBe(0);
});

test('after stop it makes no query and keeps its result; started again it repeats the count', async () => {
  const { overview, stop } = start();
  overview.count(orders, true);
  await respond(0, good(1));
  changed();
  stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toHaveLength(1);
  overview.adjust(1);
  expect([overview.total, overview.last]).toEqual([2, { ...found(1), total: 2 }]);
  overview.start();
  expect(asked[1]?.input).toEqual({ filter: orders, activity: true });
  await respond(1, good(3));
  expect(overview.total).toBe(3);
});

test('a query from before the start runs at the start', () => {
  const overview = new Overview();
  overview.count(notices, false);
  expect(asked).toHaveLength(0);
  overview.start();
  expect(asked.map(({ input }) => input)).toEqual([{ filter: notices, activity: false }]);
});
