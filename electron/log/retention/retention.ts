/** Removes in idle time what the settings keep no longer: in small steps, oldest first, and gives the room back to the system. */
import { setTimeout as pause } from 'node:timers/promises';
import { ok, fail, failText, type Result } from '../../shared/domain/result.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { numberSettings } from '../../shared/domain/settings.ts';
import type { BackgroundQuery } from '../database/background-query.ts';
import { reclaimFreePages } from './reclaim-free-pages.ts';
import type { LogAccess } from '../store/log-access.ts';
import { logTrouble } from '../database/log-trouble.ts';
import { AdaptiveBatch } from '../../shared/base/adaptive-batch.ts';
import type { SendLedger } from '../ledger/send-ledger.ts';
import type { ClockState } from '../ledger/trusted-clock.ts';
import {
  allowanceAfter,
  daysAhead,
  isClockDoubtful,
  isCovered,
  isLarge,
  isUnusual,
  mostEntries,
  questionText,
  type RemovalQuestion,
  type Weighed,
} from '../../shared/domain/removal-question.ts';
import { isUnlimited, limitsOf, type Forecast, type KeepRules, type Limits } from '../../shared/domain/retention-policy.ts';
import { WhatToRemove } from './what-to-remove.ts';
import { hourMs, dayMs } from '../../shared/base/time-units.ts';

export interface RetentionDeps {
  log: LogAccess;
  /** A connection to the log for what takes long. */
  openQuery: () => BackgroundQuery;
  rules: () => KeepRules & { duplicateHours: number };
  /** Whether nothing is being sent and no other work on the log is under way. */
  idle: () => boolean;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Something was removed. */
  changed: () => void;
  /** The time as far as it can be trusted, and what a person agreed to. */
  ledger: RetentionLedger;
  /** Called with a plain sentence for people when something unusual happens. */
  notice: (sentence: string) => void;
  /** There is another question, or none any more. */
  asked: (question: RemovalQuestion | null) => void;
}

/** What retention needs of the ledger. */
export type RetentionLedger = Pick<SendLedger, 'allowance' | 'confirmClock' | 'prune' | 'recentFrom' | 'removal'> & {
  now(): Pick<ClockState, 'wall' | 'steady' | 'sure'>;
};

/** Milliseconds: one step, the rest after it, the wait until it is idle, and when it all begins again. */
const times = { step: 4, rest: 15, busy: 250, first: 10_000, soon: 2000, again: 5 * 60 * 1000 } as const;
/** Entries of a step where it ends as soon as the rest fits: no more than these go too many. */
const fewAtOnce = 20;

/** Ends a run: Keypost closes, other rules hold, or the log can't be written. What is left is done the next time. */
class Ended extends Error {}

export class Retention {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<unknown> | null = null;
  #closed = false;
  /** Up to this id every body that goes is gone, as of that moment; entries that were unknown then are looked at once a day. */
  #bodiesDone = { id: 0, at: 0 };
  /** The rules by which a run under way began do not hold any more: it ends, and another begins. */
  #outdated = false;
  /** The rules as they were looked at last. */
  #known: string;
  /** What the run under way has removed. */
  #removed: Forecast = { entries: 0, bodies: 0 };
  /** Nothing goes before a person has answered it. */
  #question: RemovalQuestion | null = null;
  /** Entries above this one stay in the run under way: nobody has agreed to their removal. */
  #upTo = Number.MAX_SAFE_INTEGER;
  /** So many entries may go in the run under way. */
  #most = 0;
  /** Whether the run under way has removed all that has to go. */
  #isDone = false;

  constructor(private readonly deps: RetentionDeps) {
    this.#known = this.#rulesNow();
  }

  start(): void {
    this.#after(times.first);
  }

