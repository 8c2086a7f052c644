/** Before an export of what a filter finds: whether the index can tell all of it, and how much it is. */
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { isEverything } from '../../shared/domain/log-filter.ts';
import type { LogReaderClient } from '../reader/log-reader-client.ts';
import type { ExportOptions } from '../../shared/domain/log-task.ts';

/** The page asks, too, and the later question of a kind takes the place of the earlier one. */
const tries = 20;

/**
 * The number, `null` where it is not known; the index knows everything that was written until then. Failures: `notYet` while a
 * large log is still being indexed, and those of the reader.
 */
export async function foundEntries(
  reader: Pick<LogReaderClient, 'page' | 'overview'>,
  { filter, order }: Pick<ExportOptions, 'filter' | 'order'>,
): Promise<Result<number | null>> {
  if (isEverything(filter)) return ok(null);
  const page = await persistently(() => reader.page({ filter, order, start: { at: 'top' }, limit: 1 }));
  if (!page.ok) return page;
  if (page.value.waiting > 0) return fail('notYet', stillIndexed);
  const overview = await persistently(() => reader.overview({ filter, activity: false }));
  return ok(overview.ok ? overview.value.total : null);
}

async function persistently<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  let answer = await ask();
  for (let n = 1; n < tries && !answer.ok && answer.error.code === 'superseded'; n += 1) answer = await ask();
  return answer;
}

const stillIndexed =
  'The log is still being indexed, so a filter could miss some of it. Nothing was written. Try again in a minute, or export all of it.';
