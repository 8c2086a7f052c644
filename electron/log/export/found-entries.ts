/** Checks before a filtered export that the index is complete, and counts the matching entries. */
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { isEverything } from '../../shared/domain/log-filter.ts';
import type { LogReaderClient } from '../reader/log-reader-client.ts';
import type { ExportOptions } from '../../shared/domain/log-task.ts';

/** Attempts of a query: the page makes queries, too, and a later query of a kind supersedes an earlier one. */
const maxAttempts = 20;

/**
 * Resolves with the number of entries, `null` where it is unknown; then the index has everything that was written before the call.
 * Failures: `notYet` while a large log is still being indexed, and those of the reader.
 */
export async function foundEntries(
  reader: Pick<LogReaderClient, 'page' | 'overview'>,
  { filter, order }: Pick<ExportOptions, 'filter' | 'order'>,
): Promise<Result<number | null>> {
  if (isEverything(filter)) return ok(null);
  const page = await retryIfSuperseded(() => reader.page({ filter, order, start: { at: 'top' }, limit: 1 }));
  if (!page.ok) return page;
  if (page.value.waiting > 0) return fail('notYet', stillIndexed);
  const overview = await retryIfSuperseded(() => reader.overview({ filter, activity: false }));
  return ok(overview.ok ? overview.value.total : null);
}

async function retryIfSuperseded<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  let result = await ask();
  for (let n = 1; n < maxAttempts && !result.ok && result.error.code === 'superseded'; n += 1) result = await ask();
  return result;
}

const stillIndexed =
  'The log is still being indexed, so a filter could miss some of it. Nothing was written. Try again in a minute, or export all of it.';
