/** The typed bridge: the only way out of the page. */
import type { Bridge, CommandName, Envelope, EventName, Events, Input, Output } from '../../electron/shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly keypost: Bridge;
  }
}

/** Also true for a send: whatever was sent before the bridge failed is in the log, so the log is where to look. */
const brokenOffText =
  "Keypost's background process didn't respond, so we can't tell whether this was done. Look in the log before you send again, then restart Keypost.";

/** Never rejects: a failing bridge gives a result with the code `bridge`. */
export async function call<C extends CommandName>(command: C, input: Input<C>): Promise<Envelope<Output<C>>> {
  try {
    return JSON.parse(await window.keypost.call(command, input)) as Envelope<Output<C>>;
  } catch {
    return { ok: false, error: { code: 'bridge', sentence: brokenOffText } };
  }
}

/** Returns a function that removes the listener. */
export function on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void {
  return window.keypost.on(event, listener);
}
