import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BackgroundQuery } from '../../../../../electron/log/background-query.ts';
import { openDatabase } from '../../../../../electron/log/database.ts';
import type { LogAccess } from '../../../../../electron/log/log-access.ts';
import type { RemovalQuestion } from '../../../../../electron/log/retention/removal-question.ts';
import type { KeepRules } from '../../../../../electron/log/retention/retention-policy.ts';
import { Retention } from '../../../../../electron/log/retention/retention.ts';
import { Seeded } from '../../../../bench/seeded.ts';
import { testChildren } from '../../child/children-for-tests.ts';
import { logFile, openAccess } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const dayMs = 24 * 60 * 60 * 1000;
const now = 1_800_000_000_000;
const keepAll: KeepRules = { keepEntriesDays: 0, keepEntriesMegabytes: 0, keepBodiesDays: 0, keepBodiesMegabytes: 0 };

/** Entry n of `count` was pressed `count - n` days and a bit ago. Those in `states` are in another state than accepted. */
function daily(count: number, states: Readonly<Record<number, string>> = {}): string {
  const file = logFile();
  fillLog(file, count);
  const database = openDatabase(file);
  database.exec(`UPDATE entry SET at = ${now} - (${count} - id) * ${dayMs} - 1000`);
  for (const [id, state] of Object.entries(states)) database.exec(`UPDATE entry SET state = '${state}' WHERE id = ${id}`);
  database.close();
  return file;
}

/** Entries from the first one to the last one were pressed while the clock was years behind. */
function behindFrom(file: string, first: number, last = 9999): string {
  const database = openDatabase(file);
  database.exec(`UPDATE entry SET at = ${now} - 2000 * ${dayMs} + id WHERE id BETWEEN ${first} AND ${last}`);
  database.close();
  return file;
}

/** As `daily`, with bodies of so many bytes. */
function sized(count: number, bytesOf: (n: number) => number | null): string {
  const file = daily(count);
  const database = openDatabase(file);
  const set = database.prepare('UPDATE entry SET answer_body = CASE WHEN ? THEN randomblob(?) END, request_body = NULL WHERE id = ?');
  database.exec('BEGIN');
  for (let n = 0; n < count; n += 1) set.run(bytesOf(n) === null ? 0 : 1, bytesOf(n) ?? 0, n + 1);
  database.exec('COMMIT; VACUUM');
  database.close();
  return file;
}

function bench(file: string, rules: Partial<KeepRules> & { duplicateHours?: number }, idle = () => true) {
  const { log } = openAccess(file);
  const children = testChildren();
  let changed = 0;
  const notices: string[] = [];
  const questions: (RemovalQuestion | null)[] = [];
  /** The computer's clock, and what can be sure of it. */
  const clock = { wall: now, steady: now, sure: now };
  /** From this entry on the ledger can't be sure that the window of the guard has passed. */
  const guarded: { from: number | null } = { from: null };
  const retention = new Retention({
    log,
    openQuery: () => new BackgroundQuery(file, children.start),
    rules: () => ({ ...keepAll, duplicateHours: 0, ...rules }),
    idle,
    now: () => clock.wall,
    changed: () => (changed += 1),
    ledger: {
      now: () => clock,
      confirmClock: () => (clock.steady = clock.wall),
      prune: () => false,
      recentFrom: () => guarded.from,
      removal: null,
    },
    notice: (sentence) => notices.push(sentence),
    asked: (question) => questions.push(question),
  });
  onTestFinished(() => {
    retention.close();
  });
  /** As a person does who sees the question. */
  const agree = async (): Promise<void> => {
    const forecast = await retention.forecast({ ...keepAll, ...rules });
    if (!forecast.ok) throw new Error(forecast.error.sentence);
    expect(await retention.confirm(forecast.value)).toEqual({ ok: true, value: null });
  };
  return { log, retention, changed: () => changed, notices, questions, clock, guarded, agree };
}

