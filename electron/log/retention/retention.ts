/** Removes, in idle time, what exceeds the retention settings: in small steps, oldest first. Then it reclaims the free pages. */
import { setTimeout as pause } from 'node:timers/promises';
import { ok, fail, failText, type Result } from '../../shared/domain/result.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { numberSettings } from '../../shared/domain/settings.ts';
import type { BackgroundQuery } from '../database/background-query.ts';
import { reclaimFreePages } from './reclaim-free-pages.ts';
import type { LogAccess } from '../store/log-access.ts';
import { logErrorText } from '../database/log-errors.ts';
import { AdaptiveBatch } from '../../shared/base/adaptive-batch.ts';
import type { SendLedger } from '../ledger/send-ledger.ts';
import type { ClockState } from '../ledger/trusted-clock.ts';
import {
  allowanceAfter,
  daysAhead,
  isClockDoubtful,
  isWithinConsent,
  isLarge,
  isUnusual,
  mostEntries,
  questionText,
  type RemovalQuestion,
  type ForecastWithTotals,
} from '../../shared/domain/removal-question.ts';
import { isUnlimited, limitsOf, type Forecast, type KeepRules, type Limits } from '../../shared/domain/retention-policy.ts';
import { RetentionQueries } from './retention-queries.ts';
import { hourMs, dayMs } from '../../shared/base/time-units.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export interface RetentionDeps {
  log: LogAccess;
  /** Opens a connection to the log for slow queries. */
  openQuery: () => BackgroundQuery;
  rules: () => KeepRules & { duplicateHours: number };
  /** Whether nothing is being sent and no other work on the log is under way. */
  idle: () => boolean;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called when something was removed. */
  onChange: () => void;
  /** The time as far as it can be trusted, and what a person agreed to. */
  ledger: RetentionLedger;
  /** Called with a text for people when something unusual happens. */
  notify: (text: string) => void;
  /** Called when there is another question, or none any more. */
  onQuestion: (question: RemovalQuestion | null) => void;
}

/** What retention needs from the ledger. */
export type RetentionLedger = Pick<SendLedger, 'allowance' | 'confirmClock' | 'prune' | 'recentFrom' | 'removal'> & {
  now(): Pick<ClockState, 'wall' | 'steady' | 'sure'>;
};

/** Milliseconds: one step, the pause after it, the wait while Keypost is busy, and the delays before the next run. */
const times = { step: 4, rest: 15, busy: 250, first: 10_000, soon: 2000, again: 5 * 60 * 1000 } as const;
/** Most entries of a step when removing by size: at most this many are removed beyond what is needed. */
const sizeBatchLimit = 20;

/** Ends a run early: Keypost closes, the settings have changed, or the log can't be written. The next run does the rest. */
class RunEnded extends Error {}

export class Retention {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<unknown> | null = null;
  #closed = false;
  /** All bodies up to this id that have to go were removed at that time; entries that were unknown then are checked again once a day. */
  #bodiesDone = { id: 0, at: 0 };
  /** Whether the settings have changed since the current run began: it ends, and another begins. */
  #isOutdated = false;
  /** The rules at the last change of settings, as JSON. */
  #knownRules: string;
  /** What the current run has removed. */
  #removed: Forecast = { entries: 0, bodies: 0 };
  /** Nothing is removed before a person has answered it. */
  #question: RemovalQuestion | null = null;
  /** Entries with higher ids stay in the current run, because nobody has agreed to their removal. */
  #upTo = Number.MAX_SAFE_INTEGER;
  /** How many entries the current run may remove. */
  #maxEntries = 0;
  /** Whether the current run has removed everything that has to go. */
  #isDone = false;

  constructor(private readonly deps: RetentionDeps) {
    this.#knownRules = this.#rulesNow();
  }

  start(): void {
    this.#schedule(times.first);
  }

