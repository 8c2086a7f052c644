/** Removes everything from the log except sends that are under way or unknown. */
import { dirname } from 'node:path';
import { ok, type Result } from '../../shared/domain/result.ts';
import { reclaimFreePages } from '../retention/reclaim-free-pages.ts';
import type { LogAccess } from '../store/log-access.ts';
import { tracesLeft } from '../store/log-failures.ts';
import { logErrorText } from '../database/log-errors.ts';
import { removeSetAside } from '../recovery/repair.ts';
import { AdaptiveBatch } from '../../shared/base/adaptive-batch.ts';
import { removeLog } from '../recovery/readable-copy.ts';
import type { TaskSignals } from '../export/task-signals.ts';

/** Milliseconds that one step may block the main process. */
const stepMs = 4;

/** Most bytes of the remaining log that are rewritten even when clearing was stopped: about a quarter of a second. */
const maxRewriteBytes = 64 * 1024 * 1024;

interface ClearStep {
  /** The last id that was handled; `null` when there is none left. */
  last: number | null;
  removed: number;
}

export interface ClearDeps {
  log: LogAccess;
  /** The file of the index. */
  index: string;
  /** Makes everything else in Keypost that has the log or its index open close them before this returns. */
  beforeMove: () => void;
  /** Awaited after each step. */
  rest: () => Promise<unknown>;
}

/**
 * Removes the entries that are there now; sends that begin in the meantime stay. No traces are left in any file of the log; the index is
 * removed as a whole and built again later. Resolves with the number of removed entries, `null` when it was stopped: then some are
 * already removed. Failures as of `LogAccess`, and `log.tracesLeft`.
 */
export async function clearLog(deps: ClearDeps, signals: TaskSignals): Promise<Result<number | null>> {
  const { log, rest } = deps;
  const erasing = log.eraseRemoved(true);
  if (!erasing.ok) return erasing;
  try {
    const newest = log.newestId();
    if (!newest.ok) return newest;
    const removed = await removeUpTo(log, newest.value, signals, rest);
    if (!removed.ok) return removed;
    if (removed.value !== null) {
      const reclaimed = await reclaimFreePages(log, stepMs, rest, signals.stop);
      if (!reclaimed.ok) return reclaimed;
    }
    const erased = eraseTraces(deps, removed.value !== null);
    return erased.ok ? removed : erased;
  } finally {
    log.eraseRemoved(false);
  }
}

/** `all`: whether clearing was not stopped, so that little is left to rewrite. */
function eraseTraces({ log, index, beforeMove }: ClearDeps, all: boolean): Result<void> {
  beforeMove();
  try {
    removeLog(index);
    if (all) removeSetAside(dirname(index));
  } catch (error) {
    return tracesLeft(logErrorText(error));
  }
  const size = log.size();
  if (!size.ok) return size;
  return log.eraseTraces(all || size.value.used <= maxRewriteBytes);
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
    // An estimate: ids have hardly any gaps, and counting a large log would block the main process.
    progress(done, done + newest - after);
    await rest();
  }
  return ok(null);
}

function removeNext(log: LogAccess, after: number, newest: number, size: number): Result<ClearStep> {
  const ids = log.decidedIds(after, newest, size);
  if (!ids.ok) return ids;
  const last = ids.value.at(-1) ?? null;
  if (last === null) return ok({ last, removed: 0 });
  const removed = log.removeEntries(ids.value);
  return removed.ok ? ok({ last, removed: removed.value }) : removed;
}
