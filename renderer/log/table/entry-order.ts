/** Which entries a list of the log holds, and in which order. Pure. */
import type { Cursor, EntrySummary, LogFilter, LogOrder } from '../../../electron/shared/ipc/contract.ts';
import { foldText } from '../../../electron/shared/base/fold-text.ts';

/** What is looked for, and in which order. */
export interface Look {
  readonly filter: LogFilter;
  readonly order: LogOrder;
}

/** Whether the customer key is just what is searched, as the index compares them. */
export function isExact(entry: EntrySummary, { search }: LogFilter): boolean {
  const searched = foldText(search);
  return searched !== '' && foldText(entry.customerKey) === searched;
}

/** Whether the entry belongs to the filter as far as the page can tell: the words that are searched are left out. */
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

/** Entries with exactly the searched key come first; else the id decides. */
export function comesBefore(one: EntrySummary, other: EntrySummary, { filter, order }: Look): boolean {
  const exact = isExact(one, filter);
  if (exact !== isExact(other, filter)) return exact;
  return order === 'newest' ? one.id > other.id : one.id < other.id;
}

/** The place behind an entry. */
export const cursorBehind = (entry: EntrySummary, { filter }: Look): Cursor => ({ exact: isExact(entry, filter), id: entry.id });
