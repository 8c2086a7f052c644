/** Returns the free pages of the log to the system, a few at a time. */
import { ok, type Result } from '../../shared/domain/result.ts';
import type { LogAccess } from '../store/log-access.ts';
import { AdaptiveBatch } from '../../shared/base/adaptive-batch.ts';

/**
 * `stepMs`: milliseconds that one step may block the main process; `rest` is awaited after each step. When `stop` is aborted, the next call
 * reclaims the rest. Failures as of `LogAccess`.
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
