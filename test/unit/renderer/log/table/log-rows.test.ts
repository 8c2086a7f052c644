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

/** When what was found is drawn; at once unless a test says otherwise. */
let drawn: Promise<void>;

const open = async (ids: readonly number[], filter: Partial<LogFilter> = {}, order: LogOrder = 'newest') => {
  log = new FakeLog(ids);
  rows = new LogRows(() => drawn);
  rows.onshift = (at, by) => shifts.push([at, by]);
  stop = rows.start();
  rows.show({ filter: { ...noFilter, ...filter }, order });
  rows.view(0, 20);
  await log.answerAll();
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

  it('shows its first rows after one question, asks for those below, and says that there are more', () => {
    expect(log.asked.map(({ start, limit }) => [start.at, limit])).toEqual([
      ['top', 30],
      ['cursor', 100],
    ]);
    expect(idsAt(0, 2)).toEqual([5000, 4999, 4998]);
    expect([rows.known, rows.counted, rows.total]).toEqual([true, false, 131]);
    count(5000);
    expect([rows.counted, rows.total]).toEqual([true, 5000]);
  });

  it('loads just what is in view after a jump', async () => {
    count(5000);
    rows.view(2500, 2520);
    await log.answerAll();
    expect(idsAt(2500, 2502)).toEqual([2500, 2499, 2498]);
    expect(log.asked.slice(2).map(({ start }) => start.at)).toEqual(['row', 'row']);
    expect(rows.at(1500)).toBeUndefined();
  });

  it('goes on from known rows', async () => {
    rows.view(105, 125);
    await log.answerAll();
    expect(log.asked[2]?.start).toEqual({ at: 'cursor', cursor: { exact: false, id: 4871 } });
    expect(idsAt(128, 131)).toEqual([4872, 4871, 4870, 4869]);
  });

  it('asks one question at a time, and after a drag only for where it ended', async () => {
    count(5000);
    for (const first of [1000, 1500, 2000, 2500, 3000]) rows.view(first, first + 20);
    expect(log.waitingAnswers).toBe(1);
    await log.answerAll();
    expect(idsAt(3000, 3001)).toEqual([2000, 1999]);
    expect(rows.at(1500) ?? rows.at(2000) ?? rows.at(2500)).toBeUndefined();
  });

  it('forgets what is far away', async () => {
    for (let first = 0; first < 4000; first += 50) {
      rows.view(first, first + 20);
      await log.answerAll();
    }
    const loaded = idsFrom(0, 4999).filter((row) => rows.at(row)).length;
    expect(loaded).toBeLessThan(2000);
    expect(rows.at(0)).toBeUndefined();
  });

  it('learns where it ends although it was counted wrongly', async () => {
    count(5003);
    rows.view(4982, 5002);
    await log.answerAll();
    expect([rows.total, rows.at(4999)?.id]).toEqual([5000, 1]);
    count(5300);
    rows.show({ filter: noFilter, order: 'newest' });
    await log.answerAll();
    rows.view(5280, 5299);
    for (let tries = 0; tries < 5; tries++) {
      rows.view(rows.total - 20, rows.total - 1);
      await log.answerAll();
    }
    expect([rows.total, rows.at(4999)?.id]).toEqual([5000, 1]);
  });

  it('tells why it could not be read, and tries again when one looks elsewhere', async () => {
    log.failure = 'The log is away.';
    rows.view(2500, 2520);
    await log.answerAll();
    expect([rows.failure, rows.at(0)?.id, log.asked.length]).toEqual(['The log is away.', 5000, 3]);
    log.failure = '';
    rows.view(2500, 2520);
    await log.answerAll();
    expect([rows.failure, rows.at(2500)?.id]).toEqual(['', 2500]);
  });
});

