/** Deletes change rows once the reader has followed them, some at a time, so that nothing else has to wait. */
import type { LogAccess } from './log-access.ts';

/** Rows that may accumulate before deleting them is worth a write, and milliseconds between two steps. */
const minRows = 500;
const pauseMs = 50;

/** Returns a callback for the reader's progress: the last change that it has followed, and the identity of the log's file. */
export function forgetChangesOf(log: Pick<LogAccess, 'forgetChanges'>): (seq: number, identity: string) => void {
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
