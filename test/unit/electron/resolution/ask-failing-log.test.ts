/** "Ask WhatCounts" while the log can't be read, or for a send that isn't in the ledger. */
import { expect, test, vi } from 'vitest';
import { fail } from '../../../../electron/shared/domain/result.ts';
import { pressedAt, resolveBench, valueOf, withNeighbours } from './resolve-bench.ts';

const dayMs = 24 * 60 * 60_000;

test.each(['entry', 'isOfRealm', 'pressOf', 'acceptedElsewhere'] as const)(
  'a log that fails at %s is reported, and nothing changes',
  async (name) => {
    const unread = fail('logNotReadable', "The log can't be read.");
    const bench = withNeighbours(resolveBench());
    const { id } = bench.seed(0);
    bench.event(3);
    vi.spyOn(bench.log, name).mockReturnValue(unread);
    expect(await bench.resolver.ask({ id, note: '' })).toEqual(unread);
    expect(bench.changed).toEqual([]);
  },
);

test('searches until now for a send without a date in the ledger', async () => {
  const bench = resolveBench({ deps: { now: () => pressedAt + 30 * dayMs } });
  const { id } = bench.seed(0);
  vi.spyOn(bench.ledger, 'pressDate').mockReturnValue(null);
  expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
  const asked = new URL(bench.requests[0]?.url ?? '').searchParams;
  expect([asked.get('start'), asked.get('end')]).toEqual(['2026-11-16', '2026-12-26']);
});

test('does not learn the clock from a send that is not in the ledger', async () => {
  const bench = withNeighbours(resolveBench());
  const { id } = bench.seed(0);
  bench.event(3);
  vi.spyOn(bench.ledger, 'sends').mockReturnValue(null);
  const report = valueOf(await bench.resolver.ask({ id, note: '' }));
  expect(report.result).toBe('unclear');
  expect(report.sentence).toContain("too few accepted sends near this one to learn the server's clock");
});
