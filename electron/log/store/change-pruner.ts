/** Deletes the change rows that a reader has followed, some at a time, so that nothing else has to wait. */
import { expectChanges, type Statements } from '../database/statements.ts';

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

/** Rows that may accumulate before deleting them is worth a write, and milliseconds between two steps. */
const minRows = 500;
const pauseMs = 50;

interface PrunedLog {
  /** Deletes some of the change rows before `seq`. Returns whether there are more. */
  forgetChanges(seq: number, identity: string): boolean;
}

/** Returns a callback for the reader's progress: the last change that it has followed, and the identity of the log's file. */
export function changePruner(log: PrunedLog): (seq: number, identity: string) => void {
  let forgotten = { seq: 0, identity: '' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (seq: number, identity: string): void => {
    timer = undefined;
    if (log.forgetChanges(seq, identity)) timer = setTimeout(forget, pauseMs, seq, identity).unref();
    else forgotten = { seq, identity };
  };
  return (seq, identity) => {
    const since = identity === forgotten.identity ? forgotten.seq : 0;
    if (timer === undefined && seq - since >= minRows) timer = setTimeout(forget, pauseMs, seq, identity).unref();
  };
}
