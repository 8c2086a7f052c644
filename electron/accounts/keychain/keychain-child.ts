/** The one child that calls the keychain for Keypost: started when it is wanted, replaced when it hangs. */
import * as v from 'valibot';
import type { Child, StartChild } from '../../child/child.ts';
import { ResponseSchema, type KeychainCall, type KeychainEnd, type KeychainRequest } from './keychain-call.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

/** `lost`: the child ended first, so nobody knows whether the keychain did it. `notAsked`: no child got the call. */
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

  /** `started` is called whenever a new child is: it has no session with the keychain yet. */
  constructor(
    start: StartChild,
    private readonly started: () => void,
  ) {
    this.#start = start;
  }

  /** Starts the child ahead of the first call, with keytar loaded. No keychain is touched by that. */
  warmUp(): void {
    if (this.#running === null) void this.call({ op: 'load' });
  }

  /** Never rejects. Takes as long as the keychain does, unless the child is replaced meanwhile. */
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

  /** Ends the child, and with it every call that hangs; the next one is ready before it is wanted. */
  replace(): void {
    this.#end();
    if (!this.#closed) this.warmUp();
  }

  close(): void {
    this.#closed = true;
    this.#end();
  }

  /** Throws what starting a process or posting to it throws. */
  #ask(call: KeychainCall): Promise<CallEnd> {
    const { child, waiting } = (this.#running ??= this.#begin());
    const request: KeychainRequest = { id: ++this.#id, call };
    child.post(request);
    // The response can't be here before this function has ended.
    return new Promise((resolve) => {
      waiting.set(request.id, resolve);
    });
  }

  #begin(): RunningChild {
    const waiting: RunningChild['waiting'] = new Map();
    const child = this.#start('keychain', {
      message: (message) => {
        const response = v.safeParse(ResponseSchema, message);
        if (!response.success) return;
        const { id, end } = response.output;
        waiting.get(id)?.(end);
        waiting.delete(id);
      },
      exit: () => {
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
