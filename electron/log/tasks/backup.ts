/** A copy of the log, whole and consistent, made while Keypost goes on writing. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import type { BackgroundQuery } from '../database/background-query.ts';
import { logTrouble } from '../database/log-trouble.ts';
import { finishPart, partSize } from '../../storage/atomic-file.ts';
import type { TaskRun, TaskSignals } from '../export/task-signals.ts';

export interface BackupOrder {
  /** The log. */
  file: string;
  /** The file to write, and the part beside it that is written first; see part-file.ts. */
  target: string;
  part: string;
  openQuery: (file: string) => BackgroundQuery;
}

/** Milliseconds between two looks at how far it has come. */
const lookEveryMs = 250;

/** Progress counts bytes. Never rejects. Of a backup that was stopped, and of one that failed, a part may be left. */
export async function backUp(order: BackupOrder, { stop, progress }: TaskSignals): Promise<TaskRun> {
  const { file, target, part } = order;
  if (stop.aborted) return { entries: null };
  try {
    const total = statSync(file).size;
    const look = setInterval(() => {
      progress(Math.min(partSize(part), total), total);
    }, lookEveryMs);
    const entries = await copied(order, stop).finally(() => {
      clearInterval(look);
    });
    if (entries !== null) finishPart(part, target);
    return { entries };
  } catch (error) {
    return { trouble: logTrouble(error) };
  }
}

/** How many entries are in it; `null` where it was stopped. */
async function copied({ file, part, openQuery }: BackupOrder, stop: AbortSignal): Promise<number | null> {
  const done = await runs(openQuery(file), stop, (log) => log.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`).then(() => true));
  return done === null ? null : runs(openQuery(part), stop, (made) => made.number('SELECT count(*) FROM entry'));
}

/** Stopped in the middle, too; then `null`. Nothing of it holds a file any more when this resolves. */
async function runs<T>(query: BackgroundQuery, stop: AbortSignal, job: (query: BackgroundQuery) => Promise<T>): Promise<T | null> {
  const stopped = new AbortController();
  try {
    const aborted = stop.aborted ? Promise.resolve(null) : once(stop, 'abort', { signal: stopped.signal }).then(() => null);
    const running = job(query);
    // Both go on behind the one that is quicker.
    for (const one of [running, aborted]) one.catch(() => undefined);
    return await Promise.race([running, aborted]);
  } finally {
    stopped.abort();
    await query.close();
  }
}
