/** Makes a complete and consistent copy of the log while Keypost continues to write. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import type { BackgroundQuery } from '../database/background-query.ts';
import { logErrorText } from '../database/log-errors.ts';
import { finishPart, partSize } from '../../storage/atomic-file.ts';
import type { TaskRun, TaskSignals } from '../export/task-signals.ts';

export interface BackupInput {
  /** The log's file. */
  file: string;
  /** The file to write, and the temporary file beside it that is written first; see atomic-file.ts. */
  target: string;
  part: string;
  openQuery: (file: string) => BackgroundQuery;
}

/** Milliseconds between two progress reports. */
const progressEveryMs = 250;

/** Progress is in bytes. Never rejects. A backup that was stopped or that failed may leave its temporary file. */
export async function backUp(input: BackupInput, { stop, progress }: TaskSignals): Promise<TaskRun> {
  const { file, target, part } = input;
  if (stop.aborted) return { entries: null };
  try {
    const total = statSync(file).size;
    const timer = setInterval(() => {
      progress(Math.min(partSize(part), total), total);
    }, progressEveryMs);
    const entries = await copy(input, stop).finally(() => {
      clearInterval(timer);
    });
    if (entries !== null) finishPart(part, target);
    return { entries };
  } catch (error) {
    return { problem: logErrorText(error) };
  }
}

/** Returns the number of entries in the copy; `null` where it was stopped. */
async function copy({ file, part, openQuery }: BackupInput, stop: AbortSignal): Promise<number | null> {
  const done = await runUntilStopped(openQuery(file), stop, (log) =>
    log.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`).then(() => true),
  );
  return done === null ? null : runUntilStopped(openQuery(part), stop, (made) => made.number('SELECT count(*) FROM entry'));
}

/** Resolves with `null` as soon as it is stopped. When it resolves, the query has no file open any more. */
async function runUntilStopped<T>(
  query: BackgroundQuery,
  stop: AbortSignal,
  job: (query: BackgroundQuery) => Promise<T>,
): Promise<T | null> {
  const stopped = new AbortController();
  try {
    const aborted = stop.aborted ? Promise.resolve(null) : once(stop, 'abort', { signal: stopped.signal }).then(() => null);
    const running = job(query);
    // The slower of the two may still reject after the race.
    for (const one of [running, aborted]) one.catch(() => undefined);
    return await Promise.race([running, aborted]);
  } finally {
    stopped.abort();
    await query.close();
  }
}
