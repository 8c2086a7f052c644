import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noFilter, type LogFilter, type LogOrder } from '../../../../../electron/shared/ipc/contract.ts';
import { LogRows } from '../../../../../renderer/log/table/log-rows.svelte.ts';
import { overview } from '../../../../../renderer/log/chart/overview.svelte.ts';
import { anEntry, idsFrom } from '../an-entry.ts';
import { FakeLog } from '../fake-log.ts';

const counts = { sending: 0, accepted: 0, rejected: 0, 'not sent': 0, unknown: 0 };
const count = (total: number | null) => (overview.value = total === null ? null : { total, counts, activity: null });

let log: FakeLog;
let rows: LogRows;
let stop: () => void;
let shifts: (readonly [at: number, by: number])[];

/** Resolves when the rows are drawn; at once by default. */
let drawn: Promise<void>;

const open = async (ids: readonly number[], filter: Partial<LogFilter> = {}, order: LogOrder = 'newest') => {
  log = new FakeLog(ids);
  rows = new LogRows(() => drawn);
  rows.onshift = (at, by) => shifts.push([at, by]);
  stop = rows.start();
  rows.show({ filter: { ...noFilter, ...filter }, order });
  rows.view(0, 20);
  await log.respondToAll();
};
const idsAt = (first: number, last: number) => idsFrom(first, last).map((row) => rows.at(row)?.id);

beforeEach(() => {
  shifts = [];
  drawn = Promise.resolve();
  count(null);
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a long log', () => {
  beforeEach(() => open(idsFrom(1, 5000)));

  it('shows its first rows after one query, loads those below, and reports that there are more', () => {
    expect(log.queries.map(({ start, limit }) => [start.at, limit])).toEqual([
      ['top', 30],
      ['cursor', 100],
    ]);
    expect(idsAt(0, 2)).toEqual([5000, 4999, 4998]);
    expect([rows.known, rows.counted, rows.total]).toEqual([true, false, 131]);
    count(5000);
    expect([rows.counted, rows.total]).toEqual([true, 5000]);
  });

  it('loads only the rows in view after a jump', async () => {
    count(5000);
    rows.view(2500, 2520);
    await log.respondToAll();
    expect(idsAt(2500, 2502)).toEqual([2500, 2499, 2498]);
    expect(log.queries.slice(2).map(({ start }) => start.at)).toEqual(['row', 'row']);
    expect(rows.at(1500)).toBeUndefined();
  });

  it('continues from loaded rows', async () => {
    rows.view(105, 125);
    await log.respondToAll();
    expect(log.queries[2]?.start).toEqual({ at: 'cursor', cursor: { exact: false, id: 4871 } });
    expect(idsAt(128, 131)).toEqual([4872, 4871, 4870, 4869]);
  });

  it('runs one query at a time, and after a drag loads only its end', async () => {
    count(5000);
    for (const first of [1000, 1500, 2000, 2500, 3000]) rows.view(first, first + 20);
    expect(log.pendingCalls).toBe(1);
    await log.respondToAll();
    expect(idsAt(3000, 3001)).toEqual([2000, 1999]);
    expect(rows.at(1500) ?? rows.at(2000) ?? rows.at(2500)).toBeUndefined();
  });

  it('drops rows that are far away', async () => {
    for (let first = 0; first < 4000; first += 50) {
      rows.view(first, first + 20);
      await log.respondToAll();
    }
    const loaded = idsFrom(0, 4999).filter((row) => rows.at(row)).length;
    expect(loaded).toBeLessThan(2000);
    expect(rows.at(0)).toBeUndefined();
  });

  it('finds the end of the list even if the count is wrong', async () => {
    count(5003);
    rows.view(4982, 5002);
    await log.respondToAll();
    expect([rows.total, rows.at(4999)?.id]).toEqual([5000, 1]);
    count(5300);
    rows.show({ filter: noFilter, order: 'newest' });
    await log.respondToAll();
    rows.view(5280, 5299);
    for (let tries = 0; tries < 5; tries++) {
      rows.view(rows.total - 20, rows.total - 1);
      await log.respondToAll();
    }
    expect([rows.total, rows.at(4999)?.id]).toEqual([5000, 1]);
  });

  it('reports why it could not be read, and tries again when the view moves', async () => {
    log.failure = 'The log is away.';
    rows.view(2500, 2520);
    await log.respondToAll();
    expect([rows.failure, rows.at(0)?.id, log.queries.length]).toEqual(['The log is away.', 5000, 3]);
    log.failure = '';
    rows.view(2500, 2520);
    await log.respondToAll();
    expect([rows.failure, rows.at(2500)?.id]).toEqual(['', 2500]);
  });
});

