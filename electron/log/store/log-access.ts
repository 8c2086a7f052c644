/** The response log as the rest of Keypost uses it: whatever the database throws comes out as a failure with words. */
import { dirname, join } from 'node:path';
import { failText, ok, type Result } from '../../shared/domain/result.ts';
import type { MessageIdentity } from '../../shared/domain/message-identity.ts';
import type { EntryDetail, EntrySummary } from '../../shared/domain/entry.ts';
import { Checkpoints } from '../database/checkpoints.ts';
import { ForeignSchemaError } from '../database/released-schema.ts';
import { WrongCount } from '../database/expect-changes.ts';
import { identityOf } from '../database/file-identity.ts';
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
import { LogQuestions } from './log-questions.ts';
import { takeLogLock, type LogLock } from '../database/log-lock.ts';
import { LockPatience } from '../database/lock-patience.ts';
import { isDamage } from '../database/log-trouble.ts';
import { whyRefused } from '../database/why-refused.ts';
import { finishReplacing, keepLog } from './keep-log.ts';
import { repairLog } from '../recovery/repair.ts';
import { repairedText } from '../recovery/repair-report.ts';
import { LateOutcomes } from './late-outcomes.ts';
import { isResolvable } from '../../shared/domain/may-have-gone.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { ResponseLog } from './response-log.ts';
import type { Resolution, NewEntry, StoredOutcome } from './new-entry.ts';
import { nobody, type LogDeps } from './log-deps.ts';
import { longestDuplicateMs, recentEntries } from '../database/recent-entries.ts';
import { storeInterrupted } from './interrupted-sends.ts';

export type { LogDeps };

/**
 * What becomes of a question that met damage, once that is repaired: asked again; or refused, for what a press asks. The guard against sending
 * twice may have forgotten something then, and a person has to know that before anything is sent.
 */
type AfterRepair = 'again' | 'refuse';