it('asks for more once what it found first is drawn, and then for another filter before all else', async () => {
  let draw = (): void => undefined;
  drawn = new Promise((resolve) => (draw = resolve));
  await open(idsFrom(1, 500));
  expect([log.asked.length, rows.at(29)?.id, rows.at(30)]).toEqual([1, 471, undefined]);
  rows.show({ filter: { ...noFilter, search: 'ck12' }, order: 'newest' });
  draw();
  await Promise.resolve();
  await log.answerAll();
  expect(log.asked.map(({ filter }) => filter.search)).toEqual(['', 'ck12']);
  expect([rows.at(0)?.id, rows.at(1)?.id]).toEqual([12, 129]);
});

describe('another filter', () => {
  beforeEach(() => open(idsFrom(1, 500)));

  it('takes the place of the one before once its rows are there', async () => {
    rows.show({ filter: { ...noFilter, search: 'ck30' }, order: 'oldest' });
    expect([rows.generation, rows.at(0)?.id]).toEqual([1, 500]);
    await log.answerAll();
    expect([rows.generation, rows.at(0)?.id, rows.at(1)?.id, rows.total]).toEqual([2, 30, 300, 11]);
  });

  it('counts alone when several follow at once', async () => {
    for (const search of ['ck1', 'ck12', 'ck123']) rows.show({ filter: { ...noFilter, search }, order: 'newest' });
    await log.answerAll();
    expect([rows.total, rows.at(0)?.id, rows.generation]).toEqual([1, 123, 2]);
    expect(log.asked.map(({ filter }) => filter.search)).toEqual(['', '', 'ck1', 'ck123']);
  });

  it('that fails shows nothing of the one before', async () => {
    log.failure = 'No.';
    rows.show({ filter: { ...noFilter, search: 'x' }, order: 'newest' });
    await log.answerAll();
    expect([rows.empty, rows.failure]).toEqual([true, 'No.']);
  });
});

describe('what happens meanwhile', () => {
  it('comes in its place, and is counted once', async () => {
    await open(idsFrom(1, 500));
    count(500);
    log.change(anEntry(501, { state: 'sending' }));
    expect([rows.at(0)?.state, rows.at(1)?.id, rows.total]).toEqual(['sending', 500, 501]);
    log.change(anEntry(501));
    expect([rows.at(0)?.state, rows.total, shifts]).toEqual(['accepted', 501, [[0, 1]]]);
  });

  it('keeps what is in view in the middle, and is counted once', async () => {
    await open(idsFrom(1, 5000));
    count(5000);
    rows.view(2500, 2520);
    await log.answerAll();
    log.change(anEntry(5001, { state: 'sending' }));
    log.change(anEntry(5001));
    expect([rows.at(2501)?.id, rows.total]).toEqual([2500, 5001]);
    expect(shifts).toEqual([[0, 1]]);
  });

  it('comes last where the oldest are first', async () => {
    await open(idsFrom(1, 50), {}, 'oldest');
    log.change(anEntry(51, { state: 'sending' }));
    expect([rows.at(50)?.id, rows.total, shifts]).toEqual([51, 51, [[50, 1]]]);
  });

  it('leaves a filter that it does not match any more, and comes into one that it does', async () => {
    await open(idsFrom(1, 5), { outcomes: ['accepted'] });
    log.change(anEntry(6, { state: 'sending' }));
    expect(rows.total).toBe(5);
    log.change(anEntry(6));
    expect(idsAt(0, 1)).toEqual([6, 5]);
    log.change(anEntry(3, { state: 'rejected' }));
    expect(idsAt(0, 4)).toEqual([6, 5, 4, 2, 1]);
  });

  it('is not lost, nor told twice, while a page is on its way', async () => {
    await open(idsFrom(1, 500));
    rows.view(80, 99);
    log.change(anEntry(501, { state: 'sending' }));
    log.change(anEntry(501));
    await log.answerAll();
    expect(idsAt(0, 1)).toEqual([501, 500]);
    expect(rows.at(0)?.state).toBe('accepted');
    expect(idsAt(98, 102)).toEqual([403, 402, 401, 400, 399]);
  });

  it('is not turned back by news that come late', async () => {
    await open(idsFrom(1, 5));
    log.tell(anEntry(5, { state: 'sending' }));
    expect(rows.at(0)?.state).toBe('accepted');
  });

  it('does not make an old entry that is looked into a new one', async () => {
    await open(idsFrom(1, 5000), {}, 'oldest');
    count(5000);
    log.change(anEntry(4000, { state: 'rejected' }));
    expect([rows.total, shifts]).toEqual([5000, []]);
  });
});

