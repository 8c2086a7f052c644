/** The typed bridge: the only way out of the page. */
import type { Bridge, CommandName, Envelope, EventName, Events, Input, Output } from '../../electron/shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly keypost: Bridge;
  }
}

/** True also for a send: what left before the bridge broke is in the log, so that is where to look. */
const brokenOffText =
  "Keypost's background process didn't respond, so we can't tell whether this was done. Look in the log before you send again, then restart Keypost.";

/** Never rejects: a bridge that fails is an answer too, with the code `bridge`. */
export async function call<C extends CommandName>(command: C, input: Input<C>): Promise<Envelope<Output<C>>> {
  try {
    return JSON.parse(await window.keypost.call(command, input)) as Envelope<Output<C>>;
  } catch {
    return { ok: false, error: { code: 'bridge', sentence: brokenOffText } };
  }
}

/** Returns the way to stop listening. */
export function on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void {
  return window.keypost.on(event, listener);
}
