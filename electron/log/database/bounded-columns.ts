/**
 * SQL expressions that read a column of the log only up to the length that Keypost may have written. A longer value is replaced by a text
 * with its length: the data folder isn't trusted, and a few values of hundreds of megabytes would take all memory.
 */
import { textOf } from '../../shared/i18n/text.ts';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/**
 * Most bytes of a value that is read: names and texts that the table shows; other values of an entry; a request's body, in which a person
 * may put a whole message; values of the ledger.
 */
export const longest = { inTable: 128 * kilobyte, inEntry: 4 * megabyte, requestBody: 64 * megabyte, inLedger: 64 * kilobyte } as const;

const byteCount = '#';
const quotedText = `'${textOf({ code: 'log.tooLong', params: { bytes: byteCount } }).replaceAll("'", "''")}'`;

/** A SQL expression for the text that replaces the value of a column. */
const tooLongText = (column: string): string => `replace(${quotedText}, '${byteCount}', octet_length(${column}))`;

/** Columns whose value is a JSON list of pairs. */
const jsonColumns: readonly string[] = ['request_headers', 'answer_headers'];
/** Columns that hold bytes. */
const blobColumns: readonly string[] = ['answer_body'];

/**
 * A SQL expression for a value of at most `most` bytes, or for the text that replaces it. SQLite knows the length of a value without
 * reading it.
 */
export function bounded(column: string, most: number = longest.inEntry, value = column): string {
  const text = tooLongText(column);
  const instead = jsonColumns.includes(column)
    ? `json_array(json_array(${text}, ''))`
    : blobColumns.includes(column)
      ? `CAST(${text} AS BLOB)`
      : text;
  return `CASE WHEN octet_length(${column}) > ${column === 'request_body' ? longest.requestBody : most} THEN ${instead} ELSE ${value} END`;
}

/** The same, selected under the column's own name. */
export const boundedColumn = (column: string, most?: number, value?: string): string => `${bounded(column, most, value)} AS ${column}`;

/** A SQL condition: whether one of these columns has more than `most` bytes. */
export const isLonger = (columns: readonly string[], most: number): string =>
  columns.map((column) => `ifnull(octet_length(${column}), 0) > ${most}`).join(' OR ');

/**
 * A column under its own name, or `NULL` in place of a longer value, for callers that can do without it or refuse it. `from`: the
 * expression to read.
 */
export const orNull = (column: string, most: number, from = column): string =>
  `CASE WHEN octet_length(${from}) <= ${most} THEN ${from} END AS ${column}`;
