/** Which entries belong to a list of the log, and in which order. */
import type { Cursor, EntrySummary, LogFilter } from '../../../electron/shared/ipc/contract.ts';
import { foldLookAlikes } from '../../../electron/shared/base/fold-look-alikes.ts';
import type { LogCriteria } from '../filter/filter-address.ts';

/** Whether the customer key equals the searched text, compared as in the index. */
export function isExact(entry: EntrySummary, { search }: LogFilter): boolean {
  const searched = foldLookAlikes(search);
  return searched !== '' && foldLookAlikes(entry.customerKey) === searched;
}

/** Whether the entry matches the filter as far as the page can tell: the search text isn't checked. */
export function matches(entry: EntrySummary, filter: LogFilter): boolean {
  const { outcomes, accounts, kinds, presets, lists, templates, from, to } = filter;
  return (
    allows(outcomes, entry.state) &&
    allows(accounts, entry.accountId) &&
    allows(kinds, entry.accountKind) &&
    allows(presets, entry.presetId) &&
    allows(lists, entry.list) &&
    allows(templates, entry.template) &&
    (from === null || entry.at >= from) &&
    (to === null || entry.at < to)
  );
}

const allows = <T>(values: readonly T[], value: T | null): boolean => values.length === 0 || (value !== null && values.includes(value));

/** Entries whose key equals the searched text come first; then the id decides. */
export function comesBefore(one: EntrySummary, other: EntrySummary, { filter, order }: LogCriteria): boolean {
  const exact = isExact(one, filter);
  if (exact !== isExact(other, filter)) return exact;
  return order === 'newest' ? one.id > other.id : one.id < other.id;
}

/** The position after an entry. */
export const cursorAfter = (entry: EntrySummary, { filter }: LogCriteria): Cursor => ({ exact: isExact(entry, filter), id: entry.id });
