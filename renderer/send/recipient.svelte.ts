/** Who the customer key in the form names, and what the log knows of it. Nothing here has a say in what Send does. */
import type { EntrySummary, RecipientReport } from '../../electron/shared/ipc/contract.ts';
import { foldText } from '../../electron/shared/base/fold-text.ts';
import { call, on } from '../ipc/bridge.ts';
import { composition } from '../ui/composition.ts';

/** Milliseconds without another letter until a key counts as typed. */
const restMs = 350;
/** A look-up that is over sooner is not said to be under way: that would only flicker. */
const briefMs = 150;
/** An entry changes twice within a moment, when it is written and when it is settled. */
const gatherMs = 100;

export interface Subject {
  accountId: string;
  /** Without outer spaces, both. */
  customerKey: string;
  list: string;
}

class Recipient {
  report = $state.raw<RecipientReport | null>(null);
  /** Whether a look-up takes long enough to be said. */
  slow = $state(false);
  /** Why a look-up that somebody asked for told nothing; empty otherwise. */
  failure = $state('');
  /** The last sends to this key, newest first. */
  entries = $state.raw<readonly EntrySummary[]>([]);

  #subject: Subject = { accountId: '', customerKey: '', list: '' };
  #place = '';
  #automatic = false;
  #held = false;
  /** Whether the form says something that no look-up was made for yet. */
  #due = false;
  #running = false;
  #ask = 0;
  #askLog = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #brief: ReturnType<typeof setTimeout> | undefined;
  #gather: ReturnType<typeof setTimeout> | undefined;

  /** Returns the way to stop: nothing is asked any more, and what is under way ends. */
  start(): () => void {
    this.#due = true;
    const stops = [
      on('entryChanged', ({ customerKey }) => {
        if (foldText(customerKey) === foldText(this.#subject.customerKey)) this.#readLogSoon();
      }),
      on('logChanged', () => this.#readLogSoon()),
      on('accountsChanged', () => {
        // Another password may tell what this one did not.
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
   * What the form says now, whether a send is under way, and whether the settings want look-ups: none begins while a send is. `place`: where
   * the account's contacts are, its site and realm, for another one has other contacts under the same keys.
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

  /** A person asks for it: whatever the settings say, and anew. */
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

  /** A log that can't be read says so elsewhere. */
  async #readLog(): Promise<void> {
    const ask = ++this.#askLog;
    const { accountId, customerKey } = this.#subject;
    const result = customerKey === '' || accountId === '' ? null : await call('recipient.known', { accountId, customerKey });
    if (ask === this.#askLog) this.entries = result?.ok ? result.value : [];
  }
}

export const recipient = new Recipient();
