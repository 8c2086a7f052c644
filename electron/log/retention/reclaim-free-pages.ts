/** Gives the room of what was removed back to the system, a few pages at a time. */
import { ok, type Result } from '../../shared/domain/result.ts';
import type { LogAccess } from '../store/log-access.ts';
import { AdaptiveBatch } from '../../shared/base/adaptive-batch.ts';

/**
 * `stepMs`: milliseconds that one step may hold the main process; `rest` is waited for after each. What is not given back when
 * `stop` is raised is the next time. Failures as of `LogAccess`.
 */
export async function reclaimFreePages(
  log: LogAccess,
  stepMs: number,
  rest: () => Promise<unknown>,
  stop?: AbortSignal,
): Promise<Result<null>> {
  const batch = new AdaptiveBatch(stepMs);
  while (stop?.aborted !== true) {
    const more = batch.run((pages) => log.reclaimPages(pages));
    if (!more.ok) return more;
    if (!more.value) return ok(null);
    await rest();
  }
  return ok(null);
}
