/** The loaded part of the log: pages laid end to end, newest first, with live entries put where they belong. */
import type { EntrySummary, LogPage } from '../../electron/bridge/contract.ts';

export interface EntryList {
  /** Without gaps from the newest to the last one loaded; ids fall. */
  readonly entries: readonly EntrySummary[];
  /** Where the next page begins; `null` when all is loaded. */
  readonly nextBefore: number | null;
  readonly total: number;
}

export const emptyList: EntryList = { entries: [], nextBefore: null, total: 0 };

export const fromPage = (page: LogPage): EntryList => ({ ...page });

/** Adds the page that was asked for with `before: list.nextBefore`. */
export function append(list: EntryList, page: LogPage): EntryList {
  return { entries: [...list.entries, ...page.entries], nextBefore: page.nextBefore, total: page.total };
}

/** Where an entry with that id is, or would be. */
export function indexOf(entries: readonly EntrySummary[], id: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry && entry.id > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `shift`: rows by which everything below moved down, so that the table can keep its place. */
export interface Placed {
  readonly list: EntryList;
  readonly shift: number;
  readonly at: number;
}

/**
 * Puts a written or settled entry in its place. `matches` tells whether it belongs to the filter. News that arrive late never turn a
 * settled entry back into one that is sending.
 */
export function place(list: EntryList, entry: EntrySummary, matches: boolean): Placed {
  const at = indexOf(list.entries, entry.id);
  const there = list.entries[at];
  const before = list.entries.slice(0, at);
  const same: Placed = { list, shift: 0, at };

  if (there?.id === entry.id) {
    if (entry.state === 'sending' && there.state !== 'sending') return same;
    const rest = list.entries.slice(at + 1);
    if (matches) return { list: { ...list, entries: [...before, entry, ...rest] }, shift: 0, at };
    return { list: { ...list, entries: [...before, ...rest], total: list.total - 1 }, shift: -1, at };
  }
  if (!matches) return same;
  const belowLoaded = at === list.entries.length && list.nextBefore !== null;
  if (belowLoaded) return same;
  return { list: { ...list, entries: [...before, entry, ...list.entries.slice(at)], total: list.total + 1 }, shift: 1, at };
}

/** Whether the newest page leaves out entries between its end and the loaded ones. */
export function leavesGap(list: EntryList, newest: LogPage): boolean {
  const last = newest.entries.at(-1);
  const first = list.entries[0];
  return newest.nextBefore !== null && last !== undefined && (first === undefined || last.id > first.id);
}
