import { describe, expect, it } from 'vitest';
import { inTurn, quantile, ratios, repeat, spreadOf } from '../../bench/pairs.ts';

describe('measuring', () => {
  it('takes turns and leaves the first pair out', async () => {
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

  it('leaves the first of repeated measures out', async () => {
    let number = 0;
    expect(await repeat(3, () => ++number)).toEqual([2, 3, 4]);
  });
});

describe('what samples come to', () => {
  it('has the median of an odd and of an even number', () => {
    expect(spreadOf([9, 1, 5]).median).toBe(5);
    expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
  });

  it('spreads few samples from the least to the most, and many from p5 to p95', () => {
    expect(spreadOf([3, 1, 2])).toMatchObject({ low: 1, high: 3 });
    const many = Array.from({ length: 101 }, (_, index) => index);
    expect(spreadOf(many)).toEqual({ median: 50, low: 5, high: 95 });
  });

  it('finds a hundredth between two samples', () => {
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
  });

  it('refuses to tell anything of no samples', () => {
    expect(() => spreadOf([])).toThrow('no samples');
  });

  it('compares pair by pair', () => {
    expect(ratios({ a: [10, 30], b: [5, 10] })).toEqual([2, 3]);
  });
});