it('loads more once the first rows are drawn, but a new filter first', async () => {
  let draw = (): void => undefined;
  drawn = new Promise((resolve) => (draw = resolve));
  await open(idsFrom(1, 500));
  expect([log.queries.length, rows.at(29)?.id, rows.at(30)]).toEqual([1, 471, undefined]);
  rows.show({ filter: { ...noFilter, search: 'ck12' }, order: 'newest' });
  draw();
  await Promise.resolve();
  await log.respondToAll();
  expect(log.queries.map(({ filter }) => filter.search)).toEqual(['', 'ck12']);
  expect([rows.at(0)?.id, rows.at(1)?.id]).toEqual([12, 129]);
});

describe('a new filter', () => {
  beforeEach(() => open(idsFrom(1, 500)));

  it('replaces the previous rows once its own are loaded', async () => {
    rows.show({ filter: { ...noFilter, search: 'ck30' }, order: 'oldest' });
    expect([rows.generation, rows.at(0)?.id]).toEqual([1, 500]);
    await log.respondToAll();
    expect([rows.generation, rows.at(0)?.id, rows.at(1)?.id, rows.total]).toEqual([2, 30, 300, 11]);
  });

  it('only the last of several new filters counts', async () => {
    for (const search of ['ck1', 'ck12', 'ck123']) rows.show({ filter: { ...noFilter, search }, order: 'newest' });
    await log.respondToAll();
    expect([rows.total, rows.at(0)?.id, rows.generation]).toEqual([1, 123, 2]);
    expect(log.queries.map(({ filter }) => filter.search)).toEqual(['', '', 'ck1', 'ck123']);
  });

  it('clears the previous rows if it fails', async () => {
    log.failure = 'No.';
    rows.show({ filter: { ...noFilter, search: 'x' }, order: 'newest' });
    await log.respondToAll();
    expect([rows.empty, rows.failure]).toEqual([true, 'No.']);
  });
});

describe('a new or changed entry', () => {
  it('is inserted in order and counted once', async () => {
    await open(idsFrom(1, 500));
    count(500);
    log.change(anEntry(501, { state: 'sending' }));
    expect([rows.at(0)?.state, rows.at(1)?.id, rows.total]).toEqual(['sending', 500, 501]);
    log.change(anEntry(501));
    expect([rows.at(0)?.state, rows.total, shifts]).toEqual(['accepted', 501, [[0, 1]]]);
  });

  it('keeps the view in the middle of the list, and is counted once', async () => {
    await open(idsFrom(1, 5000));
    count(5000);
    rows.view(2500, 2520);
    await log.respondToAll();
    log.change(anEntry(5001, { state: 'sending' }));
    log.change(anEntry(5001));
    expect([rows.at(2501)?.id, rows.total]).toEqual([2500, 5001]);
    expect(shifts).toEqual([[0, 1]]);
  });

  it('is appended if the oldest come first', async () => {
    await open(idsFrom(1, 50), {}, 'oldest');
    log.change(anEntry(51, { state: 'sending' }));
    expect([rows.at(50)?.id, rows.total, shifts]).toEqual([51, 51, [[50, 1]]]);
  });

  it('is removed when it no longer matches the filter, and added when it does', async () => {
    await open(idsFrom(1, 5), { outcomes: ['accepted'] });
    log.change(anEntry(6, { state: 'sending' }));
    expect(rows.total).toBe(5);
    log.change(anEntry(6));
    expect(idsAt(0, 1)).toEqual([6, 5]);
    log.change(anEntry(3, { state: 'rejected' }));
    expect(idsAt(0, 4)).toEqual([6, 5, 4, 2, 1]);
  });

  it('is neither lost nor duplicated while a page is loading', async () => {
    await open(idsFrom(1, 500));
    rows.view(80, 99);
    log.change(anEntry(501, { state: 'sending' }));
    log.change(anEntry(501));
    await log.respondToAll();
    expect(idsAt(0, 1)).toEqual([501, 500]);
    expect(rows.at(0)?.state).toBe('accepted');
    expect(idsAt(98, 102)).toEqual([403, 402, 401, 400, 399]);
  });

  it('is not turned back to sending by a late event', async () => {
    await open(idsFrom(1, 5));
    log.emitEntryChanged(anEntry(5, { state: 'sending' }));
    expect(rows.at(0)?.state).toBe('accepted');
  });

  it("is not counted as new if it is an old one that isn't loaded", async () => {
    await open(idsFrom(1, 5000), {}, 'oldest');
    count(5000);
    log.change(anEntry(4000, { state: 'rejected' }));
    expect([rows.total, shifts]).toEqual([5000, []]);
  });
});

