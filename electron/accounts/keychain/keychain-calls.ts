/** Queues calls to the keychain and runs them one at a time. Each call can be given up, and background calls never delay the others. */
import type { StartChild } from '../../child/child.ts';
import type { KeychainCall } from './keychain-call.ts';
import { KeychainChild, type CallEnd } from './keychain-child.ts';
import { isRestarted, problemOfFailure, problemOfWaiting, type KeychainProblem, type CallTimeouts } from './keychain-problem.ts';
import type { SecretService, ServiceFacts } from './secret-service.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export type CallValue = string | boolean | null;

export interface CallFailure {
  ok: false;
  problem: KeychainProblem;
  /** Whether the call may still take effect, for example because it was given up or its child process ended. */
  uncertain: boolean;
}
export type CallResult = { ok: true; value: CallValue } | CallFailure;

export interface KeychainCallsDeps {
  startChild: StartChild;
  /** `null` if secrets are not kept by the Secret Service (macOS, Windows). */
  service: Pick<SecretService, 'facts' | 'owner'> | null;
  patience: CallTimeouts;
  /** Milliseconds between two checks whether a call that hasn't ended is still worth waiting for. */
  lookEveryMs: number;
}

export interface CallOptions {
  /** Aborting it gives up the call and closes its prompt. */
  signal?: AbortSignal | undefined;
  /** Every other call goes first, even a later one. This call is given up if it would delay one of them. */
  isBackground?: boolean;
}

interface Job {
  call: KeychainCall;
  isBackground: boolean;
  signal: AbortSignal;
  giveUp: () => void;
  resolve: (result: CallResult) => void;
}

type WatchedEnd = CallEnd | { kind: 'aborted' } | { kind: 'givenUp'; problem: KeychainProblem };

interface AttemptFailure extends CallFailure {
  /** Why a new child process may succeed; each reason allows one more attempt. `null`: no more attempts. */
  repeatFor: 'newService' | 'noSession' | null;
}

/** Problems of the whole keychain: when one call meets one of these, the calls waiting behind it would only fail the same way later. */
const ofAll: ReadonlySet<KeychainProblem> = new Set([
  'noBus',
  'absent',
  'cannotStart',
  'stopped',
  'notResponding',
  'unanswered',
  'notLoaded',
  'libraryMissing',
]);

/**
 * A refusal that comes in less than this many milliseconds wasn't made by a person, so the call can be repeated. Nobody gets the same
 * prompt twice.
 */
const quickerThanPeopleMs = 400;

/** How long, in milliseconds, a background call may continue while another call waits. A new child process takes longer to start. */
const yieldAfterMs = 150;

/** Whether a call that succeeded transferred a secret. The service tells without a session that there is no entry, and deletes one. */
const neededSession = ({ op }: KeychainCall, value: CallValue): boolean =>
  op === 'set' || (op === 'get' && value !== null) || (op === 'find' && value === true);

/** The call was given up by its caller, or in favour of another call. Nobody looks at `problem`. */
const abandoned: CallResult = { ok: false, problem: 'failed', uncertain: true };

export class KeychainCalls {
  readonly #deps: KeychainCallsDeps;
  readonly #child: KeychainChild;
  readonly #waiting: Job[] = [];
  #current: Job | null = null;
  #busy = false;
  #closed = false;
  /** Whether the current child process has a session with the keychain's service: a call that needs one has succeeded. */
  #hasSession = false;
  /** The bus name of the service that the child process talks to; looked up once for each child process. */
  #owner: Promise<string | null> = Promise.resolve(null);

