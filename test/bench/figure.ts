/** What a bench is, and what it finds. */
import { quantile, ratios, spreadOf, type Pairs, type Spread } from './pairs.ts';
import type { Stage } from './stage.ts';

export type Unit = '×' | 'ms' | 'KB' | 'MB' | 'entries/s' | 'rows';

export type Bound = { most: number } | { least: number };

/** One line of the table. */
export interface Row extends Spread {
  /** What is measured. With the name of the figure it identifies the row from run to run. */
  what: string;
  unit: Unit;
  bound: Bound;
  /** The value that is compared with the bound. */
  result: number;
  /** More for the reader; may be empty. */
  note: string;
  /** All samples by name, in the order in which they were measured. */
  samples: Readonly<Record<string, readonly number[]>>;
}

export interface Figure {
  name: string;
  /** Throws if it can't be measured. */
  measure: (stage: Stage) => Promise<Row[]>;
}

type RowInput = Pick<Row, 'what' | 'unit' | 'bound'> & { note?: string };

/** The median of samples against a bound. */
export function medianRow(input: RowInput, samples: readonly number[]): Row {
  const spread = spreadOf(samples);
  return { note: '', ...input, ...spread, result: spread.median, samples: { [input.unit]: samples } };
}

/** The 95th percentile of samples against a bound. */
export const p95Row = (input: RowInput, samples: readonly number[]): Row => ({
  ...medianRow(input, samples),
  result: quantile(samples, 0.95),
});

/** The largest sample against a bound. */
export const worstRow = (input: RowInput, samples: readonly number[]): Row => ({
  ...medianRow(input, samples),
  result: Math.max(...samples),
});

/** The median ratio of the first value of each pair to the second; both are in `unit`. */
export function ratioRow(input: Omit<RowInput, 'unit'>, names: { a: string; b: string; unit: string }, pairs: Pairs): Row {
  const spread = spreadOf(ratios(pairs));
  const of = (name: string, samples: readonly number[]): string => `${name} ${rounded(spreadOf(samples).median)} ${names.unit}`;
  const note = `${of(names.a, pairs.a)}, ${of(names.b, pairs.b)}`;
  return { ...input, note, unit: '×', ...spread, result: spread.median, samples: { [names.a]: pairs.a, [names.b]: pairs.b } };
}

/** Whether the result is within its bound. */
export const keeps = ({ result, bound }: Pick<Row, 'result' | 'bound'>): boolean =>
  'most' in bound ? result <= bound.most : result >= bound.least;

/** With three significant digits. */
export function rounded(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: size >= 1000 ? 0 : digits });
}
