/** The single child process that calls the keychain for Keypost. It is started when it is needed, and replaced when it hangs. */
import * as v from 'valibot';
import type { Child, StartChild } from '../../child/child.ts';
import { ResponseSchema, type KeychainCall, type KeychainEnd, type KeychainRequest } from './keychain-call.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

/**
 * `lost`: the child process ended first, so nobody knows whether the keychain executed the call. `notAsked`: no child process received the
 * call.
 */
export type CallEnd = KeychainEnd | { kind: 'lost' } | { kind: 'notAsked' };

interface RunningChild {
  child: Child;
  waiting: Map<number, (end: CallEnd) => void>;
}

export class KeychainChild {
  readonly #start: StartChild;
  #running: RunningChild | null = null;
  #closed = false;
  #id = 0;

  /** `started` is called for every new child process, which has no session with the keychain yet. */
  constructor(
    start: StartChild,
    private readonly started: () => void,
  ) {
    this.#start = start;
  }

  /** Starts the child process, with keytar loaded, ahead of the first call. Doesn't access the keychain. */
  warmUp(): void {
    if (this.#running === null) void this.call({ op: 'load' });
  }

  /** Never rejects. Takes as long as the keychain does, unless the child process is replaced meanwhile. */
  call(call: KeychainCall): Promise<CallEnd> {
    if (this.#closed) return Promise.resolve({ kind: 'lost' });
    try {
      return this.#ask(call);
    } catch (error) {
      reportFailure('a call of the keychain could not be posted', error);
      this.#end();
      return Promise.resolve({ kind: 'notAsked' });
    }
  }

  /** Ends the child process with all calls that hang, and starts the next one before it is needed. */
  replace(): void {
    this.#end();
    if (!this.#closed) this.warmUp();
  }

  close(): void {
    this.#closed = true;
    this.#end();
  }

  /** Throws if the process can't be started or the message can't be posted. */
  #ask(call: KeychainCall): Promise<CallEnd> {
    const { child, waiting } = (this.#running ??= this.#begin());
    const request: KeychainRequest = { id: ++this.#id, call };
    child.post(request);
    // The response can't arrive before this function has returned.
    return new Promise((resolve) => {
      waiting.set(request.id, resolve);
    });
  }

  #begin(): RunningChild {
    const waiting: RunningChild['waiting'] = new Map();
    const child = this.#start('keychain', {
      onMessage: (message) => {
        const response = v.safeParse(ResponseSchema, message);
        if (!response.success) return;
        const { id, end } = response.output;
        waiting.get(id)?.(end);
        waiting.delete(id);
      },
      onExit: () => {
        if (this.#running?.waiting === waiting) this.#running = null;
        lose(waiting);
      },
    });
    this.started();
    return { child, waiting };
  }

  #end(): void {
    const running = this.#running;
    this.#running = null;
    if (running === null) return;
    void running.child.kill();
    lose(running.waiting);
  }
}

function lose(waiting: RunningChild['waiting']): void {
  for (const resolve of waiting.values()) resolve({ kind: 'lost' });
  waiting.clear();
}
