/** A copy of the log, whole and consistent, made while Keypost goes on writing. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { BackgroundQuery } from './background-query.ts';
import { logTrouble } from './log-trouble.ts';
import { dropPart, finishPart, makePart, partOf, partSize } from './part-file.ts';
import type { TaskRun, TaskSignals } from './task-signals.ts';

/** Milliseconds between two looks at how far it has come. */
const lookEveryMs = 250;

/**
 * Copies the log `file` to `target`; progress counts bytes. Never rejects. SQLite can't be stopped in the middle of a copy: when
 * it shall, what it still writes has no name any more, and is gone when it has finished.
 */
export async function backUp(file: string, target: string, { stop, progress }: TaskSignals): Promise<TaskRun> {
  try {
    if (stop.aborted) return { entries: null };
    const total = statSync(file).size;
    const copied = copy(file, makePart(target));
    const look = setInterval(() => {
      progress(Math.min(partSize(target), total), total);
    }, lookEveryMs);
    const done = await Promise.race([copied.then(() => true), once(stop, 'abort').then(() => false)]).finally(() => clearInterval(look));
    if (!done) {
      forget(target, copied);
      return { entries: null };
    }
    const entries = await entriesIn(target);
    finishPart(target);
    return { entries };
  } catch (error) {
    dropped(target);
    return { trouble: logTrouble(error) };
  }
}

async function copy(file: string, part: string): Promise<void> {
  const log = new BackgroundQuery(file);
  try {
    await log.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`);
  } finally {
    log.close();
  }
}

async function entriesIn(target: string): Promise<number> {
  const made = new BackgroundQuery(partOf(target));
  try {
    return await made.number('SELECT count(*) FROM entry');
  } finally {
    made.close();
  }
}

/** Where a file that is written can't be removed, it is as soon as it can be. */
function forget(target: string, copied: Promise<void>): void {
  const gone = dropped(target);
  void copied.catch(() => undefined).then(() => gone || dropped(target));
}

function dropped(target: string): boolean {
  try {
    dropPart(target);
    return true;
  } catch {
    return false;
  }
}
