/** Lets input that waits in this process's sockets be read before a timeout takes effect. */

/** Turns of the event loop without new input after which none is waiting. One turn reads the input, the next one its end. */
const quietTurns = 3;
/** Longest wait in milliseconds, in case input never stops. */
const maxWaitMs = 1000;

/**
 * Calls `onQuiet` once all waiting input was read. The event loop runs timers before input: after a process was frozen or the computer was
 * asleep, they fire although the response arrived long ago. `received` returns the number of bytes received so far. Returns a function that
 * cancels the wait.
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
