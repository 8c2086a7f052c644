/** The contact behind the form's customer key, and what the log knows about it. Nothing here affects what Send does. */
import type { EntrySummary, RecipientReport } from '../../electron/shared/ipc/contract.ts';
import { foldLookAlikes } from '../../electron/shared/base/fold-look-alikes.ts';
import { call, on } from '../ipc/bridge.ts';
import { resource } from '../stores/resource.svelte.ts';
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

  #subject: Subject = { accountId: '', customerKey: '', list: '' };
  #realm = '';
  #automatic = false;
  #isSending = false;
  /** Whether the form's contact hasn't been looked up yet. */
  #due = false;
  #running = false;
  #request = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #brief: ReturnType<typeof setTimeout> | undefined;
  /** A log that can't be read is reported elsewhere. */
  readonly #log = resource({
    load: () => {
      const { accountId, customerKey } = this.#subject;
      return customerKey === '' || accountId === '' ? null : call('recipient.recentSends', { accountId, customerKey });
    },
    reloadOn: {
      entryChanged: ({ customerKey }) => foldLookAlikes(customerKey) === foldLookAlikes(this.#subject.customerKey),
      logChanged: true,
    },
    delayMs: gatherMs,
    onFailure: 'clear',
  });

  /** The latest sends to this key, newest first. */
  get entries(): readonly EntrySummary[] {
    return this.#log.value ?? [];
  }

  /** Returns a function that stops all queries and cancels the running one. */
  start(): () => void {
    this.#due = true;
    const stops = [
      this.#log.start(),
      on('accountsChanged', () => {
        // With another password the look-up may succeed.
        if (this.report?.state !== 'found') this.#lookUpAgain();
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#rest);
      this.#stop();
    };
  }

  /**
   * The form's contact, whether a send is running, and whether the settings want look-ups. No look-up starts during a send. `realm`: the
   * account's site and realm, because the same key is another contact elsewhere.
   */
  follow(subject: Subject, isSending: boolean, automatic: boolean, realm = ''): void {
    const before = this.#subject;
    const isAnother = subject.accountId !== before.accountId || subject.customerKey !== before.customerKey || realm !== this.#realm;
    const changed = isAnother || subject.list !== before.list || (automatic && !this.#automatic);
    this.#subject = subject;
    this.#realm = realm;
    this.#isSending = isSending;
    this.#automatic = automatic;
    if (isAnother) this.#forget();
    this.#due ||= changed;
    if (this.#due) this.#lookUpSoon();
  }

  /** Requested by the user: looks up again, whatever the settings are. */
  lookUp(): void {
    if (this.#isSending) return;
    clearTimeout(this.#rest);
    this.#due = false;
    void this.#log.reload();
    void this.#lookUpNow(true);
  }

  #lookUpAgain(): void {
    this.#due = true;
    this.#lookUpSoon();
  }

  #forget(): void {
    this.#stop();
    this.report = null;
    this.failure = '';
    this.#log.clear();
  }

  #stop(): void {
    this.#request++;
    this.#ended();
    if (this.#running) void call('recipient.stop', null);
    this.#running = false;
  }

  #lookUpSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (composition.active) return this.#lookUpSoon();
      if (this.#subject.customerKey === '' || this.#subject.accountId === '') return;
      void this.#log.reload();
      if (!this.#automatic || this.#isSending) return;
      this.#due = false;
      void this.#lookUpNow(false);
    }, restMs);
  }

  async #lookUpNow(asked: boolean): Promise<void> {
    const request = ++this.#request;
    this.failure = '';
    this.#running = true;
    clearTimeout(this.#brief);
    this.#brief = setTimeout(() => (this.slow = true), briefMs);
    const result = await call('recipient.lookUp', { ...this.#subject, asked });
    if (request !== this.#request) return;
    this.#running = false;
    this.#ended();
    this.report = result.ok ? result.value : null;
    if (!result.ok && asked) this.failure = result.error.sentence;
  }

  #ended(): void {
    clearTimeout(this.#brief);
    this.slow = false;
  }
}

export const recipient = new Recipient();
