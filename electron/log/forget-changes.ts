/** Forgets marks of changes once the reader has followed them: a few at a time, when nothing else is going on. */
import type { LogAccess } from './log-access.ts';

/** Marks that may gather before it is worth a write, and milliseconds between two parts of forgetting them. */
const gathered = 500;
const pauseMs = 50;

/** Returns what is told how far the reader is. */
export function forgetChangesOf(log: LogAccess): (seq: number) => void {
  let forgotten = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (seq: number): void => {
    timer = undefined;
    if (log.forgetChanges(seq)) timer = setTimeout(forget, pauseMs, seq).unref();
    else forgotten = seq;
  };
  return (seq) => {
    if (timer === undefined && seq - forgotten >= gathered) timer = setTimeout(forget, pauseMs, seq).unref();
  };
}
