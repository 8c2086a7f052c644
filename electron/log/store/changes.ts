/** The change rows by which a reader follows the log. */
import { expectChanges } from '../database/expect-changes.ts';
import type { Statements } from '../database/statements.ts';

/** Rows that are deleted in one step. */
const batchSize = 1000;
const oldest = `SELECT seq FROM change WHERE seq < ? ORDER BY seq LIMIT ${batchSize}`;

/**
 * Deletes some of the oldest change rows before `seq`. The row `seq` itself stays, because a reader recognizes this log by it. Returns
 * whether there are more. Call it in a transaction. Throws what the database throws, and `WrongCount`.
 */
export function forgetChanges(statements: Statements, seq: number): boolean {
  const expected = statements.prepare(oldest).all(seq).length;
  return expectChanges(statements.prepare(`DELETE FROM change WHERE seq IN (${oldest})`).run(seq), expected).changes === batchSize;
}
