/** "Ask WhatCounts" about a send that was pressed while the computer's clock was wrong. */
import { describe, expect, test } from 'vitest';
import { pressedAt, resolveBench, valueOf, withNeighbours, type ResolveBench } from './resolve-bench.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const host = 'mail.acme.example';
const ask = async (bench: ResolveBench, id: number) => valueOf(await bench.resolver.ask({ id, note: '' }));
const nowOf = ({ clock }: ResolveBench) => {
  clock.truly = pressedAt + hour;
};
const setClock = (bench: ResolveBench, ahead: number): void => {
  bench.clock.ahead = ahead;
};
/** The server's responses contain the true time. */
const recordServerTime = ({ ledger, clock }: ResolveBench): void => {
  ledger.sawServerTime(host, clock.truly);
};

describe.each([-400 * day, -20 * day, -8 * day, -2 * day, -5 * hour, 5 * hour, 2 * day, 20 * day, 400 * day])('by %i ms', (ahead) => {
  test.each([0, 1, 2])('is unclear when the clock is right again (%i events)', async (count) => {
    const bench = withNeighbours(resolveBench());
    recordServerTime(bench);
    setClock(bench, ahead);
    const { id } = bench.seed(0);
    setClock(bench, 0);
    for (let n = 0; n < count; n++) bench.event(3 + n);
    nowOf(bench);
    recordServerTime(bench);
    const report = await ask(bench, id);
    expect(report).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
    if (count === 0) expect(report.sentence).toContain("this computer's clock may have been wrong when you pressed Send");
  });

  test('is unclear when the clock is still wrong, as the response shows', async () => {
    const bench = resolveBench({
      respond: () => {
        recordServerTime(bench);
        return undefined;
      },
      deps: { now: () => pressedAt + hour + ahead },
    });
    withNeighbours(bench);
    setClock(bench, ahead);
    const { id } = bench.seed(0);
    nowOf(bench);
    expect((await ask(bench, id)).result).toBe('unclear');
  });
});

describe('a send of unknown date', () => {
  const undated = (): { bench: ResolveBench; id: number } => {
    const bench = resolveBench();
    setClock(bench, -20 * day);
    const { id } = bench.seed(0);
    setClock(bench, 0);
    nowOf(bench);
    return { bench, id };
  };

  test('is unclear with an event at any time since', async () => {
    const { bench, id } = undated();
    bench.event(3);
    expect((await ask(bench, id)).result).toBe('unclear');
  });

  test('is not found if there is no event until now', async () => {
    const { bench, id } = undated();
    bench.event(3, 'ck7');
    expect((await ask(bench, id)).result).toBe('notFound');
    const asked = new URL(bench.requests[0]?.url ?? '').searchParams;
    expect([asked.get('start'), asked.get('end')]).toEqual(['2026-10-27', '2026-11-26']);
  });
});

describe('a clock that was right at the press', () => {
  test.each([0, -40 * 60_000])('finds nothing if the only event is of another day (ahead by %i ms)', async (ahead) => {
    const bench = resolveBench();
    setClock(bench, ahead);
    withNeighbours(bench);
    const { id } = bench.seed(0);
    recordServerTime(bench);
    bench.event((-5 * day) / 1000);
    nowOf(bench);
    expect((await ask(bench, id)).result).toBe('notFound');
  });

  test('finds nothing either if the clock was changed by years afterwards', async () => {
    const bench = withNeighbours(resolveBench());
    const { id } = bench.seed(0);
    recordServerTime(bench);
    setClock(bench, -400 * day);
    nowOf(bench);
    expect((await ask(bench, id)).result).toBe('notFound');
  });
});
