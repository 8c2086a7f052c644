/** Long tasks on the log that a person starts: export, backup, clearing. One at a time. */
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
import { logErrorText } from '../database/log-errors.ts';
import { dropPart, createTempFile } from '../../storage/atomic-file.ts';
import type { ReaderFiles } from '../reader/reader-protocol.ts';
import type { TaskRun, TaskSignals } from '../export/task-signals.ts';
import { backupName, busyText, exportName, notWrittenText, ownFolderText, taskStopped } from './task-text.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export interface LogTasksDeps {
  log: LogAccess;
  files: ReaderFiles;
  reader: Pick<LogReaderClient, 'page' | 'overview'>;
  /** Asks a person for a file. Resolves with its full path, or `null` if they cancel. */
  askForFile: (question: FileQuestion) => Promise<string | null>;
  /** Whether a file belongs to Keypost itself: an export must not overwrite the log. */
  isOwn: (target: string) => boolean;
  /** Opens a connection for slow queries. */
  openQuery: (file: string) => BackgroundQuery;
  runExport: (order: ExportOrder, signals: TaskSignals) => Promise<TaskRun>;
  /** Called with the progress of the task, and with `null` when it has ended. */
  onProgress: (progress: TaskProgress | null) => void;
  /** Makes everything else in Keypost that has the log or its index open close them before this returns. */
  beforeMove: () => void;
  /** Called when entries were removed, all of them or some. */
  onCleared: () => void;
  /** Clears what is stored about sends beside the log: see resolution/clear-evidence.ts. */
  clearEvidence: () => Promise<Result<null>>;
  now: () => Date;
}

export interface FileQuestion {
  title: string;
  /** The suggested file name. */
  name: string;
  /** The name of the file type, and its extension without the dot. */
  kind: { name: string; extension: string };
}

/** The file to write, and the temporary file that is written first. */
interface TargetFile {
  target: string;
  part: string;
}

interface RunningTask {
  task: TaskProgress['task'];
  stop: AbortController;
  /** The temporary file that is being written; `null` where there is none. */
  part: string | null;
}

/** Milliseconds between two progress reports. */
const reportEveryMs = 200;

export class LogTasks {
  #running: RunningTask | null = null;

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
    return this.#write('backup', question, async (to, signals) => ok(await backUp({ file: files.log, openQuery, ...to }, signals)));
  }

  /**
   * `evidence`: clears the ledger, too. Failures: `busy`, `invalid` where `typed` is not the required word, those of `LogAccess` and of
   * `clearEvidence`.
   */
  clear(typed: string, evidence: boolean): Promise<Result<TaskEnd>> {
    if (typed.trim().toLowerCase() !== clearWord) {
      return Promise.resolve(fail('invalid', 'Nothing was removed.', { typed: `Type “${clearWord}” to clear the log.` }));
    }
    return this.#runAlone('clear', async (_, signals) => {
      const cleared = await this.#clear(signals);
      this.deps.onCleared();
      if (!cleared.ok) return cleared;
      const forgotten = evidence && cleared.value !== null ? await this.deps.clearEvidence() : ok(null);
      if (!forgotten.ok) return forgotten;
      return ok(cleared.value === null ? taskStopped : { ended: 'done', file: '', entries: cleared.value });
    });
  }

  /** Whether a task is running. */
  get running(): boolean {
    return this.#running !== null;
  }

  /** Whether there was a task to stop. */
  stop(): boolean {
    this.#running?.stop.abort();
    return this.#running !== null;
  }

  /** Call it when Keypost ends: removes an unfinished temporary file. */
  close(): void {
    const part = this.#running?.part ?? null;
    this.stop();
    if (part !== null) removePart(part);
  }

  #clear(signals: TaskSignals): Promise<Result<number | null>> {
    const { log, files, beforeMove } = this.deps;
    const rest = async (): Promise<void> => {
      await nextTurn();
      log.checkpointStep();
    };
    return clearLog({ log, index: files.index, beforeMove, rest }, signals);
  }

  #write(
    task: 'export' | 'backup',
    question: FileQuestion,
    write: (to: TargetFile, signals: TaskSignals) => Promise<Result<TaskRun>>,
  ): Promise<Result<TaskEnd>> {
    return this.#runAlone(task, async (running, signals) => {
      const target = await this.deps.askForFile(question);
      if (target === null) return ok(taskStopped);
      if (this.deps.isOwn(target)) return fail('notWritten', ownFolderText);
      signals.progress(0, null);
      const run = await this.#writePart(running, target, (part) => write({ target, part }, signals));
      if (!run.ok) return run;
      const ended = run.value;
      if ('problem' in ended) return fail('notWritten', notWrittenText(task, ended.problem));
      if (ended.entries === null) return ok(taskStopped);
      return ok({ ended: 'done', file: target.replace(/^.*[\\/]/, ''), entries: ended.entries });
    });
  }

  /** Removes the temporary file if the task didn't finish: the process that wrote it may have died before it could remove it. */
  async #writePart(running: RunningTask, target: string, write: (part: string) => Promise<Result<TaskRun>>): Promise<Result<TaskRun>> {
    let part: string;
    try {
      part = running.part = createTempFile(target);
    } catch (error) {
      return ok({ problem: logErrorText(error) });
    }
    const run = await write(part);
    const isDone = run.ok && 'entries' in run.value && run.value.entries !== null;
    if (!isDone) removePart(part);
    return run;
  }

  async #runAlone(
    task: TaskProgress['task'],
    job: (running: RunningTask, signals: TaskSignals) => Promise<Result<TaskEnd>>,
  ): Promise<Result<TaskEnd>> {
    if (this.#running) return fail('busy', busyText(this.#running.task));
    const running: RunningTask = { task, stop: new AbortController(), part: null };
    this.#running = running;
    try {
      return await job(running, { stop: running.stop.signal, progress: this.#reporter(task) });
    } finally {
      this.#running = null;
      this.deps.onProgress(null);
    }
  }

  /** Reports the first progress at once, and then no more often than people can read. */
  #reporter(task: TaskProgress['task']): TaskSignals['progress'] {
    let last = -Infinity;
    return (done, total) => {
      const now = performance.now();
      if (now - last < reportEveryMs) return;
      last = now;
      this.deps.onProgress({ task, done, total });
    };
  }
}

function removePart(part: string): void {
  try {
    dropPart(part);
  } catch (error) {
    // Its name shows that it is a temporary file.
    reportFailure('a temporary file could not be removed', error);
  }
}
