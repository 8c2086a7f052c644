/** The response log as the rest of Keypost uses it: whatever the database throws comes out as a failure with words. */
import { fail, ok, type Result } from '../result.ts';
import type { EntryDetail, EntrySummary, LogPage } from './entry.ts';
import { logTrouble } from './log-trouble.ts';
import {
  ResponseLog,
  type FellowQuery,
  type LaterSettlement,
  type LogQuery,
  type MessageIdentity,
  type NewEntry,
  type RecentQuery,
  type Settlement,
} from './response-log.ts';

/** Failures: `logNotReadable`, and `logNotWritable` where something was to be written. */
export class LogAccess {
  readonly #log: ResponseLog | null;
  readonly #trouble: string;

  private constructor(log: ResponseLog | null, trouble: string) {
    this.#log = log;
    this.#trouble = trouble;
  }

  /** Never fails: a log that can't be opened refuses every call with the reason. */
  static open(file: string): LogAccess {
    try {
      return new LogAccess(new ResponseLog(file), '');
    } catch (error) {
      return new LogAccess(null, logTrouble(error));
    }
  }

  /** Why the log could not be opened; empty when it is open. */
  get trouble(): string {
    return this.#trouble;
  }

  begin(entry: NewEntry): Result<EntrySummary> {
    return this.#do((log) => log.begin(entry), notWritable);
  }

  settle(id: number, settlement: Settlement): Result<EntryDetail> {
    return this.#do((log) => log.settle(id, settlement), notWritable);
  }

  settleInterrupted(at: number, hint: string, sentence: string): Result<number> {
    return this.#do((log) => log.settleInterrupted(at, hint, sentence), notWritable);
  }

  /** Failures also: `notUnknown`, when the entry has another outcome by now. */
  resettle(id: number, later: LaterSettlement): Result<EntryDetail> {
    const entry = this.entry(id);
    if (!entry.ok) return entry;
    if (entry.value.state !== 'unknown') return fail('notUnknown', 'This send is settled already. Nothing was changed.');
    return this.#do((log) => log.resettle(id, later), notChangeable);
  }

  /** For the duplicate guard, so it counts as a part of sending. */
  earlier(message: MessageIdentity, since: number): Result<EntrySummary | null> {
    return this.#do((log) => log.earlier(message, since), notWritable);
  }

  fellows(query: FellowQuery): Result<readonly EntrySummary[]> {
    return this.#do((log) => log.fellows(query), notReadable);
  }

  acceptedElsewhere(query: FellowQuery, near: number): Result<readonly EntrySummary[]> {
    return this.#do((log) => log.acceptedElsewhere(query, near), notReadable);
  }

  openUnknowns(): Result<number> {
    return this.#do((log) => log.openUnknowns(), notReadable);
  }

  /** Whether this press is in the log already. */
  hasPress(pressId: string): Result<boolean> {
    return this.#do((log) => log.hasPress(pressId), notWritable);
  }

  entry(id: number): Result<EntryDetail> {
    return this.#do((log) => log.entry(id), notReadable);
  }

  page(query: LogQuery): Result<LogPage> {
    return this.#do((log) => log.page(query), notReadable);
  }

  recent(query: RecentQuery): Result<readonly EntrySummary[]> {
    return this.#do((log) => log.recent(query), notReadable);
  }

  isEmpty(): Result<boolean> {
    return this.#do((log) => log.isEmpty(), notReadable);
  }

  close(): void {
    this.#log?.close();
  }

  #do<T>(job: (log: ResponseLog) => T, refused: (why: string) => Result<T>): Result<T> {
    if (this.#log === null) return refused(this.#trouble);
    try {
      return ok(job(this.#log));
    } catch (error) {
      return refused(logTrouble(error));
    }
  }
}

const notReadable = (why: string): Result<never> =>
  fail('logNotReadable', `The log could not be read (${why}). Nothing in it was changed. Try again, or start Keypost again.`);

const notChangeable = (why: string): Result<never> =>
  fail('logNotWritable', `The log can't be written (${why}). Nothing in it was changed. Mend that, then try again.`);

const notWritable = (why: string): Result<never> =>
  fail('logNotWritable', `Not sent. The log can't be written (${why}), and Keypost doesn't send what it can't record.`);
