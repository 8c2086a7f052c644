/** Removes everything from the log but what is on its way or unknown. */
import { ok, type Result } from '../result.ts';
import { giveAllBack } from './give-back.ts';
import type { LogAccess } from './log-access.ts';
import { Pace } from './pace.ts';
import type { TaskSignals } from './task-signals.ts';

/** Milliseconds that one step may hold the main process. */
const stepMs = 4;

interface Step {
  /** The last id that was looked at; `null` when there is none left. */
  last: number | null;
  removed: number;
}

/**
 * Entries that are there now; sends that begin meanwhile stay. Resolves with how many were removed, `null` when it was stopped:
 * what is removed by then is gone. `rest` is waited for after each step. Failures as of `LogAccess`.
 */
export async function clearLog(log: LogAccess, signals: TaskSignals, rest: () => Promise<unknown>): Promise<Result<number | null>> {
  const newest = log.newestId();
  if (!newest.ok) return newest;
  const removed = await removeUpTo(log, newest.value, signals, rest);
  if (!removed.ok || removed.value === null) return removed;
  const given = await giveAllBack(log, stepMs, rest, signals.stop);
  return given.ok ? removed : given;
}

async function removeUpTo(
  log: LogAccess,
  newest: number,
  { stop, progress }: TaskSignals,
  rest: () => Promise<unknown>,
): Promise<Result<number | null>> {
  const pace = new Pace(stepMs);
  let [after, done] = [0, 0];
  while (!stop.aborted) {
    const step = pace.run((size) => removeNext(log, after, newest, size));
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
  const ids = log.settledIds(after, newest, size);
  if (!ids.ok) return ids;
  const last = ids.value.at(-1) ?? null;
  if (last === null) return ok({ last, removed: 0 });
  const removed = log.removeEntries(ids.value);
  return removed.ok ? ok({ last, removed: removed.value }) : removed;
}
