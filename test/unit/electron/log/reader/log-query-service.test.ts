import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { noFilter, type LogFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import type { LogQueryService } from '../../../../../electron/log/reader/log-query-service.ts';
import { acme, at, logFile, newEntry, openLog, storedOutcome, pressOf } from '../a-log.ts';
import { damageIndex, found, logWithReader, queryOf, reading, send, walked } from '../a-reader.ts';
import { fillLog } from '../many-entries.ts';

describe('the whole log', () => {
  test('is empty at first', async () => {
    const { reader } = logWithReader();
    expect(await reader.page(queryOf({}))).toEqual({ entries: [], next: null, waiting: 0 });
    expect(await reader.overview({ filter: noFilter, activity: true }, () => undefined)).toMatchObject({ total: 0, activity: null });
    expect(reader.choices()).toEqual({ accounts: [], presets: [], lists: [], templates: [] });
  });

  test('is read in either order, from any row, without gaps and duplicates', async () => {
    const { log, reader } = logWithReader();
    const ids = Array.from({ length: 23 }, (_, n) => send(log, { key: `ck${n}` }));
    const newest = [...ids].reverse();
    for (const limit of [1, 7, 23, 100]) {
      expect(await walked(reader, {}, 'oldest', limit)).toEqual(ids);
      expect(await walked(reader, {}, 'newest', limit)).toEqual(newest);
    }
    expect(await found(reader, {}, { start: { at: 'row', row: 5 }, limit: 3 })).toEqual(newest.slice(5, 8));
    expect(await found(reader, {}, { start: { at: 'row', row: 20 }, limit: 100, order: 'oldest' })).toEqual(ids.slice(20));
    expect(await found(reader, {}, { start: { at: 'row', row: 23 } })).toEqual([]);
  });

  test('has every row at its number, also with a filter and a search', async () => {
    const { log, reader } = logWithReader();
    for (let n = 0; n < 60; n += 1) {
      send(log, {
        key: n % 3 === 0 ? 'ck1' : `ck1${n}`,
        list: n % 2 === 0 ? 'Orders' : 'Notices',
        outcome: n % 5 === 0 ? 'rejected' : 'accepted',
      });
    }
    const filters: Partial<LogFilter>[] = [
      {},
      { lists: ['Orders'] },
      { search: 'ck1' },
      { search: 'ck1', outcomes: ['rejected'] },
      { from: at, to: at + 1 },
    ];
    for (const filter of filters) {
      for (const order of ['newest', 'oldest'] as const) {
        const all = await walked(reader, filter, order, 7);
        expect(all.length).toBeGreaterThan(3);
        for (const row of all.keys())
          expect(await found(reader, filter, { order, start: { at: 'row', row }, limit: 2 })).toEqual(all.slice(row, row + 2));
      }
    }
  });
});

describe('filters', () => {
  test('work one by one, and all together', async () => {
    const { log, reader } = logWithReader();
    const one = send(log, { account: 'a', preset: 'p', list: 'Orders', template: 'T1', outcome: 'accepted', at });
    const two = send(log, { account: 'b', preset: 'q', list: 'Notices', template: 'T2', outcome: 'unknown', at: at + 1000 });
    const three = send(log, { account: 'b', list: 'Orders', template: 'T2', outcome: 'rejected', at: at + 2000 });
    const { id: four } = log.begin(newEntry({ account: { ...acme, kind: 'test' }, at: at + 3000, message: { list: 'Orders' } }));
    const expected: [Partial<LogFilter>, number[]][] = [
      [{}, [four, three, two, one]],
      [{ outcomes: ['accepted'] }, [one]],
      [{ outcomes: ['sending'] }, [four]],
      [{ outcomes: ['unknown', 'rejected'] }, [three, two]],
      [{ accounts: ['b'] }, [three, two]],
      [{ kinds: ['test'] }, [four]],
      [{ kinds: ['practice'] }, []],
      [{ presets: ['p', 'q'] }, [two, one]],
      [{ lists: ['Orders'] }, [four, three, one]],
      [{ lists: ['orders'] }, []],
      [{ lists: ['Nowhere'] }, []],
      [{ templates: ['T2'] }, [three, two]],
      [{ lists: ['Orders'], templates: ['T2'] }, [three]],
      [{ from: at + 1000 }, [four, three, two]],
      [{ to: at + 1000 }, [one]],
      [{ from: at + 1000, to: at + 2000, accounts: ['b'] }, [two]],
      [{ from: at + 5000 }, []],
      [{ search: 'orders', outcomes: ['rejected'], from: at }, [three]],
    ];
    for (const [filter, ids] of expected) {
      expect(await found(reader, filter), JSON.stringify(filter)).toEqual(ids);
      const overview = await reader.overview({ filter: { ...noFilter, ...filter }, activity: true }, () => undefined);
      expect(overview.total, JSON.stringify(filter)).toBe(ids.length);
    }
  });

  test('by time are exact, whatever the clock did', async () => {
    const { log, reader } = logWithReader();
    const day = 86_400_000;
    const times = [0, 3 * day, -2 * day, 5 * day, day, 5 * day - 1, 0];
    const ids = times.map((time) => send(log, { at: at + time }));
    for (const [from, to] of [
      [0, 1],
      [-3 * day, 0],
      [day, 5 * day],
      [5 * day, 6 * day],
    ] as const) {
      const within = ids.filter((_, n) => (times[n] ?? 0) >= from && (times[n] ?? 0) < to).reverse();
      expect(await found(reader, { from: at + from, to: at + to })).toEqual(within);
      expect(await found(reader, { search: 'ck10', from: at + from, to: at + to })).toEqual(within);
    }
  });

  test('match an account and a preset by id, under all their names', async () => {
    const { log, reader } = logWithReader();
    for (const name of ['Old', 'New', 'Newest']) log.begin(newEntry({ account: { ...acme, name }, presetId: 'p', presetName: name }));
    log.begin(newEntry({ account: { ...acme, id: 'other', name: 'New' } }));
    expect(await found(reader, { accounts: ['acme'] })).toEqual([3, 2, 1]);
    expect(await found(reader, { presets: ['p'] })).toEqual([3, 2, 1]);
    expect(reader.choices()).toMatchObject({
      accounts: [
        { key: 'other', label: 'New' },
        { key: 'acme', label: 'Newest' },
      ],
      presets: [{ key: 'p', label: 'Newest' }],
    });
  });
});

describe('the overview', () => {
  const counted = async (reader: LogQueryService, filter: Partial<LogFilter> = {}) =>
    reader.overview({ filter: { ...noFilter, ...filter }, activity: true }, () => undefined);

  test('counts by outcome and over time, with a search as without', async () => {
    const { log, reader } = logWithReader();
    const start = new Date(2026, 5, 1, 12).getTime();
    const day = 86_400_000;
    for (let n = 0; n < 40; n += 1) send(log, { at: start + n * day, outcome: n % 4 === 0 ? 'rejected' : 'accepted', key: `ck${n}` });
    for (const filter of [{}, { search: 'ck' }, { lists: ['Orders'] }, { search: 'orders', from: start }]) {
      const { total, counts, activity } = await counted(reader, filter);
      expect([total, counts.accepted, counts.rejected, counts.unknown]).toEqual([40, 30, 10, 0]);
      expect(activity?.unit).toBe('day');
      expect(activity?.bars).toHaveLength(40);
      expect(activity?.bars.map(({ counts: { accepted, rejected } }) => accepted + rejected)).toEqual(Array(40).fill(1));
      expect(activity?.bars[0]).toMatchObject({ from: new Date(2026, 5, 1).getTime(), to: new Date(2026, 5, 2).getTime() });
    }
    // What is found lies close together, so it is shown finer.
    expect((await counted(reader, { search: 'ck7' })).activity?.unit).toBe('hour');
    expect((await counted(reader, { from: start + day, to: start + 2 * day })).activity).toMatchObject({ unit: 'hour', bars: [{}] });
  });

  test('leaves out the activity where it is not requested', async () => {
    const { log, reader } = logWithReader();
    send(log);
    expect(await reader.overview({ filter: noFilter, activity: false }, () => undefined)).toMatchObject({ total: 1, activity: null });
  });

  test('counts many matches of a search like as many without one', async () => {
    const file = logFile();
    const hour = 3_600_000;
    fillLog(file, 21_000, (id) => at + id * hour);
    const reader = reading(file);
    while (reader.catchUp());
    const all = await counted(reader);
    expect(all.activity?.bars.length).toBeGreaterThan(20);
    expect(all.total).toBe(21_000);
    expect(await counted(reader, { search: 'ck' })).toEqual(all);
    const period = { from: at + 20 * hour, to: at + 20_500 * hour };
    expect(await counted(reader, { search: 'orders', ...period })).toEqual(await counted(reader, period));
  }, 60_000);

  test('counts each of many matches once, whether a name has the word, a text has it, or both', async () => {
    const file = logFile();
    fillLog(file, 21_000, (id) => at + id * 1000);
    const log = openLog(file);
    send(log, { list: 'Other', key: 'orders-1' });
    send(log, { list: 'Other', campaign: 'Orders in spring' });
    send(log, { list: 'Other', body: 'no such orders' });
    send(log, { list: 'Orders', key: 'orders-2', campaign: 'Orders in spring', body: 'orders' });
    send(log, { list: 'Orders', key: 'orders-3', outcome: 'rejected' });
    send(log, { list: 'Other', key: 'another' });
    const reader = reading(file);
    while (reader.catchUp());
    const { counts, total } = await counted(reader, { search: 'orders' });
    expect(total).toBe(21_005);
    expect(counts.rejected).toBe((await counted(reader, { outcomes: ['rejected'], search: 'orders' })).total);
    expect((await counted(reader, { outcomes: ['accepted'], search: 'orders' })).total).toBe(counts.accepted);
    expect((await counted(reader, { lists: ['Other'], search: 'orders' })).total).toBe(3);
    expect((await counted(reader, { lists: ['Orders'], search: 'orders' })).total).toBe(21_002);
  }, 60_000);

  test('counts every outcome of a search, however many other values there are', async () => {
    const { log, reader } = logWithReader();
    for (let n = 0; n < 300; n += 1) send(log, { campaign: `campaign ${n}`, body: 'hello' });
    for (let n = 0; n < 7; n += 1) send(log, { outcome: 'rejected', body: 'hello', campaign: 'last' });
    expect(await counted(reader, { search: 'hello' })).toMatchObject({ total: 307, counts: { accepted: 300, rejected: 7 } });
    expect(await counted(reader, { search: 'last' })).toMatchObject({ total: 7, counts: { accepted: 0, rejected: 7 } });
    expect(await counted(reader, { search: 'ck1042' })).toMatchObject({ total: 307 });
  });

  test('ends when the check throws', async () => {
    const { log, reader } = logWithReader();
    send(log);
    const stop = () => {
      throw new Error('enough');
    };
    await expect(reader.overview({ filter: noFilter, activity: true }, stop)).rejects.toThrow('enough');
  });
});

describe('the index', () => {
  test('follows every change at once', async () => {
    const { log, reader } = logWithReader();
    const { id } = log.begin(newEntry());
    expect(await found(reader, { outcomes: ['sending'] })).toEqual([id]);
    log.storeOutcome(pressOf(log, id), storedOutcome({ outcome: 'unknown', cause: 'timeout', errorText: 'timed out' }));
    expect(await found(reader, { outcomes: ['sending'] })).toEqual([]);
    expect(await found(reader, { search: 'timed', outcomes: ['unknown'] })).toEqual([id]);
    log.resolve(id, { at, by: 'person', outcome: 'accepted', cause: 'person', hint: '', sentence: 'Accepted.', note: '' });
    expect(await found(reader, { outcomes: ['unknown'] })).toEqual([]);
    expect(await found(reader, { search: 'timed', outcomes: ['accepted'] })).toEqual([id]);
  });

  test('no longer has removed entries', async () => {
    const { log, reader, file } = logWithReader();
    const ids = [send(log), send(log), send(log)];
    expect(await found(reader, { search: 'ck1042' })).toEqual([...ids].reverse());
    const database = openDatabase(file);
    database.prepare('DELETE FROM entry WHERE id = ?').run(ids[1] ?? 0);
    database.close();
    expect(await found(reader, { search: 'ck1042' })).toEqual([ids[2], ids[0]]);
    expect(await found(reader, {})).toEqual([ids[2], ids[0]]);
    expect(await reader.overview({ filter: noFilter, activity: false }, () => undefined)).toMatchObject({ total: 2 });
  });

  test('continues where it was when the log is opened again, and when change rows are deleted', async () => {
    const { log, reader, file } = logWithReader();
    send(log);
    await found(reader, { search: 'ck1042' });
    const seq = reader.seq;
    expect(seq).toBeGreaterThan(2);
    expect(log.forgetChanges(seq)).toBe(false);
    reader.close();
    const again = reading(file);
    expect(again.catchUp()).toBe(false);
    expect(again.seq).toBe(seq);
    send(log);
    expect(await found(again, { search: 'ck1042' })).toEqual([2, 1]);
  });

  test('is built again where it is missing, damaged or of another log', async () => {
    const { log, reader, file } = logWithReader();
    send(log);
    await found(reader, { search: 'ck1042' });
    reader.close();
    const indexFile = file.replace('log.sqlite', 'log-index.sqlite');
    for (const spoil of [
      () => renameSync(indexFile, `${indexFile}.gone`),
      () => writeFileSync(indexFile, 'no database at all'.repeat(500)),
      () => damageIndex(indexFile),
      () => {
        const other = logWithReader();
        send(other.log, { key: 'elsewhere' });
        other.reader.catchUp();
        other.reader.close();
        renameSync(other.file.replace('log.sqlite', 'log-index.sqlite'), indexFile);
      },
    ]) {
      spoil();
      const again = reading(file);
      expect(await found(again, { search: 'ck1042' })).toEqual([1]);
      expect(await found(again, { search: 'elsewhere' })).toEqual([]);
      again.close();
    }
  });

  test('is built again where somebody removes it while it is used', async () => {
    const { log, reader, file } = logWithReader();
    send(log);
    await found(reader, { search: 'ck1042' });
    const indexFile = file.replace('log.sqlite', 'log-index.sqlite');
    for (const end of ['', '-wal', '-shm']) rmSync(indexFile + end, { force: true });
    expect(await found(reader, { search: 'ck1042' })).toEqual([1]);
    expect(existsSync(indexFile)).toBe(true);
  });

  test('of a large older log is built in parts, and reports how much is missing', async () => {
    const file = logFile();
    fillLog(file, 10_000);
    const reader = reading(file);
    const page = await reader.page(queryOf({}));
    expect(page.entries).toHaveLength(100);
    expect(page.waiting).toBeGreaterThan(5000);
    let message = 0;
    while (reader.catchUp()) message += 1;
    expect(message).toBeGreaterThan(4);
    expect(await reader.page(queryOf({ search: 'ck1500' }))).toMatchObject({ entries: [{ customerKey: 'ck1500' }], waiting: 0 });
  });
});

test('a missing log is an error, and is not created', async () => {
  const file = logFile();
  await expect(reading(file).page(queryOf({}))).rejects.toThrow('not there');
  expect(existsSync(file)).toBe(false);
});

test('another log in the place of the first one is noticed', async () => {
  const { log, reader, file } = logWithReader();
  send(log, { key: randomUUID() });
  await found(reader, { outcomes: ['accepted'] });
  log.close();
  for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, `${file}.away${end}`);
  const other = openLog(file);
  send(other, { key: 'new' });
  send(other, { key: 'new too' });
  expect((await reader.page(queryOf({ outcomes: ['accepted'] }))).entries.map(({ customerKey }) => customerKey)).toEqual([
    'new too',
    'new',
  ]);
});
