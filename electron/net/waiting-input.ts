/** Gives what waits in the sockets of this process the chance to be read before somebody judges that nothing came. */

/** Turns of the event loop without anything new after which nothing more is waiting. One reads what came, the next one its end. */
const quietTurns = 3;
/** Milliseconds after which it is judged all the same: somebody may speak without an end. */
const maxWaitMs = 1000;

/**
 * Calls `then` once everything that is waiting was read. Timers come before input in the event loop: after a process was frozen, or a computer
 * asleep, they fire although the response has been there for long. `received` counts what has come so far. Returns what calls it off.
 */
export function afterWaitingInput(received: () => number, onQuiet: () => void): () => void {
  const startedAt = performance.now();
  let before = received();
  let quiet = 0;
  const turn = (): void => {
    const now = received();
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    if (quiet >= quietTurns || performance.now() - startedAt >= maxWaitMs) onQuiet();
    else next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  return () => {
    clearImmediate(next);
  };
}