  /** The settings have changed, maybe in what the log keeps. */
  settingsChanged(): void {
    const rules = this.#rulesNow();
    if (rules === this.#known) return;
    this.#known = rules;
    this.#bodiesDone = { id: 0, at: 0 };
    this.#outdated = true;
    if (this.#running === null) this.#after(times.soon);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** What these rules would remove by now. Failure: `logNotReadable`. */
  async forecast(rules: KeepRules): Promise<Result<Forecast>> {
    try {
      return ok(await this.#looking((what) => what.forecast(this.#limitsOf(rules))));
    } catch (error) {
      return notSeen(error);
    }
  }

  /** What a person has to agree to before anything more is removed; `null` for nothing. */
  question(): RemovalQuestion | null {
    return this.#question;
  }

  /**
   * A person agrees to what the present limits remove, having been told about `seen`; and, where that was asked, that the computer's clock is
   * right. Failures: `retention.moreNow`, when it would be more by now, and `logNotReadable`.
   */
  async confirm(seen: Forecast): Promise<Result<null>> {
    const { ledger, log } = this.deps;
    const isOfClock = this.#question !== null && this.#question.clockAheadDays !== null;
    const limits = this.#limitsAt(this.deps.rules(), isOfClock ? ledger.now().wall : this.#now());
    try {
      const now = await this.#looking((what) => what.weigh(limits));
      if (!isCovered(now, seen)) {
        this.#ask({ ...now, clockAheadDays: isOfClock ? daysAhead(ledger.now()) : null });
        return failText({ code: 'retention.moreNow', params: { entries: now.entries, bodies: now.bodies } });
      }
      if (isOfClock) ledger.confirmClock();
      ledger.removal = { rules: this.#rulesNow(), upTo: valueOf(log.newestId()) };
    } catch (error) {
      return notSeen(error);
    }
    this.#ask(null);
    if (this.#running === null) this.#after(times.soon);
    return ok(null);
  }

  /** Resolves when all is removed that has to go, or nothing more can be done now. Never rejects. */
  async run(): Promise<void> {
    this.#outdated = false;
    await this.#forgetOld();
    const limits = this.#limitsOf(this.deps.rules());
    if (isUnlimited(limits.entries) && isUnlimited(limits.bodies)) {
      this.#ask(null);
      return;
    }
    this.#removed = { entries: 0, bodies: 0 };
    this.#isDone = false;
    try {
      await this.#looking((what) => this.#removeAllowed(what, limits));
      await reclaimFreePages(this.deps.log, times.step, () => this.#rest());
    } catch {
      // The log itself tells what is wrong with it.
    } finally {
      if (this.#removed.entries + this.#removed.bodies > 0) this.deps.changed();
    }
  }

  /** More than a fifth of the log goes only when a person has agreed to it, and nothing for a clock that nothing confirms. */
  async #removeAllowed(what: WhatToRemove, limits: Limits): Promise<void> {
    const { ledger, notice } = this.deps;
    const weighed = await what.weigh(limits);
    if (this.#fits(limits)) ledger.allowance = null;
    const { allowance } = ledger;
    const agreed = ledger.removal?.rules === this.#rulesNow() ? ledger.removal : null;
    const waits = isLarge(weighed, allowance) && agreed === null;
    if (!waits) {
      this.#upTo = agreed?.upTo ?? Number.MAX_SAFE_INTEGER;
      this.#most = mostEntries(weighed, agreed !== null, allowance);
      // For the case that Keypost ends in the middle of it; put right below.
      if (weighed.entries > 0) ledger.allowance = allowanceAfter(weighed, this.#most, agreed !== null, allowance);
      try {
        await this.#remove(what, limits);
      } finally {
        ledger.allowance = this.#isDone ? null : allowanceAfter(weighed, this.#removed.entries, agreed !== null, allowance);
        if (agreed !== null || isUnusual(this.#removed, weighed)) this.#tellRemoved(notice);
      }
      // What was agreed to meanwhile is for the next run.
      if (ledger.removal?.rules === agreed?.rules && ledger.removal?.upTo === agreed?.upTo) ledger.removal = null;
    }
    await this.#askFor(what, waits ? weighed : null);
  }

  #tellRemoved(notice: (sentence: string) => void): void {
    const { entries, bodies } = this.#removed;
    if (entries + bodies > 0) notice(textOf({ code: 'retention.removed', params: { entries, bodies } }));
  }

  /** `waiting`: what waits for an answer. A clock that is ahead is asked about where by it more would go. */
  async #askFor(what: WhatToRemove, waiting: Weighed | null): Promise<void> {
    const { ledger, rules } = this.deps;
    const clock = ledger.now();
    if (isClockDoubtful(clock)) {
      const byClock = await what.weigh(this.#limitsAt(rules(), clock.wall));
      if (byClock.entries + byClock.bodies > (waiting ? waiting.entries + waiting.bodies : 0)) {
        this.#ask({ ...byClock, clockAheadDays: daysAhead(clock) });
        return;
      }
    }
    this.#ask(waiting && { ...waiting, clockAheadDays: null });
  }

  #ask(question: RemovalQuestion | null): void {
    if (question === null && this.#question === null) return;
    this.#question = question;
    this.deps.asked(question);
    if (question !== null) this.deps.notice(textOf(questionText(question)));
  }

  /** Of what the guard against sending twice can't be set to look at any more, it keeps nothing; the ledger likewise. */
  async #forgetOld(): Promise<void> {
    const { log, ledger } = this.deps;
    try {
      do await this.#rest();
      while (valueOf(log.forgetFingerprints(this.#now(), numberSettings.duplicateHours.max * hourMs)));
      while (ledger.prune()) await this.#rest();
    } catch {
      // The log itself tells what is wrong with it.
    }
  }

  #rulesNow(): string {
    const { keepEntriesDays, keepEntriesMegabytes, keepBodiesDays, keepBodiesMegabytes, duplicateHours } = this.deps.rules();
    return JSON.stringify([keepEntriesDays, keepEntriesMegabytes, keepBodiesDays, keepBodiesMegabytes, duplicateHours]);
  }

  #limitsOf(rules: KeepRules): Limits {
    return this.#limitsAt(rules, this.#now());
  }

  #limitsAt(rules: KeepRules, moment: number): Limits {
    const { ledger, now } = this.deps;
    const { duplicateHours } = this.deps.rules();
    const { steady, sure } = ledger.now();
    return {
      ...limitsOf(rules, duplicateHours, moment),
      guardedFrom: duplicateHours === 0 ? null : ledger.recentFrom(duplicateHours * hourMs),
      latest: Math.max(now(), steady, sure),
    };
  }

  /** No later than what Keypost can be sure of: a clock that is set ahead must not make everything old. */
  #now(): number {
    return Math.min(this.deps.now(), this.deps.ledger.now().steady);
  }

  async #remove(what: WhatToRemove, limits: Limits): Promise<void> {
    const { before, bytes } = limits.entries;
    if (before !== null) {
      const older = await what.older(before, limits);
      await this.#all(
        () => what.oldest(older),
        (ids) => this.#removeEntries(ids),
      );
    }
    if (bytes === null) this.#isDone = true;
    else await this.#untilFits(what, limits);
    if (!isUnlimited(limits.bodies)) await this.#bodies(what, limits);
  }

  async #untilFits(what: WhatToRemove, limits: Limits): Promise<void> {
    const older = await what.older(limits.guarded, limits);
    // How much each entry takes is estimated, so the number that was weighed, or agreed to, holds as well.
    const left = (): number => (this.#fits(limits) ? 0 : Math.max(0, this.#most - this.#removed.entries));
    await this.#all(
      () => (left() === 0 ? Promise.resolve([]) : what.oldest(older)),
      (ids) => this.#removeEntries(ids.slice(0, left())),
      fewAtOnce,
    );
    this.#isDone = this.#removed.entries < this.#most || this.#fits(limits);
  }

  #fits({ entries: { bytes } }: Limits): boolean {
    return bytes === null || valueOf(this.deps.log.size()).used <= bytes;
  }

  async #bodies(what: WhatToRemove, limits: Limits): Promise<void> {
    const { log, now } = this.deps;
    if (now() - this.#bodiesDone.at > dayMs) this.#bodiesDone = { id: 0, at: now() };
    const bounds = await what.bodyBounds(limits);
    if (bounds === null) return;
    let after = this.#bodiesDone.id;
    const next = async (): Promise<readonly number[]> => {
      const ids = await what.bodies(after, bounds);
      after = ids.at(-1) ?? after;
      return ids;
    };
    await this.#all(next, (ids) => {
      const gone = log.removeBodies(ids, now());
      if (gone.ok) this.#removed.bodies += gone.value;
      return gone;
    });
    this.#bodiesDone.id = Math.max(this.#bodiesDone.id, bounds.upTo);
  }

  #removeEntries(ids: readonly number[]): Result<number> {
    const gone = this.deps.log.removeEntries(ids);
    if (gone.ok) this.#removed.entries += gone.value;
    return gone;
  }

  /** Removes what `find` finds, a few at a time, until it finds nothing more or nothing of it goes. */
  async #all(find: () => Promise<readonly number[]>, remove: (ids: readonly number[]) => Result<number>, most?: number): Promise<void> {
    const batch = new AdaptiveBatch(times.step, most);
    for (;;) {
      const ids = (await find()).filter((id) => id <= this.#upTo);
      let removed = 0;
      for (let at = 0; at < ids.length;) {
        await this.#rest();
        removed += batch.run((size) => {
          const some = ids.slice(at, at + size);
          at += some.length;
          return valueOf(remove(some));
        });
      }
      if (removed === 0) return;
    }
  }

  async #rest(): Promise<void> {
    this.deps.log.checkpointStep();
    await pause(times.rest, undefined, { ref: false });
    while (!this.#closed && !this.deps.idle()) await pause(times.busy, undefined, { ref: false });
    if (this.#closed || this.#outdated) throw new Ended();
  }

  async #looking<T>(job: (what: WhatToRemove) => Promise<T>): Promise<T> {
    const what = new WhatToRemove(this.deps.openQuery());
    try {
      return await job(what);
    } finally {
      await what.close();
    }
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#running = this.run().finally(() => {
        this.#running = null;
        this.#after(this.#outdated ? times.soon : times.again);
      });
    }, ms);
    this.#timer.unref();
  }
}

const notSeen = (error: unknown): Result<never> =>
  fail('logNotReadable', `It could not be seen what that removes (${logTrouble(error)}). Nothing was changed.`);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Ended(result.error.sentence);
  return result.value;
}
