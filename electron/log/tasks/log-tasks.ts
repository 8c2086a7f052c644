/** The long work on the log that a person asks for: export, backup, clearing. One at a time. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { BackgroundQuery } from '../database/background-query.ts';
import { backUp } from './backup.ts';
import { clearLog } from './clear-log.ts';
import type { ExportOrder } from '../export/write-export.ts';
import { foundEntries } from '../export/found-entries.ts';
import type { LogAccess } from '../store/log-access.ts';
import type { LogReaderClient } from '../reader/log-reader-client.ts';
import { clearWord, type ExportOptions, type TaskEnd, type TaskProgress } from '../../shared/domain/log-task.ts';
import { logTrouble } from '../database/log-trouble.ts';
import { dropPart, makePart } from '../../storage/atomic-file.ts';
import type { ReaderFiles } from '../reader/reader-protocol.ts';
import type { TaskRun, TaskSignals } from '../export/task-signals.ts';
import { backupName, busyText, exportName, notWrittenText, ownFolderText, taskStopped } from './task-report.ts';

export interface LogTasksDeps {
  log: LogAccess;
  files: ReaderFiles;
  reader: Pick<LogReaderClient, 'page' | 'overview'>;
  /** Asks a person for a file; `null` when there shall be none. Resolves with its whole path. */
  askForFile: (question: FileQuestion) => Promise<string | null>;
  /** Whether a file belongs to Keypost itself: the log must not be overwritten with its own export. */
  isOwn: (target: string) => boolean;
  /** A connection for what takes long. */
  openQuery: (file: string) => BackgroundQuery;
  runExport: (order: ExportOrder, signals: TaskSignals) => Promise<TaskRun>;
  /** `null` when the task has ended. */
  progress: (progress: TaskProgress | null) => void;
  /** Whoever else in Keypost has the log or its index open closes them, before this returns. */
  release: () => void;
  /** Entries were removed, all of them or some. */
  cleared: () => void;
  /** Clears what is remembered of sends beside the log: see resolution/clear-evidence.ts. */
  clearEvidence: () => Promise<Result<null>>;
  now: () => Date;
}

export interface FileQuestion {
  title: string;
  /** The name that is proposed. */
  name: string;
  /** What the file is called among others of its kind, and how its name ends. */
  kind: { name: string; extension: string };
}

/** The file that is wanted, and the part that is written first. */
interface Place {
  target: string;
  part: string;
}

interface Running {
  task: TaskProgress['task'];
  stop: AbortController;
  /** What is written before it takes its place, where something is. */
  part: string | null;
}

/** Milliseconds between two reports of progress. */
const reportEveryMs = 200;

export class LogTasks {
  #running: Running | null = null;

  constructor(private readonly deps: LogTasksDeps) {}

