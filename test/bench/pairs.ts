/** Samples and their statistics. Values to compare are measured alternately, so that a busy moment of the machine affects both. */

export interface Spread {
  median: number;
  /** The 5th and the 95th percentile; of fewer than 20 samples the minimum and the maximum. */
  low: number;
  high: number;
}

export interface Pairs {
  a: readonly number[];
  b: readonly number[];
}

/** Measures once for warm-up, then `count` times. */
export async function repeat(count: number, measure: () => Promise<number> | number): Promise<number[]> {
  await measure();
  const samples: number[] = [];
  for (let sample = 0; sample < count; sample++) samples.push(await measure());
  return samples;
}

/** Measures A B A B …, and drops the first pair as warm-up. */
export async function inTurn(count: number, a: () => Promise<number> | number, b: () => Promise<number> | number): Promise<Pairs> {
  const [as, bs]: [number[], number[]] = [[], []];
  await repeat(count, async () => {
    as.push(await a());
    bs.push(await b());
    return 0;
  });
  return { a: as.slice(1), b: bs.slice(1) };
}

/** The ratio of the first value of each pair to the second. */
export const ratios = ({ a, b }: Pairs): number[] => a.map((value, index) => value / (b[index] ?? Number.NaN));

/** Throws if there are no samples. */
export function spreadOf(samples: readonly number[]): Spread {
  if (samples.length === 0) throw new Error('no samples');
  const few = samples.length < 20;
  return { median: quantile(samples, 0.5), low: quantile(samples, few ? 0 : 0.05), high: quantile(samples, few ? 1 : 0.95) };
}

/** `part` is from 0, the minimum, to 1, the maximum. Interpolates between two samples. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new Error('no samples');
  return below + (above - below) * (place - Math.floor(place));
}
