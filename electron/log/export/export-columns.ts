/** The columns of an export: their names, the SQL that they are read from, and how they are written. */
import { bounded } from '../database/bounded-columns.ts';
import { DamagedRow } from '../database/entry-row.ts';
import type { Cell } from './csv.ts';

interface ExportColumn {
  name: string;
  /** SQL that reads the value from an entry. */
  expression: string;
  /** Throws `DamagedRow` where the value is not one that Keypost writes. */
  read: (value: unknown) => Cell;
  /** Whether it is free text, which may contain a customer key. */
  isFreeText: boolean;
}

/** A column of values that can't be too long. */
const plain = (name: string, expression: string, read: ExportColumn['read']): ExportColumn => ({
  name,
  expression,
  read,
  isFreeText: false,
});
/** A column of texts, which are read up to a limit. */
const limited = (name: string, column: string, read: ExportColumn['read']): ExportColumn => plain(name, bounded(column), read);
const freeText = (name: string, column: string): ExportColumn => ({
  name,
  expression: bounded(column),
  read: nullable(text),
  isFreeText: true,
});

/** Excludes request headers and anything else that ever contained a credential. */
export const columns: readonly ExportColumn[] = [
  plain('id', 'id', number),
  plain('time', 'at', time),
  limited('outcome', 'state', text),
  limited('cause', 'cause', nullable(text)),
  freeText('account', 'account_name'),
  limited('kind', 'account_kind', text),
  freeText('preset', 'preset_name'),
  freeText('list', 'list'),
  freeText('template', 'template'),
  limited('customerKey', 'customer_key', text),
  plain('format', 'format', format),
  freeText('campaign', 'campaign_name'),
  plain('respectOptOut', 'respect_optout', flag),
  plain('snapshot', 'snapshot', flag),
  limited('method', 'method', text),
  freeText('url', 'url'),
  plain('status', 'status', nullable(number)),
  plain('durationMs', 'duration_ms', nullable(number)),
  freeText('errorText', 'error_text'),
  freeText('sentence', 'sentence'),
  plain('settledAt', 'settled_at', nullable(time)),
  plain('bodyBytes', 'length(answer_body)', nullable(number)),
  plain('bodyRemovedAt', 'body_removed_at', nullable(time)),
  limited('command', 'command', text),
  limited('recipient', 'recipient', text),
];

/** For a SELECT that builds JSON. */
export const columnExpressions = columns.map(({ expression }) => expression).join(', ');

const indexOf = (name: string): number => columns.findIndex((column) => column.name === name);
export const columnIndexes = {
  id: indexOf('id'),
  customerKey: indexOf('customerKey'),
  url: indexOf('url'),
  command: indexOf('command'),
} as const;

/** Column names in the order of a line: the columns, the history, and the bodies if they are exported. */
export const columnNames = (bodies: boolean): readonly string[] => [
  ...columns.map(({ name }) => name),
  'history',
  ...(bodies ? ['body', 'bodyEncoding', 'bodyTruncated', 'requestBody'] : []),
];

/** Throws `DamagedRow` where a row is not one that Keypost wrote. */
export function readCells(row: unknown): Cell[] {
  if (!Array.isArray(row) || row.length !== columns.length) throw new DamagedRow('a row of the log is damaged');
  return columns.map((column, at) => column.read(row[at]));
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new DamagedRow('a text of the log is damaged');
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new DamagedRow('a number of the log is damaged');
  return value;
}

/** ISO 8601 with milliseconds, in UTC. */
function time(value: unknown): string {
  const moment = new Date(number(value));
  if (Number.isNaN(moment.getTime())) throw new DamagedRow('a time of the log is damaged');
  return moment.toISOString();
}

function flag(value: unknown): boolean {
  return number(value) !== 0;
}

/** The names of the send form. */
function format(value: unknown): Cell {
  const names: Readonly<Record<number, string>> = { 1: 'Plain text', 2: 'HTML', 99: 'MIME' };
  return names[number(value)] ?? number(value);
}

function nullable(read: ExportColumn['read']): ExportColumn['read'] {
  return (value) => (value === null ? null : read(value));
}
