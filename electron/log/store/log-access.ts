/** The response log as the rest of Keypost uses it: errors of the database become failures with a text. */
import { dirname, join } from 'node:path';
import { failText, ok, type Result } from '../../shared/domain/result.ts';
import type { MessageIdentity } from '../../shared/domain/message-identity.ts';
import type { EntryDetail, EntrySummary } from '../../shared/domain/entry.ts';
import { Checkpoints } from '../database/checkpoints.ts';
import { ForeignSchemaError } from '../database/released-schema.ts';
import { WrongCount } from '../database/statements.ts';
import { identityOf } from '../../storage/own-file.ts';
import {
  logMovedText,
  notChangeable,
  notOpenedText,
  notReadable,
  outcomesNotStored,
  notWritable,
  repairedMeanwhile,
  tracesLeft,
} from './log-failures.ts';
import { LogQueries } from './log-queries.ts';
import { takeLogLock, type LogLock } from '../database/log-lock.ts';
import { LockTimeout } from '../database/lock-timeout.ts';
import { isDamage } from '../database/log-errors.ts';
import { failureReason } from '../database/failure-reason.ts';
import { finishReplacing, setLogAside } from './set-log-aside.ts';
import { repairLog, repairedText } from '../recovery/repair.ts';
import { LateOutcomes } from './late-outcomes.ts';
import { isResolvable } from '../../shared/domain/may-have-been-sent.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { ResponseLog } from './response-log.ts';
import type { Resolution, NewEntry, StoredOutcome } from './new-entry.ts';
import { noDeps, type LogDeps } from './log-deps.ts';
import { longestDuplicateMs, recentEntries } from '../database/recent-entries.ts';
import { storeInterrupted } from './interrupted-sends.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export type { LogDeps };

/**
 * What to do with a call that met damage once the log is repaired: run it again, or refuse it if it belongs to a press. The repair may
 * have lost what the guard against sending twice needs, and a person has to know that before anything is sent.
 */
type AfterRepair = 'retry' | 'refuse';

