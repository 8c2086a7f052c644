import { describe, expect, it } from 'vitest';
import { inTurn, quantile, ratios, repeat, spreadOf } from '../../bench/pairs.ts';

describe('measuring', () => {
  it('alternates, and leaves out the first pair', async () => {
    const order: string[] = [];
    let number = 0;
    const take = (name: string) => () => {
      order.push(name);
      return ++number;
    };
    const pairs = await inTurn(2, take('a'), take('b'));
    expect(order.join('')).toBe('ababab');
    expect(pairs).toEqual({ a: [3, 5], b: [4, 6] });
  });

  it('leaves out the first of repeated measurements', async () => {
    let number = 0;
    expect(await repeat(3, () => ++number)).toEqual([2, 3, 4]);
  });
});

describe('the summary of samples', () => {
  it('has the median of an odd and of an even number of samples', () => {
    expect(spreadOf([9, 1, 5]).median).toBe(5);
    expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
  });

  it('has a spread from the least to the most of few samples, and from p5 to p95 of many', () => {
    expect(spreadOf([3, 1, 2])).toMatchObject({ low: 1, high: 3 });
    const many = Array.from({ length: 101 }, (_, index) => index);
    expect(spreadOf(many)).toEqual({ median: 50, low: 5, high: 95 });
  });

  it('interpolates a percentile between two samples', () => {
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
  });

  it('refuses an empty list of samples', () => {
    expect(() => spreadOf([])).toThrow('no samples');
  });

  it('compares pair by pair', () => {
    expect(ratios({ a: [10, 30], b: [5, 10] })).toEqual([2, 3]);
  });
});
