/** Calls of the keychain, one after the other, each of which can be given up. Those in the background hold up no other. */
import type { StartChild } from '../../child/child.ts';
import type { KeychainCall } from './keychain-call.ts';
import { KeychainChild, type CallEnd } from './keychain-child.ts';
import { isRestarted, troubleOfFailure, troubleOfWaiting, type KeychainTrouble, type Patience } from './keychain-trouble.ts';
import type { SecretService, ServiceFacts } from './secret-service.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export type CallValue = string | boolean | null;

export interface CallFailure {
  ok: false;
  trouble: KeychainTrouble;
  /** It was given up, so it may still be done. */
  uncertain: boolean;
}
export type CallResult = { ok: true; value: CallValue } | CallFailure;

export interface KeychainCallsDeps {
  startChild: StartChild;
  /** `null` where secrets are kept by something else (macOS, Windows). */
  service: Pick<SecretService, 'facts' | 'owner'> | null;
  patience: Patience;
  /** Milliseconds between two looks at whether a call that hasn't ended is still worth waiting for. */
  lookEveryMs: number;
}

export interface CallOptions {
  /** Gives the call up, and with it its prompt. */
  signal?: AbortSignal | undefined;
  /** Every other call goes first, also when it comes later; this one is given up where it would hold that up. */
  isBackground?: boolean;
}

interface Job {
  call: KeychainCall;
  isBackground: boolean;
  signal: AbortSignal;
  giveUp: () => void;
  resolve: (result: CallResult) => void;
}

type WatchedEnd = CallEnd | { kind: 'aborted' } | { kind: 'givenUp'; trouble: KeychainTrouble };

interface AttemptFailure extends CallFailure {
  /** Why a new child may do better; each reason is good for one more attempt. `null`: it wouldn't. */
  repeatFor: 'newService' | 'noSession' | null;
}

/** Troubles of the keychain as a whole: calls that wait behind one that met it would only meet it again, later. */
const ofAll: ReadonlySet<KeychainTrouble> = new Set([
  'noBus',
  'absent',
  'cannotStart',
  'stopped',
  'notResponding',
  'unanswered',
  'notLoaded',
  'libraryMissing',
]);

/** A refusal that comes sooner is no person's: nobody is asked a second time. */
const quickerThanPeopleMs = 400;

/** Milliseconds that a call in the background may go on while another one waits: less than a new child takes to start. */
const yieldAfterMs = 150;

/** Given up by its caller, or for another call; nobody looks at the trouble. */
const abandoned: CallResult = { ok: false, trouble: 'failed', uncertain: true };

export class KeychainCalls {
  readonly #deps: KeychainCallsDeps;
  readonly #child: KeychainChild;
  readonly #waiting: Job[] = [];
  #current: Job | null = null;
  #busy = false;
  #closed = false;
  /** Whether a call of this child has succeeded. */
  #proven = false;
  /** Who serves the keychain that the child talks to; asked once for each child. */
  #owner: Promise<string | null> = Promise.resolve(null);

