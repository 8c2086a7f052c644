/** Removals by the log's limits that a person has to confirm. */
import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Seeded } from '../../../../bench/seeded.ts';
import { bench, change, daily, dayMs, idsIn, megabytes, sized, withBody } from './a-retention.ts';

describe('more than a fifth of the log', () => {
  test('stays until a person confirms the removal, with its amount', async () => {
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

  test('is not removed by a confirmation of a smaller amount, or of other limits', async () => {
    const rules = { keepEntriesDays: 150 };
    const { log, retention, agree } = bench(daily(300), rules);
    expect(await retention.confirm({ entries: 10, bodies: 0 })).toMatchObject({ ok: false, error: { code: 'retention.moreNow' } });
    await agree();
    rules.keepEntriesDays = 100;
    await retention.run();
    expect(idsIn(log)).toHaveLength(300);
  });

  test('needs a confirmation for bodies as well', async () => {
    const { log, retention } = bench(daily(20), { keepBodiesDays: 10 });
    await retention.run();
    expect([withBody(log).length, retention.question()?.bodies]).toEqual([20, 10]);
  });

  test('by size, if old entries are small and new ones large', async () => {
    const file = sized(1000, (n) => (n < 900 ? null : 110_000));
    const { log, retention } = bench(file, { keepEntriesMegabytes: 10, duplicateHours: 24 });
    await retention.run();
    expect(idsIn(log)).toHaveLength(1000);
    expect(retention.question()?.entries).toBeGreaterThan(850);
  });

  test.each([
    ['response headers', `answer_headers = '[["set-cookie","' || hex(randomblob(4000)) || '"]]'`],
    ['addresses', `url = url || hex(randomblob(4000))`],
    ['sentences', `sentence = hex(randomblob(4000))`],
  ])('by size, if the new ones have long %s', async (_, set) => {
    const file = sized(3000, () => null);
    change(file, `UPDATE entry SET ${set} WHERE id > 2700`);
    const { log, retention } = bench(file, { keepEntriesMegabytes: 3 });
    await retention.run();
    expect([idsIn(log).length, retention.question()?.entries]).toEqual([3000, expect.any(Number)]);
    expect(retention.question()?.entries).toBeGreaterThan(600);
  });

  test('by size, in several smaller runs, if an estimate is too low', async () => {
    const file = sized(3000, () => null);
    // Keys are in indexes as well, which estimates don't include.
    change(file, `UPDATE entry SET customer_key = hex(randomblob(1500)) || id WHERE id > 2700`);
    const limit = Math.floor(statSync(file).size / 1024 / 1024);
    const { log, retention, agree } = bench(file, { keepEntriesMegabytes: limit });
    for (let runs = 0; runs < 6; runs++) await retention.run();
    const left = idsIn(log).length;
    expect([left >= 2400, left < 3000, megabytes(log) > limit]).toEqual([true, true, true]);
    const question = retention.question();
    expect(question).not.toBeNull();
    await agree();
    await retention.run();
    const agreedLeft = idsIn(log).length;
    expect(left - agreedLeft).toBeLessThanOrEqual((question?.entries ?? 0) * 1.05 + 20);
    // The confirmed removal wasn't enough.
    for (let runs = 0; runs < 3; runs++) await retention.run();
    expect([idsIn(log).length, megabytes(log) > limit, retention.question() === null]).toEqual([agreedLeft, true, false]);
  });

  test.each([1, 2, 3, 4, 5, 6])('by size, no more is removed than was confirmed, whatever the sizes (seed %i)', async (seed) => {
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

  test('less than that is removed without a question, and reported if it is unusual', async () => {
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
  test('by 400 days removes nothing, and reports that, until a person confirms it', async () => {
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

  test('does not keep entries that are too old by any clock', async () => {
    const { log, retention, clock } = bench(daily(20), { keepEntriesDays: 17 });
    clock.wall += 400 * dayMs;
    await retention.run();
    expect(idsIn(log)).toHaveLength(17);
    expect(retention.question()).toMatchObject({ clockAheadDays: 400 });
  });
});
