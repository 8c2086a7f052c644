/** Forgets marks of changes once the reader has followed them: a part at a time, so that nothing is held up by it. */
import type { LogAccess } from './log-access.ts';

/** Marks that may gather before it is worth a write, and milliseconds between two parts of forgetting them. */
const gathered = 500;
const pauseMs = 50;

/** Returns what is told how far the reader is, and in which file. */
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
    if (timer === undefined && seq - since >= gathered) timer = setTimeout(forget, pauseMs, seq, identity).unref();
  };
}
