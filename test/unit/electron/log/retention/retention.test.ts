import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { Seeded } from '../../../../bench/seeded.ts';
import { logFile } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';
import { behindFrom, bench, daily, dayMs, idsIn, keepAll, megabytes, now, withBody } from './a-retention.ts';

test('without limits nothing is removed', async () => {
  const { log, retention, changed } = bench(daily(20), {});
  await retention.run();
  expect([idsIn(log).length, withBody(log).length, changed()]).toEqual([20, 20, 0]);
});

test('entries that the guard against sending twice needs stay, whatever the limits', async () => {
  for (const limit of [{ keepEntriesDays: 2 }, { keepEntriesMegabytes: 1 }]) {
    const file = daily(600);
    const { log, retention, agree } = bench(file, { ...limit, duplicateHours: 24 * 590 });
    expect(await retention.forecast({ ...keepAll, ...limit })).toEqual({ ok: true, value: { entries: 10, bodies: 0 } });
    await agree();
    await retention.run();
    expect(idsIn(log)).toHaveLength(590);
    expect(idsIn(log).at(-1)).toBe(11);
  }
});

test('a run ends when the rules change, before it removes anything more', async () => {
  const rules = { keepEntriesDays: 10 };
  const { log, retention, agree, changed } = bench(daily(600), rules);
  await agree();
  const running = retention.run();
  await expect.poll(() => idsIn(log).length).toBeLessThan(600);
  rules.keepEntriesDays = 0;
  retention.settingsChanged();
  const left = idsIn(log).length;
  await running;
  expect(idsIn(log)).toHaveLength(left);
  expect(left).toBeGreaterThan(10);
  // The entries that were removed are reported anyway.
  expect(changed()).toBe(1);
});

test('without a log nothing happens, and none is created', async () => {
  const file = daily(3);
  const { log, retention } = bench(file, { keepEntriesDays: 1 });
  log.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  await retention.run();
  expect(await retention.forecast({ ...keepAll, keepEntriesDays: 1 })).toMatchObject({ ok: false, error: { code: 'logNotReadable' } });
  expect(existsSync(file)).toBe(false);
});

describe('by age', () => {
  test('entries are removed with their history, except those that are unknown or under way', async () => {
    const file = daily(40, { 3: 'unknown', 5: 'sending' });
    const { log, retention, agree, changed } = bench(file, { keepEntriesDays: 10 });
    expect(await retention.forecast({ ...keepAll, keepEntriesDays: 10 })).toEqual({ ok: true, value: { entries: 28, bodies: 0 } });
    await agree();
    await retention.run();
    expect(idsIn(log)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 5, 3]);
    expect(changed()).toBe(1);
    const database = openDatabase(file);
    expect(database.prepare('SELECT entry_id FROM settlement').all()).toEqual([expect.objectContaining({ entry_id: 40 })]);
    database.close();
  });

  test('the bodies of the newest stay if the clock was behind when they were pressed', async () => {
    const { log, retention, agree } = bench(behindFrom(daily(40), 38), { keepBodiesDays: 10 });
    expect(await retention.forecast({ ...keepAll, keepBodiesDays: 10 })).toEqual({ ok: true, value: { entries: 0, bodies: 30 } });
    await agree();
    await retention.run();
    expect(withBody(log)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31]);
  });

  test('entries that were pressed while the clock was behind are removed in their order, not as if they were old', async () => {
    const file = behindFrom(daily(40), 31, 36);
    const { log, retention, clock, agree } = bench(file, { keepEntriesDays: 20 });
    await agree();
    await retention.run();
    expect(idsIn(log)).toEqual(Array.from({ length: 20 }, (_, n) => 40 - n));
    clock.wall = clock.steady = clock.sure = now + 16 * dayMs;
    await agree();
    await retention.run();
    expect(idsIn(log)).toEqual([40, 39, 38, 37]);
  });

  test.each([{ keepEntriesDays: 365 }, { keepEntriesMegabytes: 1 }])(
    'the newest entries stay where the clock was behind for all of them, by what the ledger knows: %o',
    async (limit) => {
      const { log, retention, agree, guarded } = bench(behindFrom(daily(600), 1), { ...limit, duplicateHours: 24 });
      guarded.from = 11;
      await agree();
      await retention.run();
      expect(idsIn(log)).toEqual(Array.from({ length: 590 }, (_, n) => 600 - n));
    },
  );

  test.each([1, 2, 3, 4, 5, 6])('wrong times of some entries do not affect the others (seed %i)', async (seed) => {
    const random = new Seeded(seed);
    const file = daily(120);
    const wrong = new Set<number>();
    const database = openDatabase(file);
    for (let id = 1 + random.whole(0, 20); id <= 120; id += random.whole(12, 40)) {
      const last = id + random.whole(0, 9);
      const isAhead = random.chance(0.3);
      for (let one = id; isAhead && one <= last; one++) wrong.add(one);
      const moment = isAhead ? now + random.whole(1, 900) * dayMs : now - random.whole(400, 4000) * dayMs;
      database.exec(`UPDATE entry SET at = ${moment} + id WHERE id BETWEEN ${id} AND ${last}`);
    }
    database.close();
    const { log, retention, agree } = bench(file, { keepEntriesDays: 60 });
    await agree();
    await retention.run();
    // The clock was wrong for at most ten entries: the last 50 are certainly younger, and the first 59 older, except those in the future.
    const left = idsIn(log);
    expect(left.filter((id) => id > 70)).toEqual(Array.from({ length: 50 }, (_, n) => 120 - n));
    expect(left.filter((id) => id < 60 && !wrong.has(id))).toEqual([]);
  });

  test('bodies are removed, and the rest of their entries stays', async () => {
    const { log, retention, agree } = bench(daily(40, { 3: 'unknown' }), { keepBodiesDays: 10 });
    const before = log.entry(20);
    expect(await retention.forecast({ ...keepAll, keepBodiesDays: 10 })).toEqual({ ok: true, value: { entries: 0, bodies: 29 } });
    await agree();
    await retention.run();
    expect(idsIn(log)).toHaveLength(40);
    expect(withBody(log)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 3]);
    const after = log.entry(20);
    expect(before.ok && after.ok && after.value).toEqual(before.ok && { ...before.value, responseBody: null, bodyRemovedAt: now });
  });
});