  constructor(deps: KeychainCallsDeps) {
    this.#deps = deps;
    this.#child = new KeychainChild(deps.startChild, () => {
      this.#owner = this.#askOwner();
      this.#proven = false;
    });
  }

  /** Has a child ready, so that the first call takes no longer than the others. */
  warmUp(): void {
    if (!this.#closed) this.#child.warmUp();
  }

  /**
   * Never rejects. A prompt of the system may keep it for as long as `patience.promptMs`. All but writes are repeated in a new child when the
   * keychain's service was started again, and when it gave the child no session.
   */
  run(call: KeychainCall, { signal, isBackground = false }: CallOptions = {}): Promise<CallResult> {
    const given = new AbortController();
    const giveUp = (): void => given.abort();
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    if (!isBackground && this.#current?.isBackground === true) setTimeout(this.#current.giveUp, yieldAfterMs);
    const result = new Promise<CallResult>((resolve) => {
      this.#waiting.push({ call, isBackground, signal: given.signal, giveUp, resolve });
      void this.#work();
    });
    return result.finally(() => signal?.removeEventListener('abort', giveUp));
  }

  /** Gives up everything and ends the child. */
  close(): void {
    this.#closed = true;
    this.#child.close();
    for (const { resolve } of this.#waiting.splice(0)) resolve(abandoned);
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let job = this.#next(); job; job = this.#next()) {
        this.#current = job;
        const result = await this.#resultOf(job);
        job.resolve(result);
        if (!result.ok && ofAll.has(result.trouble)) this.#failBehind(job, result);
      }
    } finally {
      this.#current = null;
      this.#busy = false;
    }
  }

  #next(): Job | undefined {
    const awaited = this.#waiting.findIndex(({ isBackground }) => !isBackground);
    return this.#waiting.splice(Math.max(awaited, 0), 1)[0];
  }

  /** What a call in the background met says nothing to a person who waits: their own call may still get through. */
  #failBehind({ isBackground }: Job, failure: CallFailure): void {
    for (const other of this.#waiting.splice(0)) {
      if (isBackground && !other.isBackground) this.#waiting.push(other);
      else other.resolve({ ...failure, uncertain: false });
    }
  }

  /** Never rejects: whatever fails here costs one call, and not all those behind it. */
  async #resultOf(job: Job): Promise<CallResult> {
    try {
      return await this.#perform(job);
    } catch (error) {
      reportFailure('a call of the keychain failed', error);
      return { ok: false, trouble: 'failed', uncertain: true };
    }
  }

  async #perform({ call, signal }: Job): Promise<CallResult> {
    const tried = new Set<AttemptFailure['repeatFor']>([null]);
    for (;;) {
      if (this.#isOver(signal)) return abandoned;
      const end = await this.#watched(call, signal);
      if (end.kind === 'done') return this.#done(end.value);
      if (end.kind === 'aborted' || this.#isOver(signal)) return abandoned;
      const { repeatFor, ...failure } = await this.#failureOf(end);
      if (tried.has(repeatFor) || call.op === 'set') return failure;
      tried.add(repeatFor);
    }
  }

  #isOver(signal: AbortSignal): boolean {
    return this.#closed || signal.aborted;
  }

  /** A service that was started by the call itself has an owner only now. */
  #done(value: CallValue): CallResult {
    this.#proven = true;
    void this.#owner.then((owner) => {
      if (owner === null) this.#owner = this.#askOwner();
    });
    return { ok: true, value };
  }

  async #failureOf(end: Exclude<WatchedEnd, { kind: 'done' | 'aborted' }>): Promise<AttemptFailure> {
    if (end.kind === 'givenUp') {
      return { ok: false, trouble: end.trouble, uncertain: true, repeatFor: end.trouble === 'restarted' ? 'newService' : null };
    }
    if (end.kind === 'notAsked') return { ok: false, trouble: 'failed', uncertain: false, repeatFor: null };
    if (end.kind === 'notLoaded' || end.kind === 'libraryMissing') {
      // What is installed meanwhile is found by the next child.
      this.#child.replace();
      return { ok: false, trouble: end.kind, uncertain: false, repeatFor: null };
    }
    const { facts, known } = await this.#look();
    const trouble = troubleOfFailure(facts, known);
    if (end.kind === 'lost') {
      return { ok: false, trouble: trouble === 'denied' ? 'failed' : trouble, uncertain: true, repeatFor: 'newService' };
    }
    const repeatFor = this.#reasonToRepeat(isRestarted(facts, known), trouble, end.tookMs);
    if (repeatFor !== null || trouble === 'stopped') this.#child.replace();
    return { ok: false, trouble, uncertain: false, repeatFor };
  }

  /** Its session is with a service that is no more. Or it got none: KWallet refuses one of 256 for how its random key begins. */
  #reasonToRepeat(restarted: boolean, trouble: KeychainTrouble, tookMs: number): AttemptFailure['repeatFor'] {
    if (restarted) return 'newService';
    return trouble === 'denied' && !this.#proven && tookMs < quickerThanPeopleMs ? 'noSession' : null;
  }

  /** The call's end, or why it was not waited for any longer; then there is a new child. */
  async #watched(call: KeychainCall, signal: AbortSignal): Promise<WatchedEnd> {
    const startedAt = performance.now();
    const aborted = whenAborted(signal);
    const end = Promise.race([this.#child.call(call), aborted.promise]);
    try {
      for (;;) {
        const seen = (await within(end, this.#deps.lookEveryMs)) ?? (await Promise.race([end, this.#look()]));
        if ('kind' in seen) {
          if (seen.kind === 'aborted') this.#child.replace();
          return seen;
        }
        const trouble = troubleOfWaiting(seen.facts, seen.known, performance.now() - startedAt, this.#deps.patience);
        if (trouble === null) continue;
        this.#child.replace();
        return { kind: 'givenUp', trouble };
      }
    } finally {
      aborted.stop();
    }
  }

  async #look(): Promise<{ facts: ServiceFacts | null; known: string | null }> {
    const [facts, known] = await Promise.all([this.#facts(), this.#owner]);
    return { facts, known };
  }

  #facts(): Promise<ServiceFacts | null> {
    return this.#deps.service?.facts() ?? Promise.resolve(null);
  }

  #askOwner(): Promise<string | null> {
    return this.#deps.service?.owner() ?? Promise.resolve(null);
  }
}

/** `null` when it takes longer than that. */
function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

function whenAborted(signal: AbortSignal): { promise: Promise<{ kind: 'aborted' }>; stop: () => void } {
  let listener = (): void => undefined;
  const promise = new Promise<{ kind: 'aborted' }>((resolve) => {
    listener = () => resolve({ kind: 'aborted' });
    signal.addEventListener('abort', listener, { once: true });
  });
  return { promise, stop: () => signal.removeEventListener('abort', listener) };
}
