import { describe, expect, it } from 'vitest';
import { allKills, spread, type Kill, type Moment } from '../../faults/kill-plan.ts';

const few = 40;
const counts = (kills: readonly Kill[]): Partial<Record<Moment, number>> => {
  const found: Partial<Record<Moment, number>> = {};
  for (const { moment } of kills) found[moment] = (found[moment] ?? 0) + 1;
  return found;
};

describe('the kills of the crash test', () => {
  it('are 200, of every kind', () => {
    expect(allKills).toHaveLength(200);
    expect(Object.keys(counts(allKills)).sort()).toEqual(['connection', 'pressing', 'request', 'response', 'time']);
  });

  it('can be reduced to 40, with the same share of every kind', () => {
    const chosen = spread(allKills, few);
    expect(new Set(chosen).size).toBe(few);
    const share = few / allKills.length;
    for (const [moment, count] of Object.entries(counts(allKills))) {
      const own = counts(chosen)[moment as Moment] ?? 0;
      expect(Math.abs(own - count * share), moment).toBeLessThanOrEqual(1);
    }
  });

  it.each(['time', 'pressing'] as const)('have evenly spread times of the kind %s when they are reduced', (kind) => {
    const times = spread(allKills, few)
      .filter(({ moment }) => moment === kind)
      .map(({ latestMs }) => latestMs)
      .sort((a, b) => a - b);
    const all = allKills.filter(({ moment }) => moment === kind).map(({ latestMs }) => latestMs);
    const edges = [0, ...times, Math.max(...all)];
    for (const [n, edge] of edges.slice(1).entries()) {
      const between = all.filter((at) => at > (edges[n] ?? 0) && at < edge).length;
      expect(between).toBeLessThanOrEqual(5);
    }
  });

  it('are all used if all are requested', () => {
    expect(spread(allKills, allKills.length)).toEqual(allKills);
  });
});