/** Failures: `logNotReadable`, and `logNotWritable` where something was to be written. */
export class LogAccess extends LogQuestions {
  readonly #file: string;
  readonly #deps: LogDeps;
  #lock: LogLock | null = null;
  #log: ResponseLog | null = null;
  #trouble = '';
  /**
   * Whether what was under way when Keypost stopped may still be `sending`. No send begins before that is settled, so none of it is
   * this process's own.
   */
  #hasInterrupted = true;
  #closed = false;
  /** Whether the last failure was a schema that no Keypost made. */
  #foreign = false;
  /** The file that is written: another one in its place is noticed. */
  #identity = '';
  readonly #late = new LateOutcomes({
    storeOutcome: (pressId, storedOutcome) => this.#write((log) => log.storeOutcome(pressId, storedOutcome), notWritable),
    isGone: (pressId) => !valueOr(this.hasPress(pressId), true),
    stored: (entry) => {
      this.#deps.storedLate(entry);
    },
  });
  readonly #patience = new LockPatience((waitMs) => this.#log?.waitForLocks(waitMs));
  /** What can't be moved now is moved later, at the latest when the log is closed. */
  readonly #checkpoints = new Checkpoints(
    (empty) =>
      this.#log === null ||
      this.#closed ||
      valueOr(
        this.#do((log) => log.checkpoint(empty), notChangeable),
        true,
      ),
  );

  /** Opens nothing yet: the first use does, or `start`. */
  static later(file: string, deps: LogDeps): LogAccess {
    return new LogAccess(file, deps);
  }

  private constructor(file: string, deps: LogDeps) {
    super();
    this.#file = file;
    this.#deps = deps;
  }

  /**
   * Never fails: a log that can't be opened, or that another process writes, refuses every call with the reason, and is tried
   * again with the next. A damaged one is mended.
   */
  static open(file: string, deps: LogDeps = nobody): LogAccess {
    const access = new LogAccess(file, deps);
    access.#open();
    access.#hasInterrupted = access.#log === null;
    return access;
  }

  /** Opens the log if nobody has used it yet, and says what is wrong with it, if anything. */
  start(): void {
    if (this.#closed) return;
    if (this.#log === null) this.#open();
    if (this.#log !== null) this.#storeInterrupted();
    else if (!this.#foreign) this.#deps.notice(notOpenedText(this.#trouble));
  }

  /**
   * Keeps a log whose schema no Keypost made, under another name, and begins a new one with what is recent in it or has no outcome; a notice says
   * where it is. Returns its name, `null` where the log is in order by now.
   */
  startNew(): Result<string | null> {
    if (this.#closed) return notChangeable('Keypost is closing');
    if (!this.#isForeign()) return this.#log === null ? notChangeable(this.#trouble) : this.#inOrder();
    const { now, release, replaced, ledger } = this.#deps;
    const recent = recentEntries(ledger, now().getTime(), longestDuplicateMs);
    this.#log?.close();
    this.#log = null;
    try {
      const kept = keepLog(this.#file, now(), recent, release);
      this.#open();
      this.#storeInterrupted();
      this.#late.retry();
      return this.#trouble === '' ? ok(kept) : notChangeable(this.#trouble);
    } catch (error) {
      return notChangeable(this.#why(error));
    } finally {
      replaced();
    }
  }

  #isForeign(): boolean {
    this.#foreign = false;
    if (this.#log === null) this.#open();
    else
      this.#do((log) => {
        log.checkSchema();
      }, notChangeable);
    return this.#foreign;
  }

  #inOrder(): Result<null> {
    this.#deps.notice(textOf({ code: 'log.inOrder', params: undefined }));
    return ok(null);
  }

  /** Why the log could not be opened when that was last tried; empty when it is open. */
  get trouble(): string {
    return this.#trouble;
  }

  /** Failures also: `log.repaired`, where it was damaged. The same for the other questions that a press asks. */
  begin(entry: NewEntry): Result<EntrySummary> {
    this.#late.retry();
    if (this.#wasReplaced()) return notWritable('its file was moved or removed');
    const begun = this.#write((log) => log.begin(entry), notWritable, 'refuse');
    if (begun.ok) this.#deps.ledger?.begun(entry, begun.value.id);
    return begun;
  }

  /**
   * Tries again later on a log that is locked or full: the outcome of what was sent is worth it. A failure means that it is not written
   * yet; `settledLate` tells when it is. By press: in a log that took the place of the one before, an entry of the same number is of another
   * send.
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
  resolve(id: number, later: Resolution): Result<EntryDetail> {
    const entry = this.entry(id);
    if (!entry.ok) return entry;
    if (!isResolvable(entry.value)) return failText({ code: 'resolve.resolvedAlready', params: undefined });
    const press = this.pressOf(id);
    if (!press.ok) return press;
    const written = this.#write((log) => log.resolve(id, later), notChangeable);
    if (written.ok) this.#deps.ledger?.resolved(press.value, written.value);
    return written;
  }

  /**
   * For the duplicate guard, so it counts as a part of sending: sends pressed within `windowMs` before `now`, and those from which, whatever the
   * computer's clock says, not surely so much time has passed.
   */
  earlier(message: MessageIdentity, now: number, windowMs: number): Result<EntrySummary | null> {
    const { since, from } = recentEntries(this.#deps.ledger, now, windowMs);
    return this.#do((log) => log.earlier(message, since, from), notWritable, 'refuse');
  }

  /** Whether this press is in the log already. */
  hasPress(pressId: string): Result<boolean> {
    return this.#do((log) => log.hasPress(pressId), notWritable, 'refuse');
  }

  /** Of these entries those that are settled. How many that were. */
  removeEntries(ids: readonly number[]): Result<number> {
    this.#deps.ledger?.catchUp();
    return this.#write((log) => log.removeEntries(ids), notChangeable);
  }

  removeBodies(ids: readonly number[], at: number): Result<number> {
    return this.#write((log) => log.removeBodies(ids, at), notChangeable);
  }

  /** See response-log.ts for these two. */
  eraseRemoved(erase: boolean): Result<void> {
    return this.#do((log) => log.eraseRemoved(erase), notChangeable);
  }

  eraseTraces(rewrite: boolean): Result<void> {
    return this.#do((log) => log.eraseTraces(rewrite), tracesLeft);
  }

  /** Whether there is more to give. */
  giveBack(pages: number): Result<boolean> {
    return this.#change((log) => log.giveBack(pages));
  }

  /**
   * Forgets marks of changes that the reader of the file of this identity has seen, up to `seq`, a part of them at a time.
   * Whether there are more. Those of a log that has taken its place meanwhile stay.
   */
  forgetChanges(seq: number, identity: string): boolean {
    if (identity !== this.#identity || identity !== identityOf(this.#file)) return false;
    const more = this.#change((log) => log.forgetChanges(seq));
    return more.ok && more.value;
  }

  /** Whether there may be more to forget. */
  forgetFingerprints(now: number, ms: number): Result<boolean> {
    const recentFrom = this.#deps.ledger?.recentFrom(ms) ?? null;
    return this.#change((log) => log.forgetFingerprints(now, ms, recentFrom));
  }

  /** To be called after each of many steps that write: see checkpoints.ts. */
  checkpointStep(): void {
    this.#checkpoints.step();
  }

  /** For whoever reads the log and finds the file of this identity damaged. One that was mended meanwhile is another. */
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

  /** SQLite would write on into a file that nobody finds any more. The log goes on with what is in its place now. */
  #wasReplaced(): boolean {
    if (this.#log === null || identityOf(this.#file) === this.#identity) return false;
    this.#log.close();
    this.#log = null;
    this.#openLog();
    this.#deps.notice(logMovedText);
    this.#deps.replaced();
    return true;
  }

  #write<T>(job: (log: ResponseLog) => T, refused: (why: string) => Result<T>, repaired: AfterRepair = 'again'): Result<T> {
    this.#storeInterrupted();
    if (this.#log !== null && this.#hasInterrupted)
      return refused('the sends that were under way when Keypost stopped could not be settled yet');
    const result = this.#do(job, refused, repaired);
    if (!result.ok) return result;
    this.#patience.succeeded();
    this.#checkpoints.written();
    this.#deps.written();
    return result;
  }

  protected override ask<T>(question: (log: ResponseLog) => T): Result<T> {
    return this.#do(question, notReadable);
  }

  /** Of what is kept beside the entries: nobody who shows the log has to know. That it is not written as it should be is a notice. */
  #change<T>(job: (log: ResponseLog) => T): Result<T> {
    const result = this.#do((log) => this.#telling(() => job(log)), notChangeable);
    this.#checkpoints.written();
    return result;
  }

  #telling<T>(job: () => T): T {
    try {
      return job();
    } catch (error) {
      if (error instanceof WrongCount) this.#deps.notice(textOf({ code: 'log.notKeptUp', params: { reason: error.message } }));
      throw error;
    }
  }

  /** A damaged log is repaired first. */
  #do<T>(job: (log: ResponseLog) => T, refused: (why: string) => Result<T>, repaired: AfterRepair = 'again'): Result<T> {
    if (this.#log === null && !this.#closed) {
      this.#open();
      this.#storeInterrupted();
    }
    if (this.#log === null) return refused(this.#trouble);
    const log = this.#log;
    try {
      return ok(job(log));
    } catch (error) {
      if (!isDamage(error)) return refused(this.#why(error));
      // Where the job itself met damage and had it repaired, there is another log already.
      const sound = this.#log === log ? this.#repair() : this.#log;
      if (sound === null) return refused(this.#trouble);
      return repaired === 'refuse' ? repairedMeanwhile() : this.#again(sound, job, refused);
    }
  }

  /** Nobody waits for a lock that another call has waited for in vain. */
  #why(error: unknown): string {
    this.#patience.failed(error);
    this.#foreign = error instanceof ForeignSchemaError;
    if (error instanceof ForeignSchemaError) this.#deps.notice(textOf({ code: 'log.notKeyposts', params: error.fault }), 'startNewLog');
    return whyRefused(error, this.#file);
  }

  #again<T>(log: ResponseLog, job: (log: ResponseLog) => T, refused: (why: string) => Result<T>): Result<T> {
    try {
      return ok(job(log));
    } catch (error) {
      return refused(this.#why(error));
    }
  }

  #open(): void {
    try {
      this.#lock ??= takeLogLock(join(dirname(this.#file), 'log.lock'));
      finishReplacing(this.#file, this.#deps);
    } catch (error) {
      this.#trouble = this.#why(error);
      return;
    }
    this.#openLog();
  }

  /** Once the log is open, and again with every write and at the start while it fails. */
  #storeInterrupted(): void {
    if (this.#log === null || !this.#hasInterrupted) return;
    const { now, notice, replaced } = this.#deps;
    // What follows writes, too.
    this.#hasInterrupted = false;
    const stored = storeInterrupted(this, now().getTime(), notice);
    this.#hasInterrupted = stored === null;
    if (stored !== null && stored > 0) replaced();
  }

  #openLog(): void {
    try {
      this.#log = new ResponseLog(this.#file, this.#patience.waitMs);
      this.#identity = identityOf(this.#file);
      this.#trouble = '';
      this.#deps.ledger?.follow(this.#log.database);
    } catch (error) {
      this.#trouble = this.#why(error);
      if (isDamage(error)) this.#repair();
    }
  }

  /** `null` where it could not be done. */
  #repair(): ResponseLog | null {
    this.#log?.close();
    this.#log = null;
    const { now, release } = this.#deps;
    try {
      const repaired = repairLog(this.#file, now(), release);
      this.#log = new ResponseLog(this.#file, this.#patience.waitMs);
      this.#identity = identityOf(this.#file);
      this.#trouble = '';
      this.#deps.ledger?.follow(this.#log.database);
      this.#deps.notice(repairedText(repaired));
      this.#deps.replaced();
    } catch (error) {
      this.#trouble = `its file is damaged and could not be replaced: ${this.#why(error)}`;
      this.#deps.notice(notOpenedText(this.#trouble));
    }
    return this.#log;
  }
}

const valueOr = <T>(result: Result<T>, otherwise: T): T => (result.ok ? result.value : otherwise);
