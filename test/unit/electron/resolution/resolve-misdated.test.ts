/** WhatCounts is asked about a send that was pressed while the computer's clock was wrong. */
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
/** The server's responses have the true time. */
const tellTime = ({ ledger, clock }: ResolveBench): void => {
  ledger.sawServerTime(host, clock.truly);
};

describe.each([-400 * day, -20 * day, -8 * day, -2 * day, -5 * hour, 5 * hour, 2 * day, 20 * day, 400 * day])('by %i ms', (ahead) => {
  test.each([0, 1, 2])('it is unclear when the clock is right again (%i events)', async (count) => {
    const bench = withNeighbours(resolveBench());
    tellTime(bench);
    setClock(bench, ahead);
    const { id } = bench.seed(0);
    setClock(bench, 0);
    for (let n = 0; n < count; n++) bench.event(3 + n);
    nowOf(bench);
    tellTime(bench);
    const report = await ask(bench, id);
    expect(report).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
    if (count === 0) expect(report.sentence).toContain("this computer's clock may have been wrong when you pressed Send");
  });

  test('it is unclear when the clock is wrong still, and the response tells so', async () => {
    const bench = resolveBench({
      answer: () => {
        tellTime(bench);
        return undefined;
      },
      parts: { now: () => pressedAt + hour + ahead },
    });
    withNeighbours(bench);
    setClock(bench, ahead);
    const { id } = bench.seed(0);
    nowOf(bench);
    expect((await ask(bench, id)).result).toBe('unclear');
  });
});

describe('where nothing tells when it was', () => {
  const undated = (): { bench: ResolveBench; id: number } => {
    const bench = resolveBench();
    setClock(bench, -20 * day);
    const { id } = bench.seed(0);
    setClock(bench, 0);
    nowOf(bench);
    return { bench, id };
  };

  test('an event of any time since makes it unclear', async () => {
    const { bench, id } = undated();
    bench.event(3);
    expect((await ask(bench, id)).result).toBe('unclear');
  });

  test('all events until now are looked through, and none is found where there is none', async () => {
    const { bench, id } = undated();
    bench.event(3, 'ck7');
    expect((await ask(bench, id)).result).toBe('notFound');
    const asked = new URL(bench.requests[0]?.url ?? '').searchParams;
    expect([asked.get('start'), asked.get('end')]).toEqual(['2026-10-27', '2026-11-26']);
  });
});

describe('a clock that was right', () => {
  test.each([0, -40 * 60_000])('nothing is found where only an event of another day is there (ahead by %i ms)', async (ahead) => {
    const bench = resolveBench();
    setClock(bench, ahead);
    withNeighbours(bench);
    const { id } = bench.seed(0);
    tellTime(bench);
    bench.event((-5 * day) / 1000);
    nowOf(bench);
    expect((await ask(bench, id)).result).toBe('notFound');
  });

  test('also when the clock was set by years after it', async () => {
    const bench = withNeighbours(resolveBench());
    const { id } = bench.seed(0);
    tellTime(bench);
    setClock(bench, -400 * day);
    nowOf(bench);
    expect((await ask(bench, id)).result).toBe('notFound');
  });
});
