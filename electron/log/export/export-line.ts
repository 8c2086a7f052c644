/** Lines of an exported file. Pure. */
import type { ExportOptions } from '../log-task.ts';
import { byteOrderMark, csvLine, type Cell } from './csv.ts';
import { namesOf } from './export-columns.ts';
import type { ExportEntry } from './export-entry.ts';

export interface LineWriter {
  /** What the file begins with. */
  head: string;
  line: (entry: ExportEntry) => string;
}

export function lineWriter({ format, bom, bodies }: Pick<ExportOptions, 'format' | 'bom' | 'bodies'>): LineWriter {
  const names = namesOf(bodies);
  if (format === 'csv') return { head: (bom ? byteOrderMark : '') + csvLine(names), line: (entry) => csvLine(csvCells(entry)) };
  return { head: '', line: jsonLine(names) };
}

/** The history is one cell of JSON, empty where there is none. */
function csvCells({ cells, history, body }: ExportEntry): Cell[] {
  return [...cells, history.length === 0 ? null : JSON.stringify(history), ...bodyCells(body)];
}

const bodyCells = (body: ExportEntry['body']): Cell[] => (body ? [body.text, body.encoding, body.truncated, body.request] : []);

function jsonLine(names: readonly string[]): LineWriter['line'] {
  const labels = names.map((name) => `${JSON.stringify(name)}:`);
  return ({ cells, history, body }) => {
    const values = [...cells, history, ...bodyCells(body)];
    return `{${labels.map((label, at) => label + JSON.stringify(values[at] ?? null)).join(',')}}\n`;
  };
}
