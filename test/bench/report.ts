/** The results of a run: as a table, as Markdown, as JSON, and compared with another run. */
import * as v from 'valibot';
import { keeps, rounded, type Row } from './figure.ts';
import type { Machine } from './machine.ts';

export interface Finding {
  figure: string;
  rows: readonly Row[];
  /** Why it could not be measured; empty when it could. */
  problem: string;
}

export interface Report {
  machine: Machine;
  /** When the run began, as ISO 8601. */
  at: string;
  /** Length of the long log. */
  entries: number;
  findings: readonly Finding[];
}

/** The parts of an earlier report that are used. */
const EarlierSchema = v.object({
  at: v.string(),
  findings: v.array(v.object({ figure: v.string(), rows: v.array(v.object({ what: v.string(), result: v.number() })) })),
});
export type Earlier = v.InferOutput<typeof EarlierSchema>;

/** Throws if the text is no report. */
export const readEarlier = (text: string): Earlier => v.parse(EarlierSchema, JSON.parse(text));

const heading = ['figure', 'what', 'bound', 'result', '', 'spread'];

/** The rows of the table as cells; with an earlier report, also the change since then. */
export function asCells({ findings }: Report, earlier: Earlier | null): string[][] {
  const cells = findings.flatMap(({ figure, rows, problem }) => {
    const measured = rows.map((row) => [...rowCells(figure, row), ...(earlier ? [changeOf(figure, row, earlier)] : []), row.note]);
    return problem === ''
      ? measured
      : [...measured, [figure, 'could not be measured', '', '', 'miss', '', ...(earlier ? [''] : []), problem]];
  });
  return [[...heading, ...(earlier ? ['before'] : []), 'note'], ...cells];
}

function rowCells(figure: string, row: Row): string[] {
  const { what, bound, unit, result, low, high } = row;
  const limit = 'most' in bound ? `≤ ${rounded(bound.most)} ${unit}` : `≥ ${rounded(bound.least)} ${unit}`;
  const spread = low === high ? '' : `${rounded(low)} – ${rounded(high)}`;
  return [figure, what, limit, `${rounded(result)} ${unit}`, keeps(row) ? 'pass' : 'miss', spread];
}

/** As in "12.1 ms (+4 %)"; empty if the earlier report has no such row. */
function changeOf(figure: string, { what, result, unit }: Row, earlier: Earlier): string {
  const before = earlier.findings.find((finding) => finding.figure === figure)?.rows.find((row) => row.what === what);
  if (!before) return '';
  const percent = Math.round((result / before.result - 1) * 100);
  return `${rounded(before.result)} ${unit} (${percent > 0 ? '+' : ''}${percent} %)`;
}

/** For a terminal. */
export function asTable(cells: readonly (readonly string[])[]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** For test/bench/README.md. */
export function asMarkdown(cells: readonly (readonly string[])[]): string {
  const [first = [], ...rest] = cells.map((line) => line.map((cell) => cell.replaceAll('|', '\\|')));
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  return [line(first), line(first.map(() => '---')), ...rest.map(line)].join('\n');
}

/** Whether every figure could be measured and is within its bounds. */
export const allKept = ({ findings }: Report): boolean => findings.every(({ rows, problem }) => problem === '' && rows.every(keeps));