const idsIn = (log: LogAccess) => {
  const page = log.page({ before: null, limit: 5000 });
  return page.ok ? page.value.map(({ id }) => id) : [];
};
const withBody = (log: LogAccess) =>
  idsIn(log).filter((id) => {
    const entry = log.entry(id);
    return entry.ok && entry.value.answerBody !== null;
  });
const megabytes = (log: LogAccess) => {
  const size = log.size();
  return size.ok ? size.value.used / 1024 / 1024 : 0;
};

test('without limits nothing goes', async () => {
  const { log, retention, changed } = bench(daily(20), {});
  await retention.run();
  expect([idsIn(log).length, withBody(log).length, changed()]).toEqual([20, 20, 0]);
});

test('what the guard against sending twice looks at stays, whatever the limits say', async () => {
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

test('a run ends when other rules hold, before it removes anything more', async () => {
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
  // What is gone is told all the same.
  expect(changed()).toBe(1);
});

test('without a log nothing happens, and none is made', async () => {
  const file = daily(3);
  const { log, retention } = bench(file, { keepEntriesDays: 1 });
  log.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  await retention.run();
  expect(await retention.forecast({ ...keepAll, keepEntriesDays: 1 })).toMatchObject({ ok: false, error: { code: 'logNotReadable' } });
  expect(existsSync(file)).toBe(false);
});

describe('by age', () => {
  test('entries go with their history, but not what is unknown or on its way', async () => {
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

  test('the bodies of the newest stay where the clock was behind when they were pressed', async () => {
    const { log, retention, agree } = bench(behindFrom(daily(40), 38), { keepBodiesDays: 10 });
    expect(await retention.forecast({ ...keepAll, keepBodiesDays: 10 })).toEqual({ ok: true, value: { entries: 0, bodies: 30 } });
    await agree();
    await retention.run();
    expect(withBody(log)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31]);
  });

  test('entries that were pressed while the clock was behind go in their turn, not as if they were old', async () => {
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

  test.each([1, 2, 3, 4, 5, 6])('what the clock said of some of them changes nothing for the others (seed %i)', async (seed) => {
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
    // No clock was wrong for more than ten of them: the last 50 are younger in any case, and the first 59 older, but those of the future.
    const left = idsIn(log);
    expect(left.filter((id) => id > 70)).toEqual(Array.from({ length: 50 }, (_, n) => 120 - n));
    expect(left.filter((id) => id < 60 && !wrong.has(id))).toEqual([]);
  });

  test('bodies go, and all else of their entries stays', async () => {
    const { log, retention, agree } = bench(daily(40, { 3: 'unknown' }), { keepBodiesDays: 10 });
    const before = log.entry(20);
    expect(await retention.forecast({ ...keepAll, keepBodiesDays: 10 })).toEqual({ ok: true, value: { entries: 0, bodies: 29 } });
    await agree();
    await retention.run();
    expect(idsIn(log)).toHaveLength(40);
    expect(withBody(log)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 3]);
    const after = log.entry(20);
    expect(before.ok && after.ok && after.value).toEqual(before.ok && { ...before.value, answerBody: null, bodyRemovedAt: now });
  });
});

describe('by size', () => {
  test('the oldest entries go until the rest fits, and the file is shorter', async () => {
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

  test('the oldest bodies go until the rest fits', async () => {
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

test('a log that was made before gives its room back as well', async () => {
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

describe('more than a fifth of the log', () => {
  test('stays until a person has agreed, who is told how much it is', async () => {
    const { log, retention, notices, questions, agree } = bench(daily(20), { keepEntriesDays: 10 });
    await retention.run();
    expect(idsIn(log)).toHaveLength(20);
    const question = { entries: 10, bodies: 0, ofEntries: 20, ofBodies: 20, clockAheadDays: null };
    expect([retention.question(), questions]).toEqual([question, [question]]);
    expect(notices).toEqual([expect.stringContaining("The log's limits would remove 10 sends of 20 at once. Nothing is removed until")]);
    await agree();
    expect(questions).toEqual([question, null]);
    await retention.run();
    expect(idsIn(log)).toHaveLength(10);
    expect(notices.at(-1)).toContain("The log's limits removed 10 sends.");
  });

  test('is not agreed to by who was told of less, or of other limits', async () => {
    const rules = { keepEntriesDays: 150 };
    const { log, retention, agree } = bench(daily(300), rules);
    expect(await retention.confirm({ entries: 10, bodies: 0 })).toMatchObject({ ok: false, error: { code: 'retention.moreNow' } });
    await agree();
    rules.keepEntriesDays = 100;
    await retention.run();
    expect(idsIn(log)).toHaveLength(300);
  });

  test('of bodies, too', async () => {
    const { log, retention } = bench(daily(20), { keepBodiesDays: 10 });
    await retention.run();
    expect([withBody(log).length, retention.question()?.bodies]).toEqual([20, 10]);
  });

  test('by size, where old entries are small and new ones large', async () => {
    const file = sized(1000, (n) => (n < 900 ? null : 110_000));
    const { log, retention } = bench(file, { keepEntriesMegabytes: 10, duplicateHours: 24 });
    await retention.run();
    expect(idsIn(log)).toHaveLength(1000);
    expect(retention.question()?.entries).toBeGreaterThan(850);
  });

  test.each([1, 2, 3, 4, 5, 6])('by size, whatever takes how much: no more goes than was told (seed %i)', async (seed) => {
    const random = new Seeded(seed);
    const count = random.whole(300, 600);
    const sizes = Array.from({ length: count }, () => (random.chance(0.5) ? null : random.whole(0, random.chance(0.1) ? 200_000 : 20_000)));
    const file = sized(count, (n) => sizes[n] ?? null);
    const limit = Math.max(1, Math.floor((statSync(file).size / 1024 / 1024) * 0.8));
    const { log, retention, agree } = bench(file, { keepEntriesMegabytes: limit, duplicateHours: 24 });
    await retention.run();
    const unasked = count - idsIn(log).length;
    expect(unasked).toBeLessThanOrEqual(count / 5);
    const question = retention.question();
    if (question === null) return;
    expect(unasked).toBe(0);
    await agree();
    await retention.run();
    expect(count - idsIn(log).length).toBeLessThanOrEqual(question.entries * 1.05 + 20);
  });

  test('less than that goes by itself, and is told where it is unusual', async () => {
    const { log, retention, notices } = bench(daily(20), { keepEntriesDays: 17 });
    await retention.run();
    expect([idsIn(log).length, retention.question(), notices]).toEqual([
      17,
      null,
      [expect.stringContaining("The log's limits removed 3 sends.")],
    ]);
    const usual = bench(daily(20), { keepEntriesDays: 19 });
    await usual.retention.run();
    expect([idsIn(usual.log).length, usual.notices]).toEqual([19, []]);
  });
});

describe('a clock that is ahead', () => {
  test('of 400 days removes nothing, and says so, until a person says that it is right', async () => {
    const { log, retention, notices, clock } = bench(daily(20), { keepEntriesDays: 30 });
    clock.wall += 400 * dayMs;
    await retention.run();
    expect(idsIn(log)).toHaveLength(20);
    expect(retention.question()).toMatchObject({ entries: 20, clockAheadDays: 400 });
    expect(notices).toEqual([expect.stringContaining("This computer's clock is about 400 days ahead")]);
    expect(await retention.confirm({ entries: 20, bodies: 0 })).toEqual({ ok: true, value: null });
    expect(clock.steady).toBe(clock.wall);
    await retention.run();
    expect(idsIn(log)).toEqual([]);
  });

  test('keeps nothing from going that is too old by any clock', async () => {
    const { log, retention, clock } = bench(daily(20), { keepEntriesDays: 17 });
    clock.wall += 400 * dayMs;
    await retention.run();
    expect(idsIn(log)).toHaveLength(17);
    expect(retention.question()).toMatchObject({ clockAheadDays: 400 });
  });
});
