/** The marks of changes, by which a reader follows the log. */
import { expectChanges } from '../database/expect-changes.ts';
import type { Statements } from '../database/statements.ts';

/** Forgotten at once. */
const atOnce = 1000;
const oldest = `SELECT seq FROM change WHERE seq < ? ORDER BY seq LIMIT ${atOnce}`;

/**
 * Forgets the oldest marks before `seq`, a part of them; that one stays, for by it a reader knows this log. Whether there are more. To be called
 * in a transaction. Throws what the database throws, and `WrongCount`.
 */
export function forgetChanges(statements: Statements, seq: number): boolean {
  const expected = statements.prepare(oldest).all(seq).length;
  return expectChanges(statements.prepare(`DELETE FROM change WHERE seq IN (${oldest})`).run(seq), expected).changes === atOnce;
}
