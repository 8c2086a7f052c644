/** The columns of an export: their names, what they are read from, and how they are written. Pure. */
import { bounded } from '../database/bounded-columns.ts';
import { DamagedRow } from '../database/entry-row.ts';
import type { Cell } from './csv.ts';

interface Column {
  name: string;
  /** In the words of the schema. */
  expression: string;
  /** Throws `DamagedRow` where it is not what Keypost writes. */
  read: (value: unknown) => Cell;
  /** Words that may hold a customer key. */
  free: boolean;
}

/** A field of our own making. */
const own = (name: string, expression: string, read: Column['read']): Column => ({ name, expression, read, free: false });
/** A text of the log. */
const stored = (name: string, column: string, read: Column['read']): Column => own(name, bounded(column), read);
const free = (name: string, column: string): Column => ({ name, expression: bounded(column), read: maybe(text), free: true });

/** Request headers are no part of it, nor anything else in which a credential ever stood. */
export const columns: readonly Column[] = [
  own('id', 'id', number),
  own('time', 'at', time),
  stored('outcome', 'state', text),
  stored('cause', 'cause', maybe(text)),
  free('account', 'account_name'),
  stored('kind', 'account_kind', text),
  free('preset', 'preset_name'),
  free('list', 'list'),
  free('template', 'template'),
  stored('customerKey', 'customer_key', text),
  own('format', 'format', format),
  free('campaign', 'campaign_name'),
  own('respectOptOut', 'respect_optout', flag),
  own('snapshot', 'snapshot', flag),
  stored('method', 'method', text),
  free('url', 'url'),
  own('status', 'status', maybe(number)),
  own('durationMs', 'duration_ms', maybe(number)),
  free('errorText', 'error_text'),
  free('sentence', 'sentence'),
  own('settledAt', 'settled_at', maybe(time)),
  own('bodyBytes', 'length(answer_body)', maybe(number)),
  own('bodyRemovedAt', 'body_removed_at', maybe(time)),
  stored('command', 'command', text),
  stored('recipient', 'recipient', text),
];

/** For a SELECT of JSON, in which SQLite takes texts as they are. */
export const columnExpressions = columns.map(({ expression }) => expression).join(', ');

const placeOf = (name: string): number => columns.findIndex((column) => column.name === name);
export const places = {
  id: placeOf('id'),
  customerKey: placeOf('customerKey'),
  url: placeOf('url'),
  command: placeOf('command'),
} as const;

/** Names in the order of an export's line: the columns, what is told of later looks, and the body where it goes along. */
export const namesOf = (bodies: boolean): readonly string[] => [
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

/** As the send form names them. */
function format(value: unknown): Cell {
  const words: Readonly<Record<number, string>> = { 1: 'Plain text', 2: 'HTML', 99: 'MIME' };
  return words[number(value)] ?? number(value);
}

function maybe(read: Column['read']): Column['read'] {
  return (value) => (value === null ? null : read(value));
}