describe('what happens while nobody sees it', () => {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(idsFrom(1, 500));
    count(500);
    rows.isHidden = true;
    log.change(anEntry(501, { state: 'sending' }));
    log.change(anEntry(501));
    log.change(anEntry(502));
  });

  it('comes a little later, all at once', () => {
    expect(rows.at(0)?.id).toBe(500);
    vi.advanceTimersByTime(500);
    expect([idsAt(0, 2), rows.at(1)?.state, rows.total]).toEqual([[502, 501, 500], 'accepted', 502]);
    log.change(anEntry(503));
    vi.advanceTimersByTime(500);
    expect(rows.at(0)?.id).toBe(503);
  });

  it('is there as soon as somebody looks, and from then on at once', () => {
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

  it('what is new is asked for, gathered, and put in its place', async () => {
    log.change(anEntry(501, { state: 'sending', customerKey: 'ck5-new' }));
    log.change(anEntry(502, { state: 'sending', customerKey: 'other' }));
    log.change(anEntry(503, { state: 'sending', customerKey: 'CK5' }));
    expect(log.asked).toHaveLength(1);
    vi.runAllTimers();
    await log.answerAll();
    expect(log.asked).toHaveLength(2);
    expect(idsAt(0, 3)).toEqual([503, 5, 501, 500]);
    expect(rows.total).toBe(14);
    expect(shifts).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('what is settled changes in place at once', () => {
    log.change(anEntry(50, { state: 'rejected' }));
    expect(rows.at(rows.rowOf(50) ?? -1)?.state).toBe('rejected');
  });
});

describe('when the log was changed', () => {
  it('what is in view stays, wherever it is now', async () => {
    await open(idsFrom(1, 5000), {}, 'oldest');
    count(5000);
    rows.view(2500, 2520);
    await log.answerAll();
    const first = rows.at(2500)?.id;
    log.entries = log.entries.filter(({ id }) => id > 10);
    count(4990);
    log.tellAll();
    await log.answerAll();
    expect(shifts).toEqual([[0, -10]]);
    expect([rows.at(2490)?.id, rows.generation]).toEqual([first, 1]);
  });

  it('and is empty now, it says so', async () => {
    await open(idsFrom(1, 5000));
    count(5000);
    rows.view(2500, 2520);
    await log.answerAll();
    log.entries = [];
    count(0);
    log.tellAll();
    await log.answerAll();
    expect([rows.total, rows.empty, rows.counted]).toEqual([0, true, true]);
  });
});

it('tells how much the search does not know yet, and looks until it does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await open([1]);
  log.waiting = 1200;
  rows.show({ filter: { ...noFilter, search: 'x' }, order: 'newest' });
  await log.answerAll();
  expect([rows.waiting, rows.total, rows.counted]).toEqual([1200, 0, false]);
  log.waiting = 0;
  log.entries.push(anEntry(2, { customerKey: 'x' }));
  vi.runOnlyPendingTimers();
  await log.answerAll();
  expect([rows.waiting, rows.at(0)?.id, rows.total, rows.counted]).toEqual([0, 2, 1, true]);
  vi.runOnlyPendingTimers();
  expect(log.waitingAnswers).toBe(0);
});

it('asks no more once it has stopped', async () => {
  await open(idsFrom(1, 500));
  stop();
  rows.view(300, 320);
  expect(log.waitingAnswers).toBe(0);
});