/** Failures: `logNotReadable`, and `logNotWritable` for writes. */
export class LogAccess extends LogQueries {
  readonly #file: string;
  readonly #deps: LogDeps;
  #lock: LogLock | null = null;
  #log: ResponseLog | null = null;
  #problem = '';
  /**
   * Whether entries that were under way when Keypost stopped may still be `sending`. No send begins before they are stored as unknown, so
   * none of them belongs to this process.
   */
  #hasInterrupted = true;
  #closed = false;
  /** Whether the last failure was a schema that no Keypost made. */
  #isForeignSchema = false;
  /** Identity of the open file, to notice when another file takes its place. */
  #identity = '';
  readonly #late = new LateOutcomes({
    storeOutcome: (pressId, storedOutcome) => this.#write((log) => log.storeOutcome(pressId, storedOutcome), notWritable),
    isGone: (pressId) => !valueOr(this.hasPress(pressId), true),
    onStored: (entry) => {
      this.#deps.onLateOutcome(entry);
    },
  });
  readonly #patience = new LockTimeout((waitMs) => this.#log?.waitForLocks(waitMs));
  /** What can't be checkpointed now is checkpointed later, at the latest when the log is closed. */
  readonly #checkpoints = new Checkpoints(
    (empty) =>
      this.#log === null ||
      this.#closed ||
      valueOr(
        this.#run((log) => log.checkpoint(empty), notChangeable),
        true,
      ),
  );

  /** Opens nothing yet: the first call does, or `start`. */
  static later(file: string, deps: LogDeps): LogAccess {
    return new LogAccess(file, deps);
  }

  private constructor(file: string, deps: LogDeps) {
    super();
    this.#file = file;
    this.#deps = deps;
  }

  /**
   * Never fails: a log that can't be opened, or that another process writes, refuses every call with the reason, and the next call tries
   * again. A damaged log is repaired.
   */
  static open(file: string, deps: LogDeps = noDeps): LogAccess {
    const access = new LogAccess(file, deps);
    access.#open();
    access.#hasInterrupted = access.#log === null;
    return access;
  }

  /** Opens the log if it hasn't been used yet, and shows a notice if that fails. */
  start(): void {
    if (this.#closed) return;
    if (this.#log === null) this.#open();
    if (this.#log !== null) this.#storeInterrupted();
    else if (!this.#isForeignSchema) this.#deps.notify(notOpenedText(this.#problem));
  }

  /**
   * Sets aside a log whose schema no Keypost made, and begins a new one with its recent entries and those without an outcome; a notice says
   * where the old one is. Returns its name, `null` where the log is in order by now.
   */
  startNew(): Result<string | null> {
    if (this.#closed) return notChangeable('Keypost is closing');
    if (!this.#checkIsForeign()) return this.#log === null ? notChangeable(this.#problem) : this.#reportInOrder();
    const { now, beforeMove, onReplaced, ledger } = this.#deps;
    const recent = recentEntries(ledger, now().getTime(), longestDuplicateMs);
    this.#log?.close();
    this.#log = null;
    try {
      const kept = setLogAside(this.#file, now(), recent, beforeMove);
      this.#open();
      this.#storeInterrupted();
      this.#late.retry();
      return this.#problem === '' ? ok(kept) : notChangeable(this.#problem);
    } catch (error) {
      return notChangeable(this.#reasonOf(error));
    } finally {
      onReplaced();
    }
  }

  #checkIsForeign(): boolean {
    this.#isForeignSchema = false;
    if (this.#log === null) this.#open();
    else
      this.#run((log) => {
        log.checkSchema();
      }, notChangeable);
    return this.#isForeignSchema;
  }

  #reportInOrder(): Result<null> {
    this.#deps.notify(textOf({ code: 'log.inOrder', params: undefined }));
    return ok(null);
  }

  /** Why the log could not be opened at the last attempt; empty when it is open. */
  get problem(): string {
    return this.#problem;
  }

  /** Failures also: `log.repaired`, where the log was damaged; likewise for the other calls that belong to a press. */
  begin(entry: NewEntry): Result<EntrySummary> {
    this.#late.retry();
    if (this.#wasReplaced()) return notWritable('its file was moved or removed');
    const begun = this.#write((log) => log.begin(entry), notWritable, 'refuse');
    if (begun.ok) this.#deps.ledger?.begun(entry, begun.value.id);
    return begun;
  }

  /**
   * Retries later when the log is locked or full, because the outcome of a send must not get lost. A failure means that it is not written
   * yet; `storedLate` is called when it is. The press identifies the entry: in a log that took the place of the previous one, the same id
   * belongs to another send.
   */
  storeOutcome(pressId: string, storedOutcome: StoredOutcome): Result<EntryDetail> {
    const { outcome: state, cause, status, at, durationMs } = storedOutcome;
    this.#deps.ledger?.outcomeStored(pressId, { state, cause, status }, at, durationMs);
    const stored = this.#write((log) => log.storeOutcome(pressId, storedOutcome), notWritable);
    if (!stored.ok) this.#late.add(pressId, storedOutcome);
    return stored;
  }

  storeInterrupted(at: number, hint: string, sentence: string): Result<number> {
    return this.#write((log) => log.storeInterrupted(at, hint, sentence), outcomesNotStored);
  }

  /** Failures also: `resolve.resolvedAlready`, when the entry has another outcome by now. */
  resolve(id: number, resolution: Resolution): Result<EntryDetail> {
    const entry = this.entry(id);
    if (!entry.ok) return entry;
    if (!isResolvable(entry.value)) return failText({ code: 'resolve.resolvedAlready', params: undefined });
    const press = this.pressOf(id);
    if (!press.ok) return press;
    const written = this.#write((log) => log.resolve(id, resolution), notChangeable);
    if (written.ok) this.#deps.ledger?.resolved(press.value, written.value);
    return written;
  }

  /**
   * For the duplicate guard, so its failures are those of sending. Finds sends pressed within `windowMs` before `now`, and those that may
   * be that recent if the computer's clock is wrong.
   */
  earlier(message: MessageIdentity, now: number, windowMs: number): Result<EntrySummary | null> {
    const { since, from } = recentEntries(this.#deps.ledger, now, windowMs);
    return this.#run((log) => log.earlier(message, since, from), notWritable, 'refuse');
  }

  /** Whether this press is already in the log. */
  hasPress(pressId: string): Result<boolean> {
    return this.#run((log) => log.hasPress(pressId), notWritable, 'refuse');
  }

  /** Removes those of these entries that have a known outcome. Returns how many there were. */
  removeEntries(ids: readonly number[]): Result<number> {
    this.#deps.ledger?.catchUp();
    return this.#write((log) => log.removeEntries(ids), notChangeable);
  }

  removeBodies(ids: readonly number[], at: number): Result<number> {
    return this.#write((log) => log.removeBodies(ids, at), notChangeable);
  }

  /** See response-log.ts for these two. */
  eraseRemoved(erase: boolean): Result<void> {
    return this.#run((log) => log.eraseRemoved(erase), notChangeable);
  }

  eraseTraces(rewrite: boolean): Result<void> {
    return this.#run((log) => log.eraseTraces(rewrite), tracesLeft);
  }

  /** Returns whether there are more free pages. */
  reclaimPages(pages: number): Result<boolean> {
    return this.#writeInternal((log) => log.reclaimPages(pages));
  }

  /**
   * Deletes some of the change rows up to `seq`, which the reader of the file with this identity has followed. Returns whether there are
   * more. Does nothing if another log has taken the place of that file.
   */
  forgetChanges(seq: number, identity: string): boolean {
    if (identity !== this.#identity || identity !== identityOf(this.#file)) return false;
    const more = this.#writeInternal((log) => log.forgetChanges(seq));
    return more.ok && more.value;
  }

  /** Returns whether there may be more to delete. */
  forgetFingerprints(now: number, ms: number): Result<boolean> {
    const recentFrom = this.#deps.ledger?.recentFrom(ms) ?? null;
    return this.#writeInternal((log) => log.forgetFingerprints(now, ms, recentFrom));
  }

  /** Call it after each of many small writes: see checkpoints.ts. */
  checkpointStep(): void {
    this.#checkpoints.step();
  }

  /** For a reader that found the file with this identity damaged. A log that was repaired since has another identity. */
  repair(identity: string): void {
    if (this.#log !== null && !this.#closed && identity === this.#identity) this.#repair();
  }

  close(): void {
    this.#late.close();
    this.#closed = true;
    this.#checkpoints.close();
    this.#deps.ledger?.close();
    this.#log?.close();
    this.#lock?.release();
  }

  /** SQLite would keep writing into a file that has lost its name. Opens what is in its place now. */
  #wasReplaced(): boolean {
    if (this.#log === null || identityOf(this.#file) === this.#identity) return false;
    this.#log.close();
    this.#log = null;
    this.#openLog();
    this.#deps.notify(logMovedText);
    this.#deps.onReplaced();
    return true;
  }

  #write<T>(job: (log: ResponseLog) => T, refused: (why: string) => Result<T>, afterRepair: AfterRepair = 'retry'): Result<T> {
    this.#storeInterrupted();
    if (this.#log !== null && this.#hasInterrupted)
      return refused('the sends that were under way when Keypost stopped could not be stored as unknown yet');
    const result = this.#run(job, refused, afterRepair);
    if (!result.ok) return result;
    this.#patience.succeeded();
    this.#checkpoints.written();
    this.#deps.onWrite();
    return result;
  }

  protected override ask<T>(query: (log: ResponseLog) => T): Result<T> {
    return this.#run(query, notReadable);
  }

  /** Writes what is stored beside the entries, so nothing shown has to be read again. A write that didn't do what it should is a notice. */
  #writeInternal<T>(job: (log: ResponseLog) => T): Result<T> {
    const result = this.#run((log) => this.#reportingWrongCount(() => job(log)), notChangeable);
    this.#checkpoints.written();
    return result;
  }

  #reportingWrongCount<T>(job: () => T): T {
    try {
      return job();
    } catch (error) {
      if (error instanceof WrongCount) this.#deps.notify(textOf({ code: 'log.notKeptUp', params: { reason: error.message } }));
      throw error;
    }
  }

  /** Runs a job on the open log, and repairs a log that it finds damaged. */
  #run<T>(job: (log: ResponseLog) => T, refused: (why: string) => Result<T>, afterRepair: AfterRepair = 'retry'): Result<T> {
    if (this.#log === null && !this.#closed) {
      this.#open();
      this.#storeInterrupted();
    }
    if (this.#log === null) return refused(this.#problem);
    const log = this.#log;
    try {
      return ok(job(log));
    } catch (error) {
      if (!isDamage(error)) return refused(this.#reasonOf(error));
      // If the job itself met damage and had it repaired, another log is open already.
      const sound = this.#log === log ? this.#repair() : this.#log;
      if (sound === null) return refused(this.#problem);
      return afterRepair === 'refuse' ? repairedMeanwhile() : this.#retry(sound, job, refused);
    }
  }

  /** The reason of an error, to stand inside a text. After a lock that could not be had, later calls don't wait for it. */
  #reasonOf(error: unknown): string {
    reportFailure('the log could not be opened, read or written', error);
    this.#patience.failed(error);
    this.#isForeignSchema = error instanceof ForeignSchemaError;
    if (error instanceof ForeignSchemaError) this.#deps.notify(textOf({ code: 'log.notKeyposts', params: error.fault }), 'startNewLog');
    return failureReason(error, this.#file);
  }

  #retry<T>(log: ResponseLog, job: (log: ResponseLog) => T, refused: (why: string) => Result<T>): Result<T> {
    try {
      return ok(job(log));
    } catch (error) {
      return refused(this.#reasonOf(error));
    }
  }

  #open(): void {
    try {
      this.#lock ??= takeLogLock(join(dirname(this.#file), 'log.lock'));
      finishReplacing(this.#file, this.#deps);
    } catch (error) {
      this.#problem = this.#reasonOf(error);
      return;
    }
    this.#openLog();
  }

  /** Runs once the log is open; while it fails, again with every write and at the start. */
  #storeInterrupted(): void {
    if (this.#log === null || !this.#hasInterrupted) return;
    const { now, notify, onReplaced } = this.#deps;
    // The write below would call this again.
    this.#hasInterrupted = false;
    const stored = storeInterrupted(this, now().getTime(), notify);
    this.#hasInterrupted = stored === null;
    if (stored !== null && stored > 0) onReplaced();
  }

  #openLog(): void {
    try {
      this.#log = new ResponseLog(this.#file, this.#patience.waitMs);
      this.#identity = identityOf(this.#file);
      this.#problem = '';
      this.#deps.ledger?.follow(this.#log.database);
    } catch (error) {
      this.#problem = this.#reasonOf(error);
      if (isDamage(error)) this.#repair();
    }
  }

  /** `null` where the repair failed. */
  #repair(): ResponseLog | null {
    this.#log?.close();
    this.#log = null;
    const { now, beforeMove } = this.#deps;
    try {
      const repaired = repairLog(this.#file, now(), beforeMove);
      this.#log = new ResponseLog(this.#file, this.#patience.waitMs);
      this.#identity = identityOf(this.#file);
      this.#problem = '';
      this.#deps.ledger?.follow(this.#log.database);
      this.#deps.notify(repairedText(repaired));
      this.#deps.onReplaced();
    } catch (error) {
      this.#problem = `its file is damaged and could not be replaced: ${this.#reasonOf(error)}`;
      this.#deps.notify(notOpenedText(this.#problem));
    }
    return this.#log;
  }
}

const valueOr = <T>(result: Result<T>, otherwise: T): T => (result.ok ? result.value : otherwise);
