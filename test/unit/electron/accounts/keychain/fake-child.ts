/** Children with a fake keytar. As with a real keychain, a call may still be executed after its child was killed. */
import type { StartChild } from '../../../../../electron/child/child.ts';
import type { KeychainEnd, KeychainRequest } from '../../../../../electron/accounts/keychain/keychain-call.ts';
import { FakeKeytar } from '../fake-keytar.ts';

export class FakeChildren {
  readonly keytar = new FakeKeytar();
  /** How many children were started, and how many of them were killed. */
  started = 0;
  killed = 0;
  /** The native module that a child can't load, from its first call on. */
  loadProblem: 'notLoaded' | 'libraryMissing' | null = null;
  /** From now on, children that were started before fail every call, like one whose session is dead. */
  #deadUpTo = 0;
  /** Numbers of children that get no session: they fail only calls that transfer a secret. */
  readonly withoutSession = new Set<number>();
  /** The reported duration of a failed call in milliseconds. */
  tookMs = 1;
  /** Which function throws at its next call, once. */
  throwsAt: 'start' | 'post' | null = null;
  #crash: (() => void)[] = [];

  readonly start: StartChild = (_name, { onMessage, onExit }) => {
    this.#throwAt('start');
    const number = ++this.started;
    let ended = false;
    const end = (): void => {
      if (ended) return;
      ended = true;
      onExit();
    };
    this.#crash.push(end);
    return {
      pid: number,
      post: (message) => {
        this.#throwAt('post');
        const { id, call } = message as KeychainRequest;
        void this.#run(call, number).then((end) => {
          if (!ended) onMessage({ id, end });
        });
      },
      kill: () => {
        this.killed += 1;
        end();
        return Promise.resolve();
      },
    };
  };

  /** Restarts the keychain service: sessions with the previous one are dead. */
  restartService(): void {
    this.#deadUpTo = this.started;
  }

  /** Every child ends by itself. */
  crash(): void {
    for (const end of this.#crash.splice(0)) end();
  }

  #throwAt(place: 'start' | 'post'): void {
    if (this.throwsAt !== place) return;
    this.throwsAt = null;
    throw new Error('no more processes');
  }

  async #run(call: KeychainRequest['call'], number: number): Promise<KeychainEnd> {
    if (this.loadProblem) return { kind: this.loadProblem };
    if (number <= this.#deadUpTo) return { kind: 'threw', tookMs: this.tookMs };
    if (this.withoutSession.has(number) && this.#needsSession(call)) return { kind: 'threw', tookMs: this.tookMs };
    try {
      return { kind: 'done', value: await this.#value(call) };
    } catch {
      return { kind: 'threw', tookMs: this.tookMs };
    }
  }

  #needsSession(call: KeychainRequest['call']): boolean {
    const entry = (name: string): boolean => this.keytar.entries.has(name);
    if (call.op === 'get') return entry(`${call.service}/${call.name}`);
    if (call.op === 'find') return [...this.keytar.entries.keys()].some((name) => name.startsWith(`${call.service}/`));
    return call.op === 'set';
  }

  async #value(call: KeychainRequest['call']): Promise<string | boolean | null> {
    switch (call.op) {
      case 'load':
        return null;
      case 'get':
        return this.keytar.getPassword(call.service, call.name);
      case 'set':
        await this.keytar.setPassword(call.service, call.name, call.entry);
        return null;
      case 'delete':
        return this.keytar.deletePassword(call.service, call.name);
      case 'find':
        return (await this.keytar.findPassword(call.service)) !== null;
    }
  }
}