  constructor(deps: KeychainCallsDeps) {
    this.#deps = deps;
    this.#child = new KeychainChild(deps.startChild, () => {
      this.#owner = this.#askOwner();
      this.#hasSession = false;
    });
  }

  /** Starts a child process ahead of time, so that the first call takes no longer than later ones. */
  warmUp(): void {
    if (!this.#closed) this.#child.warmUp();
  }

  /**
   * Never rejects. If the system opens a prompt, it can take up to `patience.promptMs`. A call is repeated in a new child process if the
   * service refused the child a session, and, except for a write, if the keychain's service was restarted.
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

  /** Gives up all calls and ends the child process. */
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
        if (!result.ok && ofAll.has(result.problem)) this.#failBehind(job, result);
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

  /** A problem of a background call doesn't fail the calls that a person waits for: they may still succeed. */
  #failBehind({ isBackground }: Job, failure: CallFailure): void {
    for (const other of this.#waiting.splice(0)) {
      if (isBackground && !other.isBackground) this.#waiting.push(other);
      else other.resolve({ ...failure, uncertain: false });
    }
  }

  /** Never rejects, so that an error fails only this call and not those behind it. */
  async #resultOf(job: Job): Promise<CallResult> {
    try {
      return await this.#perform(job);
    } catch (error) {
      reportFailure('a call of the keychain failed', error);
      return { ok: false, problem: 'failed', uncertain: true };
    }
  }

  async #perform({ call, signal }: Job): Promise<CallResult> {
    const tried = new Set<AttemptFailure['repeatFor']>([null]);
    for (;;) {
      if (this.#isOver(signal)) return abandoned;
      const end = await this.#watched(call, signal);
      if (end.kind === 'done') return this.#done(call, end.value);
      if (end.kind === 'aborted' || this.#isOver(signal)) return abandoned;
      const { repeatFor, ...failure } = await this.#failureOf(end);
      if (tried.has(repeatFor) || (call.op === 'set' && repeatFor === 'newService')) return failure;
      tried.add(repeatFor);
    }
  }

  #isOver(signal: AbortSignal): boolean {
    return this.#closed || signal.aborted;
  }

  /** If the call itself started the service, its owner is known only now. */
  #done(call: KeychainCall, value: CallValue): CallResult {
    this.#hasSession ||= neededSession(call, value);
    void this.#owner.then((owner) => {
      if (owner === null) this.#owner = this.#askOwner();
    });
    return { ok: true, value };
  }

  async #failureOf(end: Exclude<WatchedEnd, { kind: 'done' | 'aborted' }>): Promise<AttemptFailure> {
    if (end.kind === 'givenUp') {
      return { ok: false, problem: end.problem, uncertain: true, repeatFor: end.problem === 'restarted' ? 'newService' : null };
    }
    if (end.kind === 'notAsked') return { ok: false, problem: 'failed', uncertain: false, repeatFor: null };
    if (end.kind === 'notLoaded' || end.kind === 'libraryMissing') {
      // The next child process finds a library that is installed meanwhile.
      this.#child.replace();
      return { ok: false, problem: end.kind, uncertain: false, repeatFor: null };
    }
    const { facts, known } = await this.#look();
    const problem = problemOfFailure(facts, known);
    if (end.kind === 'lost') {
      return { ok: false, problem: problem === 'denied' ? 'failed' : problem, uncertain: true, repeatFor: 'newService' };
    }
    const repeatFor = this.#reasonToRepeat(isRestarted(facts, known), problem, end.tookMs);
    if (repeatFor !== null || problem === 'stopped') this.#child.replace();
    return { ok: false, problem, uncertain: false, repeatFor };
  }

  /**
   * `newService`: the child's session belongs to a service that has stopped. `noSession`: the child got no session; KWallet refuses about one in
   * 120, depending on how the random keys begin.
   */
  #reasonToRepeat(restarted: boolean, problem: KeychainProblem, tookMs: number): AttemptFailure['repeatFor'] {
    if (restarted) return 'newService';
    return problem === 'denied' && !this.#hasSession && tookMs < quickerThanPeopleMs ? 'noSession' : null;
  }

  /** Returns how the call ended, or why it was given up; in the second case the child process is replaced. */
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
        const problem = problemOfWaiting(seen.facts, seen.known, performance.now() - startedAt, this.#deps.patience);
        if (problem === null) continue;
        this.#child.replace();
        return { kind: 'givenUp', problem };
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

/** Resolves with `null` if the promise takes longer than `ms`. */
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
