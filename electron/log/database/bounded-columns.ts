/**
 * Columns of the log that are read whole only where they are as long as Keypost may have written them. In the place of a longer value stands how long
 * it is: the data folder isn't trusted, and a few values of hundreds of megabytes would take all memory. Pure.
 */
import { textOf } from '../../shared/i18n/text.ts';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Bytes that a value of the log is read up to. Names and sentences that the table shows; of an entry; a request's body, which a person may fill with a whole message; and what the ledger knows of a send. */
export const longest = { inTable: 128 * kilobyte, inEntry: 4 * megabyte, requestBody: 64 * megabyte, inLedger: 64 * kilobyte } as const;

const number = '#';
const quoted = `'${textOf({ code: 'log.tooLong', params: { bytes: number } }).replaceAll("'", "''")}'`;

/** An expression of SQL for what is said in the place of a column. */
const said = (column: string): string => `replace(${quoted}, '${number}', octet_length(${column}))`;

/** Columns whose value is JSON: a list of pairs. */
const lists: readonly string[] = ['request_headers', 'answer_headers'];
/** Columns of bytes. */
const blobs: readonly string[] = ['answer_body'];

/** An expression of SQL for a text of at most `most` bytes, or for what is said in its place. SQLite tells how long a value is without reading it. */
export function bounded(column: string, most: number = longest.inEntry, value = column): string {
  const text = said(column);
  const instead = lists.includes(column) ? `json_array(json_array(${text}, ''))` : blobs.includes(column) ? `CAST(${text} AS BLOB)` : text;
  return `CASE WHEN octet_length(${column}) > ${column === 'request_body' ? longest.requestBody : most} THEN ${instead} ELSE ${value} END`;
}

/** The same under the column's own name. */
export const boundedColumn = (column: string, most?: number, value?: string): string => `${bounded(column, most, value)} AS ${column}`;

/** An expression of SQL that tells whether one of these columns is longer. */
export const isLonger = (columns: readonly string[], most: number): string =>
  columns.map((column) => `ifnull(octet_length(${column}), 0) > ${most}`).join(' OR ');

/** A column under its own name; `NULL` in the place of a longer value, for callers that can do without it or refuse it. `from`: where it is. */
export const orNull = (column: string, most: number, from = column): string =>
  `CASE WHEN octet_length(${from}) <= ${most} THEN ${from} END AS ${column}`;