describe('changes while the log is hidden', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(idsFrom(1, 500));
    count(500);
    rows.isHidden = true;
    log.change(anEntry(501, { state: 'sending' }));
    log.change(anEntry(501));
    log.change(anEntry(502));
  });

  it('are applied together after a delay', () => {
    expect(rows.at(0)?.id).toBe(500);
    vi.advanceTimersByTime(500);
    expect([idsAt(0, 2), rows.at(1)?.state, rows.total]).toEqual([[502, 501, 500], 'accepted', 502]);
    log.change(anEntry(503));
    vi.advanceTimersByTime(500);
    expect(rows.at(0)?.id).toBe(503);
  });

  it('are applied when the log is shown, and at once from then on', () => {
    rows.isHidden = false;
    expect(idsAt(0, 2)).toEqual([502, 501, 500]);
    log.change(anEntry(503));
    expect(rows.at(0)?.id).toBe(503);
    vi.runAllTimers();
    expect(rows.total).toBe(503);
  });
});

describe('with a search', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(idsFrom(1, 500), { search: 'ck5' });
    count(11 + 1);
  });

  it('loads new entries together and inserts them in order', async () => {
    log.change(anEntry(501, { state: 'sending', customerKey: 'ck5-new' }));
    log.change(anEntry(502, { state: 'sending', customerKey: 'other' }));
    log.change(anEntry(503, { state: 'sending', customerKey: 'CK5' }));
    expect(log.queries).toHaveLength(1);
    vi.runAllTimers();
    await log.respondToAll();
    expect(log.queries).toHaveLength(2);
    expect(idsAt(0, 3)).toEqual([503, 5, 501, 500]);
    expect(rows.total).toBe(14);
    expect(shifts).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('updates a finished entry in place at once', () => {
    log.change(anEntry(50, { state: 'rejected' }));
    expect(rows.at(rows.rowOf(50) ?? -1)?.state).toBe('rejected');
  });
});

describe('when the log was changed', () => {
  it('keeps the rows in view at their new position', async () => {
    await open(idsFrom(1, 5000), {}, 'oldest');
    count(5000);
    rows.view(2500, 2520);
    await log.respondToAll();
    const first = rows.at(2500)?.id;
    log.entries = log.entries.filter(({ id }) => id > 10);
    count(4990);
    log.emitLogChanged();
    await log.respondToAll();
    expect(shifts).toEqual([[0, -10]]);
    expect([rows.at(2490)?.id, rows.generation]).toEqual([first, 1]);
  });

  it('reports that it is empty', async () => {
    await open(idsFrom(1, 5000));
    count(5000);
    rows.view(2500, 2520);
    await log.respondToAll();
    log.entries = [];
    count(0);
    log.emitLogChanged();
    await log.respondToAll();
    expect([rows.total, rows.empty, rows.counted]).toEqual([0, true, true]);
  });
});

it('reports how many entries are not indexed yet, and checks until all are', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await open([1]);
  log.waiting = 1200;
  rows.show({ filter: { ...noFilter, search: 'x' }, order: 'newest' });
  await log.respondToAll();
  expect([rows.waiting, rows.total, rows.counted]).toEqual([1200, 0, false]);
  log.waiting = 0;
  log.entries.push(anEntry(2, { customerKey: 'x' }));
  vi.runOnlyPendingTimers();
  await log.respondToAll();
  expect([rows.waiting, rows.at(0)?.id, rows.total, rows.counted]).toEqual([0, 2, 1, true]);
  vi.runOnlyPendingTimers();
  expect(log.pendingCalls).toBe(0);
});

it('makes no more queries after it was stopped', async () => {
  await open(idsFrom(1, 500));
  stop();
  rows.view(300, 320);
  expect(log.pendingCalls).toBe(0);
});
