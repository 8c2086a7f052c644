/** The contact behind the form's customer key, and what the log knows about it. Nothing here affects what Send does. */
import type { EntrySummary, RecipientReport } from '../../electron/shared/ipc/contract.ts';
import { foldText } from '../../electron/shared/base/fold-text.ts';
import { call, on } from '../ipc/bridge.ts';
import { composition } from '../ui/composition.ts';

/** Milliseconds without typing after which a key counts as complete. */
const restMs = 350;
/** Milliseconds. A faster look-up isn't shown as running, because that would flicker. */
const briefMs = 150;
/** Milliseconds. An entry changes twice in quick succession: when it is written and when it gets its outcome. */
const gatherMs = 100;

export interface Subject {
  accountId: string;
  /** Both without outer spaces. */
  customerKey: string;
  list: string;
}

class Recipient {
  report = $state.raw<RecipientReport | null>(null);
  /** Whether a look-up takes long enough to be shown as running. */
  slow = $state(false);
  /** Why a requested look-up failed; empty otherwise. */
  failure = $state('');
  /** The latest sends to this key, newest first. */
  entries = $state.raw<readonly EntrySummary[]>([]);

  #subject: Subject = { accountId: '', customerKey: '', list: '' };
  #place = '';
  #automatic = false;
  #held = false;
  /** Whether the form's contact hasn't been looked up yet. */
  #due = false;
  #running = false;
  #ask = 0;
  #askLog = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #brief: ReturnType<typeof setTimeout> | undefined;
  #gather: ReturnType<typeof setTimeout> | undefined;

  /** Returns a function that stops all queries and cancels the running one. */
  start(): () => void {
    this.#due = true;
    const stops = [
      on('entryChanged', ({ customerKey }) => {
        if (foldText(customerKey) === foldText(this.#subject.customerKey)) this.#readLogSoon();
      }),
      on('logChanged', () => this.#readLogSoon()),
      on('accountsChanged', () => {
        // With another password the look-up may succeed.
        if (this.report?.state !== 'found') this.#again();
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#rest);
      clearTimeout(this.#gather);
      this.#askLog++;
      this.#stop();
    };
  }

  /**
   * The form's contact, whether a send is running, and whether the settings want look-ups. No look-up starts during a send. `place`: the
   * account's site and realm, because the same key is another contact elsewhere.
   */
  follow(subject: Subject, held: boolean, automatic: boolean, place = ''): void {
    const before = this.#subject;
    const another = subject.accountId !== before.accountId || subject.customerKey !== before.customerKey || place !== this.#place;
    const changed = another || subject.list !== before.list || (automatic && !this.#automatic);
    this.#subject = subject;
    this.#place = place;
    this.#held = held;
    this.#automatic = automatic;
    if (another) this.#forget();
    this.#due ||= changed;
    if (this.#due) this.#lookSoon();
  }

  /** Requested by the user: looks up again, whatever the settings are. */
  lookUp(): void {
    if (this.#held) return;
    clearTimeout(this.#rest);
    this.#due = false;
    this.#readLogSoon();
    void this.#look(true);
  }

  #again(): void {
    this.#due = true;
    this.#lookSoon();
  }

  #forget(): void {
    this.#stop();
    this.report = null;
    this.failure = '';
    this.entries = [];
    this.#askLog++;
  }

  #stop(): void {
    this.#ask++;
    this.#ended();
    if (this.#running) void call('recipient.stop', null);
    this.#running = false;
  }

  #lookSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (composition.active) return this.#lookSoon();
      if (this.#subject.customerKey === '' || this.#subject.accountId === '') return;
      void this.#readLog();
      if (!this.#automatic || this.#held) return;
      this.#due = false;
      void this.#look(false);
    }, restMs);
  }

  async #look(asked: boolean): Promise<void> {
    const ask = ++this.#ask;
    this.failure = '';
    this.#running = true;
    clearTimeout(this.#brief);
    this.#brief = setTimeout(() => (this.slow = true), briefMs);
    const result = await call('recipient.look', { ...this.#subject, asked });
    if (ask !== this.#ask) return;
    this.#running = false;
    this.#ended();
    this.report = result.ok ? result.value : null;
    if (!result.ok && asked) this.failure = result.error.sentence;
  }

  #ended(): void {
    clearTimeout(this.#brief);
    this.slow = false;
  }

  #readLogSoon(): void {
    clearTimeout(this.#gather);
    this.#gather = setTimeout(() => void this.#readLog(), gatherMs);
  }

  /** A log that can't be read is reported elsewhere. */
  async #readLog(): Promise<void> {
    const ask = ++this.#askLog;
    const { accountId, customerKey } = this.#subject;
    const result = customerKey === '' || accountId === '' ? null : await call('recipient.known', { accountId, customerKey });
    if (ask === this.#askLog) this.entries = result?.ok ? result.value : [];
  }
}

export const recipient = new Recipient();
