import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type LogDatabase } from '../../../electron/log/database/database.ts';
import { ResponseLog } from '../../../electron/log/store/response-log.ts';
import { noFilter } from '../../../electron/shared/domain/log-filter.ts';
import { indexLog, openReading } from '../../bench/index-log.ts';
import { makeLog } from '../../bench/many-sends.ts';

const entries = 8000;
let folder = '';
let database: LogDatabase;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keypost-many-'));
  makeLog(join(folder, 'one'), entries);
  database = openDatabase(join(folder, 'one', 'log.sqlite'));
}, 60_000);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const numbers = (sql: string): unknown[] => database.prepare(sql).asArrays().all().flat();

describe('a generated log', () => {
  it('has the requested number of entries, numbered in the order of time', () => {
    expect(numbers('SELECT count(*), min(id), max(id) FROM entry')).toEqual([entries, 1, entries]);
    expect(numbers('SELECT count(*) FROM entry a JOIN entry b ON b.id = a.id + 1 WHERE b.at < a.at')).toEqual([0]);
  });

  it('has the schema of the log, with all its indexes and triggers', () => {
    const empty = openDatabase(join(folder, 'empty.sqlite'));
    const schema = `SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name`;
    expect(numbers(schema)).toEqual(empty.prepare(schema).asArrays().all().flat());
    empty.close();
  });

  it('has typical outcomes, and few unknown ones', () => {
    const share = (state: string): number => Number(numbers(`SELECT count(*) FROM entry WHERE state = '${state}'`)[0]) / entries;
    expect(share('accepted')).toBeCloseTo(0.943, 2);
    expect(share('rejected')).toBeCloseTo(0.045, 2);
    expect(numbers(`SELECT count(*) FROM entry WHERE state = 'unknown'`)).toEqual([12]);
    expect(Number(numbers('SELECT count(*) FROM settlement')[0])).toBeGreaterThan(20);
  });

  it('has sends on working days', () => {
    const weekend = `SELECT count(*) FROM entry WHERE strftime('%w', at / 1000, 'unixepoch') IN ('0', '6')`;
    expect(Number(numbers(weekend)[0]) / entries).toBeLessThan(0.03);
  });

  it('can be read by Keypost, entry for entry', () => {
    const log = new ResponseLog(join(folder, 'one', 'log.sqlite'));
    const rejected = Number(numbers(`SELECT max(id) FROM entry WHERE state = 'rejected'`)[0]);
    expect(log.entry(rejected)).toMatchObject({ state: 'rejected', cause: 'answer', method: 'POST' });
    expect(log.entry(rejected).responseBody?.keptBytes).toBeGreaterThan(100);
    expect(log.page({ before: null, limit: 500 })).toHaveLength(500);
    log.close();
  });

  it('is the same for the same seed, and differs for another seed', () => {
    makeLog(join(folder, 'again'), 500, 7);
    makeLog(join(folder, 'same'), 500, 7);
    makeLog(join(folder, 'other'), 500, 8);
    const keys = (name: string): unknown[] => {
      const made = openDatabase(join(folder, name, 'log.sqlite'));
      const all = made.prepare('SELECT press_id, at, customer_key, url, answer_body FROM entry').asArrays().all();
      made.close();
      return all;
    };
    expect(keys('same')).toEqual(keys('again'));
    expect(keys('other')).not.toEqual(keys('again'));
  });

  it('can be indexed, and a search finds responses', async () => {
    indexLog(join(folder, 'one'));
    const reading = openReading(join(folder, 'one'));
    const filter = { ...noFilter, search: 'maintenance' };
    const page = await reading.page({ filter, order: 'newest', start: { at: 'top' }, limit: 100 });
    reading.close();
    expect(page.waiting).toBe(0);
    expect(page.entries.length).toBeGreaterThan(0);
    expect(page.entries.length).toBeLessThan(30);
  });
});
