/** Removes in idle time what the settings keep no longer: in small steps, oldest first, and gives the room back to the system. */
import { setTimeout as pause } from 'node:timers/promises';
import { ok, fail, type Result } from '../../result.ts';
import { duplicateBounds } from '../../settings/settings.ts';
import type { BackgroundQuery } from '../background-query.ts';
import { giveAllBack } from '../give-back.ts';
import type { LogAccess } from '../log-access.ts';
import { logTrouble } from '../log-trouble.ts';
import { Pace } from '../pace.ts';
import { isUnlimited, limitsOf, type Forecast, type KeepRules, type Limits } from './retention-policy.ts';
import { WhatToRemove } from './what-to-remove.ts';

export interface RetentionParts {
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
}

/** Milliseconds: one step, the rest after it, the wait until it is idle, and when it all begins again. */
const times = { step: 4, rest: 15, busy: 250, first: 10_000, soon: 2000, again: 5 * 60 * 1000 } as const;
/** Entries of a step where it ends as soon as the rest fits: no more than these go too many. */
const fewAtOnce = 20;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

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
  /** Entries and bodies that the run under way has removed. */
  #removed = 0;

  constructor(private readonly parts: RetentionParts) {
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
      return fail('logNotReadable', `It could not be seen what that removes (${logTrouble(error)}). Nothing was changed.`);
    }
  }

  /** Resolves when all is removed that has to go, or nothing more can be done now. Never rejects. */
  async run(): Promise<void> {
    this.#outdated = false;
    await this.#forgetMarks();
    const limits = this.#limitsOf(this.parts.rules());
    if (isUnlimited(limits.entries) && isUnlimited(limits.bodies)) return;
    this.#removed = 0;
    try {
      await this.#looking((what) => this.#remove(what, limits));
      await giveAllBack(this.parts.log, times.step, () => this.#rest());
    } catch {
      // The log itself tells what is wrong with it.
    } finally {
      if (this.#removed > 0) this.parts.changed();
    }
  }

  /** Of what the guard against sending twice can't be set to look at any more, it keeps nothing. */
  async #forgetMarks(): Promise<void> {
    const { log, now } = this.parts;
    try {
      do await this.#rest();
      while (valueOf(log.forgetMarks(now(), duplicateBounds.max * hourMs)));
    } catch {
      // The log itself tells what is wrong with it.
    }
  }

  #rulesNow(): string {
    const { keepEntriesDays, keepEntriesMegabytes, keepBodiesDays, keepBodiesMegabytes, duplicateHours } = this.parts.rules();
    return JSON.stringify([keepEntriesDays, keepEntriesMegabytes, keepBodiesDays, keepBodiesMegabytes, duplicateHours]);
  }

  #limitsOf(rules: KeepRules): Limits {
    return limitsOf(rules, this.parts.rules().duplicateHours, this.parts.now());
  }

  async #remove(what: WhatToRemove, { entries, bodies, guarded }: Limits): Promise<void> {
    const { log } = this.parts;
    const { before, bytes } = entries;
    if (before !== null)
      await this.#all(
        () => what.entriesBefore(before),
        (ids) => log.removeEntries(ids),
      );
    if (bytes !== null) await this.#untilFits(what, bytes, guarded);
    if (!isUnlimited(bodies)) await this.#bodies(what, bodies);
  }

  async #untilFits(what: WhatToRemove, bytes: number, guarded: number): Promise<void> {
    const { log } = this.parts;
    const fits = (): boolean => valueOf(log.size()).used <= bytes;
    await this.#all(
      () => (fits() ? Promise.resolve([]) : what.oldestEntries(guarded)),
      (ids) => (fits() ? ok(0) : log.removeEntries(ids)),
      fewAtOnce,
    );
  }

  async #bodies(what: WhatToRemove, limit: Limits['bodies']): Promise<void> {
    const { log, now } = this.parts;
    if (now() - this.#bodiesDone.at > dayMs) this.#bodiesDone = { id: 0, at: now() };
    const bounds = await what.bodyBounds(limit);
    if (bounds === null) return;
    let after = this.#bodiesDone.id;
    const next = async (): Promise<readonly number[]> => {
      const ids = await what.bodies(after, bounds);
      after = ids.at(-1) ?? after;
      return ids;
    };
    await this.#all(next, (ids) => log.removeBodies(ids, now()));
    this.#bodiesDone.id = Math.max(this.#bodiesDone.id, bounds.upTo);
  }

  /** Removes what `find` finds, a few at a time, until it finds nothing more or nothing of it goes. */
  async #all(find: () => Promise<readonly number[]>, remove: (ids: readonly number[]) => Result<number>, most?: number): Promise<void> {
    const pace = new Pace(times.step, most);
    for (;;) {
      const ids = await find();
      let removed = 0;
      for (let at = 0; at < ids.length;) {
        await this.#rest();
        const gone = pace.run((size) => {
          const some = ids.slice(at, at + size);
          at += some.length;
          return valueOf(remove(some));
        });
        removed += gone;
        this.#removed += gone;
      }
      if (removed === 0) return;
    }
  }

  async #rest(): Promise<void> {
    this.parts.log.checkpointStep();
    await pause(times.rest, undefined, { ref: false });
    while (!this.#closed && !this.parts.idle()) await pause(times.busy, undefined, { ref: false });
    if (this.#closed || this.#outdated) throw new Ended();
  }

  async #looking<T>(job: (what: WhatToRemove) => Promise<T>): Promise<T> {
    const what = new WhatToRemove(this.parts.openQuery());
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

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Ended(result.error.sentence);
  return result.value;
}