  /** Asks for a file first. Failures: `busy`, `notWritten`, and those of `foundEntries`. */
  export(options: ExportOptions): Promise<Result<TaskEnd>> {
    const { runExport, files, reader, now } = this.deps;
    const name = exportName(now(), options.format);
    const kind = options.format === 'csv' ? { name: 'CSV', extension: 'csv' } : { name: 'JSON Lines', extension: 'jsonl' };
    return this.#write('export', { title: 'Export the log', name, kind }, async ({ target, part }, signals) => {
      const total = await foundEntries(reader, options);
      if (!total.ok) return total;
      return ok(await runExport({ files, target, part, options, total: total.value }, signals));
    });
  }

  /** Asks for a file first. Failures: `busy`, `notWritten`. */
  backup(): Promise<Result<TaskEnd>> {
    const { files, openQuery, now } = this.deps;
    const question = { title: 'Back up the log', name: backupName(now()), kind: { name: 'SQLite database', extension: 'sqlite' } };
    return this.#write('backup', question, async (place, signals) => ok(await backUp({ file: files.log, openQuery, ...place }, signals)));
  }

  /**
   * `evidence`: the ledger, too. Failures: `busy`, `invalid` where the word was not typed, those of `LogAccess` and of `clearEvidence`.
   */
  clear(typed: string, evidence: boolean): Promise<Result<TaskEnd>> {
    if (typed.trim().toLowerCase() !== clearWord) {
      return Promise.resolve(fail('invalid', 'Nothing was removed.', { typed: `Type “${clearWord}” to clear the log.` }));
    }
    return this.#alone('clear', async (_, signals) => {
      const cleared = await this.#clear(signals);
      this.deps.cleared();
      if (!cleared.ok) return cleared;
      const forgotten = evidence && cleared.value !== null ? await this.deps.clearEvidence() : ok(null);
      if (!forgotten.ok) return forgotten;
      return ok(cleared.value === null ? taskStopped : { ended: 'done', file: '', entries: cleared.value });
    });
  }

  /** Whether a task is under way. */
  get running(): boolean {
    return this.#running !== null;
  }

  /** Whether there was a task to stop. */
  stop(): boolean {
    this.#running?.stop.abort();
    return this.#running !== null;
  }

  /** When Keypost ends: nothing half done is left beside a file. */
  close(): void {
    const part = this.#running?.part ?? null;
    this.stop();
    if (part !== null) forgetPart(part);
  }

  #clear(signals: TaskSignals): Promise<Result<number | null>> {
    const { log, files, release } = this.deps;
    const rest = async (): Promise<void> => {
      await nextTurn();
      log.checkpointStep();
    };
    return clearLog({ log, index: files.index, release, rest }, signals);
  }

  #write(
    task: 'export' | 'backup',
    question: FileQuestion,
    write: (place: Place, signals: TaskSignals) => Promise<Result<TaskRun>>,
  ): Promise<Result<TaskEnd>> {
    return this.#alone(task, async (running, signals) => {
      const target = await this.deps.askForFile(question);
      if (target === null) return ok(taskStopped);
      if (this.deps.isOwn(target)) return fail('notWritten', ownFolderText);
      signals.progress(0, null);
      const run = await this.#toPart(running, target, (part) => write({ target, part }, signals));
      if (!run.ok) return run;
      const ended = run.value;
      if ('trouble' in ended) return fail('notWritten', notWrittenText(task, ended.trouble));
      if (ended.entries === null) return ok(taskStopped);
      return ok({ ended: 'done', file: target.replace(/^.*[\\/]/, ''), entries: ended.entries });
    });
  }

  /** Whoever writes it may have ended before it could take the part away: nothing of it is left where it was not done. */
  async #toPart(running: Running, target: string, write: (part: string) => Promise<Result<TaskRun>>): Promise<Result<TaskRun>> {
    let part: string;
    try {
      part = running.part = makePart(target);
    } catch (error) {
      return ok({ trouble: logTrouble(error) });
    }
    const run = await write(part);
    const isDone = run.ok && 'entries' in run.value && run.value.entries !== null;
    if (!isDone) forgetPart(part);
    return run;
  }

  async #alone(
    task: TaskProgress['task'],
    job: (running: Running, signals: TaskSignals) => Promise<Result<TaskEnd>>,
  ): Promise<Result<TaskEnd>> {
    if (this.#running) return fail('busy', busyText(this.#running.task));
    const running: Running = { task, stop: new AbortController(), part: null };
    this.#running = running;
    try {
      return await job(running, { stop: running.stop.signal, progress: this.#reporter(task) });
    } finally {
      this.#running = null;
      this.deps.progress(null);
    }
  }

  /** Reports the first at once, and then not more often than anybody can read. */
  #reporter(task: TaskProgress['task']): TaskSignals['progress'] {
    let last = -Infinity;
    return (done, total) => {
      const now = performance.now();
      if (now - last < reportEveryMs) return;
      last = now;
      this.deps.progress({ task, done, total });
    };
  }
}

function forgetPart(part: string): void {
  try {
    dropPart(part);
  } catch {
    // Its name says what it is.
  }
}
