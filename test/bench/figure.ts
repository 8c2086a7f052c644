/** What a bench is, and what it finds. */
import { quantile, ratios, spreadOf, type Pairs, type Spread } from './pairs.ts';
import type { Stage } from './stage.ts';

export type Unit = '×' | 'ms' | 'KB' | 'MB' | 'entries/s' | 'rows';

export type Bound = { most: number } | { least: number };

/** One line of the table. */
export interface Row extends Spread {
  /** What is measured, in a few words; with the figure's name it is the same from run to run. */
  what: string;
  unit: Unit;
  bound: Bound;
  /** What is held against the bound. */
  result: number;
  /** What else a reader wants to know; may be empty. */
  note: string;
  /** Everything measured, by name, in the order of measuring. */
  samples: Readonly<Record<string, readonly number[]>>;
}

export interface Figure {
  name: string;
  /** Throws where it can't be measured. */
  measure: (stage: Stage) => Promise<Row[]>;
}

type Said = Pick<Row, 'what' | 'unit' | 'bound'> & { note?: string };

/** The median of samples against a bound. */
export function medianRow(said: Said, samples: readonly number[]): Row {
  const spread = spreadOf(samples);
  return { note: '', ...said, ...spread, result: spread.median, samples: { [said.unit]: samples } };
}

/** The ninety-fifth hundredth of samples against a bound. */
export const p95Row = (said: Said, samples: readonly number[]): Row => ({ ...medianRow(said, samples), result: quantile(samples, 0.95) });

/** The most of all samples against a bound. */
export const worstRow = (said: Said, samples: readonly number[]): Row => ({ ...medianRow(said, samples), result: Math.max(...samples) });

/** How many times the second of a pair its first is, by the median of the pairs; both are in `unit`. */
export function ratioRow(said: Omit<Said, 'unit'>, names: { a: string; b: string; unit: string }, pairs: Pairs): Row {
  const spread = spreadOf(ratios(pairs));
  const of = (name: string, samples: readonly number[]): string => `${name} ${rounded(spreadOf(samples).median)} ${names.unit}`;
  const note = `${of(names.a, pairs.a)}, ${of(names.b, pairs.b)}`;
  return { ...said, note, unit: '×', ...spread, result: spread.median, samples: { [names.a]: pairs.a, [names.b]: pairs.b } };
}

/** Whether a bound is kept. */
export const keeps = ({ result, bound }: Pick<Row, 'result' | 'bound'>): boolean =>
  'most' in bound ? result <= bound.most : result >= bound.least;

/** Three digits that count. */
export function rounded(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: size >= 1000 ? 0 : digits });
}