  /** Call it when the settings have changed, even if not in what the log keeps. */
  settingsChanged(): void {
    const rules = this.#rulesNow();
    if (rules === this.#knownRules) return;
    this.#knownRules = rules;
    this.#bodiesDone = { id: 0, at: 0 };
    this.#isOutdated = true;
    if (this.#running === null) this.#schedule(times.soon);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** What these rules would remove now. Failure: `logNotReadable`. */
  async forecast(rules: KeepRules): Promise<Result<Forecast>> {
    try {
      return ok(await this.#withFinder((what) => what.forecast(this.#limitsOf(rules))));
    } catch (error) {
      return notForecast(error);
    }
  }

  /** What a person has to agree to before anything more is removed; `null` where there is nothing. */
  question(): RemovalQuestion | null {
    return this.#question;
  }

  /**
   * Call it when a person agrees to the removal of `seen`, and, if that was the question, that the computer's clock is right. Failures:
   * `retention.moreNow`, when more would be removed by now, and `logNotReadable`.
   */
  async confirm(seen: Forecast): Promise<Result<null>> {
    const { ledger, log } = this.deps;
    const isOfClock = this.#question !== null && this.#question.clockAheadDays !== null;
    const limits = this.#limitsAt(this.deps.rules(), isOfClock ? ledger.now().wall : this.#now());
    try {
      const now = await this.#withFinder((what) => what.weigh(limits));
      if (!isWithinConsent(now, seen)) {
        this.#setQuestion({ ...now, clockAheadDays: isOfClock ? daysAhead(ledger.now()) : null });
        return failText({ code: 'retention.moreNow', params: { entries: now.entries, bodies: now.bodies } });
      }
      if (isOfClock) ledger.confirmClock();
      ledger.removal = { rules: this.#rulesNow(), upTo: valueOf(log.newestId()) };
    } catch (error) {
      return notForecast(error);
    }
    this.#setQuestion(null);
    if (this.#running === null) this.#schedule(times.soon);
    return ok(null);
  }

  /** Resolves when everything is removed that has to go, or nothing more can be done now. Never rejects. */
  async run(): Promise<void> {
    this.#isOutdated = false;
    await this.#forgetOld();
    const limits = this.#limitsOf(this.deps.rules());
    if (isUnlimited(limits.entries) && isUnlimited(limits.bodies)) {
      this.#setQuestion(null);
      return;
    }
    this.#removed = { entries: 0, bodies: 0 };
    this.#isDone = false;
    try {
      await this.#withFinder((what) => this.#removeAllowed(what, limits));
      await reclaimFreePages(this.deps.log, times.step, () => this.#rest());
    } catch (error) {
      // People hear of it from the log itself.
      reportFailure('old entries could not be removed', error);
    } finally {
      if (this.#removed.entries + this.#removed.bodies > 0) this.deps.onChange();
    }
  }

  /** Removes more than a fifth of the log only if a person has agreed to it, and nothing because of a clock that nothing confirms. */
  async #removeAllowed(what: RetentionQueries, limits: Limits): Promise<void> {
    const { ledger, notify } = this.deps;
    const weighed = await what.weigh(limits);
    if (this.#fits(limits)) ledger.allowance = null;
    const { allowance } = ledger;
    const agreed = ledger.removal?.rules === this.#rulesNow() ? ledger.removal : null;
    const needsConsent = isLarge(weighed, allowance) && agreed === null;
    if (!needsConsent) {
      this.#upTo = agreed?.upTo ?? Number.MAX_SAFE_INTEGER;
      this.#maxEntries = mostEntries(weighed, agreed !== null, allowance);
      // In case Keypost ends in the middle of it; corrected below.
      if (weighed.entries > 0) ledger.allowance = allowanceAfter(weighed, this.#maxEntries, agreed !== null, allowance);
      try {
        await this.#remove(what, limits);
      } finally {
        ledger.allowance = this.#isDone ? null : allowanceAfter(weighed, this.#removed.entries, agreed !== null, allowance);
        if (agreed !== null || isUnusual(this.#removed, weighed)) this.#notifyRemoved(notify);
      }
      // If a person has agreed to something else in the meantime, that is for the next run.
      if (ledger.removal?.rules === agreed?.rules && ledger.removal?.upTo === agreed?.upTo) ledger.removal = null;
    }
    await this.#updateQuestion(what, needsConsent ? weighed : null);
  }

  #notifyRemoved(notice: (text: string) => void): void {
    const { entries, bodies } = this.#removed;
    if (entries + bodies > 0) notice(textOf({ code: 'retention.removed', params: { entries, bodies } }));
  }

  /**
   * `waiting`: the removal that needs an answer. If the clock is ahead and more would be removed by it, the question is about the clock.
   */
  async #updateQuestion(what: RetentionQueries, waiting: ForecastWithTotals | null): Promise<void> {
    const { ledger, rules } = this.deps;
    const clock = ledger.now();
    if (isClockDoubtful(clock)) {
      const byClock = await what.weigh(this.#limitsAt(rules(), clock.wall));
      if (byClock.entries + byClock.bodies > (waiting ? waiting.entries + waiting.bodies : 0)) {
        this.#setQuestion({ ...byClock, clockAheadDays: daysAhead(clock) });
        return;
      }
    }
    this.#setQuestion(waiting && { ...waiting, clockAheadDays: null });
  }

  #setQuestion(question: RemovalQuestion | null): void {
    if (question === null && this.#question === null) return;
    this.#question = question;
    this.deps.onQuestion(question);
    if (question !== null) this.deps.notify(textOf(questionText(question)));
  }

  /** Removes fingerprints that are too old for the guard against sending twice at any setting, and old sends from the ledger. */
  async #forgetOld(): Promise<void> {
    const { log, ledger } = this.deps;
    try {
      do await this.#rest();
      while (valueOf(log.forgetFingerprints(this.#now(), numberSettings.duplicateHours.max * hourMs)));
      while (ledger.prune()) await this.#rest();
    } catch (error) {
      // People hear of it from the log itself.
      reportFailure('old fingerprints could not be removed', error);
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

  /** No later than the time that Keypost can rely on: a clock that is set ahead must not make everything old. */
  #now(): number {
    return Math.min(this.deps.now(), this.deps.ledger.now().steady);
  }

  async #remove(what: RetentionQueries, limits: Limits): Promise<void> {
    const { before, bytes } = limits.entries;
    if (before !== null) {
      const older = await what.older(before, limits);
      await this.#removeInSteps(
        () => what.oldest(older),
        (ids) => this.#removeEntries(ids),
      );
    }
    if (bytes === null) this.#isDone = true;
    else await this.#removeUntilFits(what, limits);
    if (!isUnlimited(limits.bodies)) await this.#removeBodies(what, limits);
  }

  async #removeUntilFits(what: RetentionQueries, limits: Limits): Promise<void> {
    const older = await what.older(limits.guarded, limits);
    // The size of each entry is an estimate, so the number that was forecast, or agreed to, is a limit as well.
    const left = (): number => (this.#fits(limits) ? 0 : Math.max(0, this.#maxEntries - this.#removed.entries));
    await this.#removeInSteps(
      () => (left() === 0 ? Promise.resolve([]) : what.oldest(older)),
      (ids) => this.#removeEntries(ids.slice(0, left())),
      sizeBatchLimit,
    );
    this.#isDone = this.#removed.entries < this.#maxEntries || this.#fits(limits);
  }

  #fits({ entries: { bytes } }: Limits): boolean {
    return bytes === null || valueOf(this.deps.log.size()).used <= bytes;
  }

  async #removeBodies(what: RetentionQueries, limits: Limits): Promise<void> {
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
    await this.#removeInSteps(next, (ids) => {
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

  /** Removes what `find` returns, a few at a time, until it returns nothing more or nothing of it can be removed. */
  async #removeInSteps(
    find: () => Promise<readonly number[]>,
    remove: (ids: readonly number[]) => Result<number>,
    most?: number,
  ): Promise<void> {
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
    if (this.#closed || this.#isOutdated) throw new RunEnded();
  }

  async #withFinder<T>(job: (what: RetentionQueries) => Promise<T>): Promise<T> {
    const what = new RetentionQueries(this.deps.openQuery());
    try {
      return await job(what);
    } finally {
      await what.close();
    }
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#running = this.run().finally(() => {
        this.#running = null;
        this.#schedule(this.#isOutdated ? times.soon : times.again);
      });
    }, ms);
    this.#timer.unref();
  }
}

const notForecast = (error: unknown): Result<never> =>
  fail('logNotReadable', `Keypost couldn't find out what this would remove (${logErrorText(error)}). Nothing was changed.`);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new RunEnded(result.error.sentence);
  return result.value;
}
