/** Removes everything from the log but what is on its way or unknown. */
import { dirname } from 'node:path';
import { ok, type Result } from '../../shared/domain/result.ts';
import { reclaimFreePages } from '../retention/reclaim-free-pages.ts';
import type { LogAccess } from '../store/log-access.ts';
import { tracesLeft } from '../store/log-failures.ts';
import { logTrouble } from '../database/log-trouble.ts';
import { removeSetAside } from '../recovery/repair.ts';
import { AdaptiveBatch } from '../../shared/base/adaptive-batch.ts';
import { removeLog } from '../recovery/readable-copy.ts';
import type { TaskSignals } from '../export/task-signals.ts';

/** Milliseconds that one step may hold the main process. */
const stepMs = 4;

/** Bytes of what is left that are written anew also when clearing was stopped: about a quarter of a second. */
const rewrittenUpTo = 64 * 1024 * 1024;

interface Step {
  /** The last id that was looked at; `null` when there is none left. */
  last: number | null;
  removed: number;
}

export interface ClearDeps {
  log: LogAccess;
  /** The file of the index. */
  index: string;
  /** Whoever else in Keypost has the log or its index open closes them, before this returns. */
  release: () => void;
  /** Waited for after each step. */
  rest: () => Promise<unknown>;
}

/**
 * Removes the entries that are there now; sends that begin meanwhile stay. What is removed is gone from every file of the log, and with the
 * whole of the index, which is made anew. Resolves with how many were removed, `null` when it was stopped: what is removed by then is gone.
 * Failures as of `LogAccess`, and `log.tracesLeft`.
 */
export async function clearLog(deps: ClearDeps, signals: TaskSignals): Promise<Result<number | null>> {
  const { log, rest } = deps;
  const erases = log.eraseRemoved(true);
  if (!erases.ok) return erases;
  try {
    const newest = log.newestId();
    if (!newest.ok) return newest;
    const removed = await removeUpTo(log, newest.value, signals, rest);
    if (!removed.ok) return removed;
    if (removed.value !== null) {
      const given = await reclaimFreePages(log, stepMs, rest, signals.stop);
      if (!given.ok) return given;
    }
    const erased = eraseTraces(deps, removed.value !== null);
    return erased.ok ? removed : erased;
  } finally {
    log.eraseRemoved(false);
  }
}

/** `all`: whether all was removed, so that little is left to be written anew. */
function eraseTraces({ log, index, release }: ClearDeps, all: boolean): Result<void> {
  release();
  try {
    removeLog(index);
    if (all) removeSetAside(dirname(index));
  } catch (error) {
    return tracesLeft(logTrouble(error));
  }
  const size = log.size();
  if (!size.ok) return size;
  return log.eraseTraces(all || size.value.used <= rewrittenUpTo);
}

async function removeUpTo(
  log: LogAccess,
  newest: number,
  { stop, progress }: TaskSignals,
  rest: () => Promise<unknown>,
): Promise<Result<number | null>> {
  const batch = new AdaptiveBatch(stepMs);
  let [after, done] = [0, 0];
  while (!stop.aborted) {
    const step = batch.run((size) => removeNext(log, after, newest, size));
    if (!step.ok) return step;
    if (step.value.last === null) return ok(done);
    done += step.value.removed;
    after = step.value.last;
    // Ids have hardly any gaps, and counting a large log would hold everything up.
    progress(done, done + newest - after);
    await rest();
  }
  return ok(null);
}

function removeNext(log: LogAccess, after: number, newest: number, size: number): Result<Step> {
  const ids = log.decidedIds(after, newest, size);
  if (!ids.ok) return ids;
  const last = ids.value.at(-1) ?? null;
  if (last === null) return ok({ last, removed: 0 });
  const removed = log.removeEntries(ids.value);
  return removed.ok ? ok({ last, removed: removed.value }) : removed;
}
