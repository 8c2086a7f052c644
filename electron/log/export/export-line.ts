/** Writes the lines of an exported file. */
import type { ExportOptions } from '../../shared/domain/log-task.ts';
import { byteOrderMark, csvLine, type Cell, type TextCell } from './csv.ts';
import { columnNames, columnIndexes } from './export-columns.ts';
import type { ExportEntry } from './export-entry.ts';

export interface LineWriter {
  /** The beginning of the file. */
  head: string;
  line: (entry: ExportEntry) => string;
}

export function lineWriter(options: Pick<ExportOptions, 'format' | 'bom' | 'bodies' | 'keysAsText'>): LineWriter {
  const names = columnNames(options.bodies);
  if (options.format === 'jsonl') return { head: '', line: jsonLine(names) };
  const cellsOf = options.keysAsText === true ? csvCellsWithTextKeys : csvCells;
  return { head: (options.bom ? byteOrderMark : '') + csvLine(names), line: (entry) => csvLine(cellsOf(entry)) };
}

/** The history is one cell with JSON, empty where there is none. */
function csvCells({ cells, history, body }: ExportEntry): Cell[] {
  return [...cells, history.length === 0 ? null : JSON.stringify(history), ...bodyCells(body)];
}

function csvCellsWithTextKeys(entry: ExportEntry): (Cell | TextCell)[] {
  return csvCells(entry).map((cell, at) => (at === columnIndexes.customerKey && typeof cell === 'string' ? { text: cell } : cell));
}

const bodyCells = (body: ExportEntry['body']): Cell[] => (body ? [body.text, body.encoding, body.truncated, body.request] : []);

function jsonLine(names: readonly string[]): LineWriter['line'] {
  const labels = names.map((name) => `${JSON.stringify(name)}:`);
  return ({ cells, history, body }) => {
    const values = [...cells, history, ...bodyCells(body)];
    return `{${labels.map((label, at) => label + JSON.stringify(values[at] ?? null)).join(',')}}\n`;
  };
}
