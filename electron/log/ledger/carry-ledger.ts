/** Carries the contents of a ledger over into a new one, from a file whose schema somebody has changed. */
import * as v from 'valibot';
import { isLonger, longest } from '../database/bounded-columns.ts';
import { isReleasedTable } from '../database/released-schema.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';
import { expectChanges } from '../database/statements.ts';
import { hasCode } from '../../storage/disk-problem.ts';
import type { Row } from '../recovery/sound-rows.ts';
import { ledgerSteps, sizedColumns } from './ledger-steps.ts';

const tables = ['send', 'fact'] as const;
/** Rows that are read at once: about 60 megabytes where each has the maximum length. */
const batchSize = 100;

const ValueSchema = v.nullable(v.union([v.string(), v.number(), v.instance(Uint8Array)]));
const RowsSchema = v.array(v.record(v.string(), ValueSchema));
const EndSchema = v.object({ seq: v.nullable(v.pipe(v.number(), v.safeInteger())) });
const SequenceSchema = v.optional(v.object({ seq: v.pipe(v.number(), v.safeInteger()) }));

/**
 * `from` is only read, so that none of its triggers runs. Returns the number of sends; `null` where its tables are not Keypost's own.
 * Throws what SQLite throws, and errors for which `isUnreadable` is true.
 */
export function carryLedger(from: LogDatabase, to: LogDatabase): number | null {
  if (!tables.every((table) => isReleasedTable(from, ledgerSteps, table))) return null;
  return inTransaction(to, () => {
    let sends = 0;
    for (let last = 0, rows = sendsAfter(from, last); rows.length > 0; rows = sendsAfter(from, last)) {
      for (const row of rows) insert(to, 'send', row);
      sends += rows.length;
      last = Number(rows.at(-1)?.['seq']);
    }
    if (hasLonger(from, 'fact', '', [])) throw new TooLong();
    for (const row of v.parse(RowsSchema, from.prepare('SELECT name, value FROM fact LIMIT ?').all(batchSize))) insert(to, 'fact', row);
    raiseSequence(to, v.parse(SequenceSchema, from.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'send'`).get())?.seq ?? 0);
    return sends;
  });
}

/** A value is longer than any that Keypost writes. Sends with such a value can't explain events, so the whole ledger is unreliable. */
class TooLong extends Error {}

/** Whether `carryLedger` threw because the tables hold something that no Keypost wrote. */
export const isUnreadable = (error: unknown): boolean =>
  error instanceof TooLong || v.isValiError(error) || ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH'].some((code) => hasCode(error, code));

function sendsAfter(from: LogDatabase, last: number): Row[] {
  const end = v.parse(
    EndSchema,
    from.prepare('SELECT max(seq) AS seq FROM (SELECT seq FROM send WHERE seq > ? ORDER BY seq LIMIT ?)').get(last, batchSize),
  );
  if (end.seq === null) return [];
  if (hasLonger(from, 'send', 'seq > ? AND seq <= ? AND', [last, end.seq])) throw new TooLong();
  return v.parse(RowsSchema, from.prepare('SELECT * FROM send WHERE seq > ? AND seq <= ? ORDER BY seq').all(last, end.seq));
}

/** SQLite knows the length of a value without reading it. */
const hasLonger = (from: LogDatabase, table: keyof typeof sizedColumns, where: string, values: readonly number[]): boolean =>
  from.prepare(`SELECT 1 FROM ${table} WHERE ${where} (${isLonger(sizedColumns[table], longest.inLedger)}) LIMIT 1`).get(...values) !==
  undefined;

function insert(to: LogDatabase, table: (typeof tables)[number], row: Row): void {
  const names = Object.keys(row);
  const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  expectChanges(to.prepare(sql).run(...Object.values(row)), 1);
}

/** Continues the numbering of sends, even if the last ones were pruned. */
function raiseSequence(to: LogDatabase, seq: number): void {
  const { changes } = to.prepare(`UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'send'`).run(seq);
  if (changes === 0) to.prepare(`INSERT INTO sqlite_sequence (name, seq) VALUES ('send', ?)`).run(seq);
}