describe('by size', () => {
  test('the oldest entries are removed until the rest fits, and the file gets shorter', async () => {
    const file = daily(1500, { 2: 'unknown' });
    const { log, retention, agree } = bench(file, { keepEntriesMegabytes: 2 });
    expect(megabytes(log)).toBeGreaterThan(3);
    const before = statSync(file).size;
    await agree();
    await retention.run();
    const left = idsIn(log);
    expect(megabytes(log)).toBeLessThanOrEqual(2);
    expect(megabytes(log)).toBeGreaterThan(1.5);
    expect(left.at(-1)).toBe(2);
    expect(left.slice(0, -1)).toEqual(Array.from({ length: left.length - 1 }, (_, n) => 1500 - n));
    log.close();
    expect(statSync(file).size).toBeLessThan(before * 0.75);
  });

  test('the oldest bodies are removed until the rest fits', async () => {
    const { log, retention, agree } = bench(daily(1000, { 2: 'unknown' }), { keepBodiesMegabytes: 1 });
    await agree();
    await retention.run();
    const kept = withBody(log);
    const bytes = kept.filter((id) => id !== 2).map((id) => `${id} `.repeat(id % 7 === 0 ? 3000 : 40).length);
    const sum = bytes.reduce((total, length) => total + length, 0);
    expect(sum).toBeLessThanOrEqual(1024 * 1024);
    expect(sum).toBeGreaterThan(1024 * 1024 - 16_000);
    expect(kept.slice(0, -1)).toEqual(Array.from({ length: kept.length - 1 }, (_, n) => 1000 - n));
    expect(kept.at(-1)).toBe(2);
  });
});

test('nothing is done while something is being sent', async () => {
  let sending = true;
  let asked = 0;
  const { log, retention, agree } = bench(daily(20), { keepEntriesDays: 5 }, () => {
    asked += 1;
    return !sending;
  });
  await agree();
  const run = retention.run();
  await expect.poll(() => asked).toBeGreaterThan(1);
  expect(idsIn(log)).toHaveLength(20);
  sending = false;
  await run;
  expect(idsIn(log)).toHaveLength(5);
});

test('the free pages of an older log are reclaimed as well', async () => {
  const file = logFile();
  const old = openDatabase(file);
  old.exec('PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM');
  old.close();
  expect(readFileSync(file).readUInt32BE(64)).toBe(0);
  fillLog(file, 300);
  const { log, retention, agree } = bench(file, { keepEntriesDays: 5 });
  const before = statSync(file).size;
  await agree();
  await retention.run();
  log.close();
  expect(statSync(file).size).toBeLessThan(before / 3);
});
