/** Queries on the made log: fixed filters and searches, common and rare. */
import { noFilter, type LogFilter } from '../../electron/shared/domain/log-filter.ts';
import type { LogQuery, LogOrder } from '../../electron/shared/domain/log-query.ts';
import { rareWord } from './wire-results.ts';
import { customerKey, customerKeyIn } from './desk.ts';
import type { Seeded } from './seeded.ts';

/** Rows of a page, as the log screen requests them. */
const pageRows = 100;

export const pageOf = (filter: Partial<LogFilter>, order: LogOrder = 'newest'): LogQuery => ({
  filter: { ...noFilter, ...filter },
  order,
  start: { at: 'top' },
  limit: pageRows,
});

/** Three months and a week of the log. */
const spring = { from: Date.UTC(2025, 2, 1), to: Date.UTC(2025, 5, 1) };
const week = { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 8) };

/** Filters without a search: one condition of each kind, and some combinations. */
export const filters: readonly Partial<LogFilter>[] = [
  { outcomes: ['rejected'] },
  { outcomes: ['unknown'] },
  { accounts: ['nordwind'] },
  { kinds: ['practice'] },
  { presets: ['preset-7'] },
  { lists: ['Returns & refunds'] },
  { lists: ['Warranty France'] },
  { templates: ['Invoice question'] },
  spring,
  week,
  { outcomes: ['rejected', 'unknown'], accounts: ['acme'], ...spring },
  { lists: ['Orders'], templates: ['Shipping delay'], outcomes: ['not sent'], ...week },
];

/** Common and rare words, prefixes, several words, folded diacritics, and words without a match. */
const searches = [
  ['orders', 'shipping', 'delay', 'acme', 'c', 'ck1', 'accepted', 'ord shi'],
  ['subscriber', 'not found', 'subscriber not found', 'muller', 'Müller', 'grosskunden', 'Großkunden', 'rückerst', 'lindqvist queue'],
  [rareWord, 'quittenb', customerKey(4711), customerKey(12), 'maintenance nordwind', 'xyzzy', 'orders xyzzy', '404', 'kundin'],
].flat();

/** Every search alone, and with each of three filters. */
export function searchQueries(): LogQuery[] {
  const beside: readonly Partial<LogFilter>[] = [{}, { outcomes: ['rejected'] }, { accounts: ['nordwind'], lists: ['Notices'] }, week];
  return searches.flatMap((search) => beside.map((filter) => pageOf({ ...filter, search })));
}

/** Customer keys, most of which are in the log. */
export const someKeys = (count: number, entries: number, random: Seeded): string[] =>
  Array.from({ length: count }, () => customerKeyIn(entries, random));

/** Filters of overviews that match everything or large parts of the log. */
export const overviewFilters: readonly Partial<LogFilter>[] = [
  {},
  { outcomes: ['accepted'] },
  { accounts: ['acme'] },
  { lists: ['Orders', 'Notices'] },
  { kinds: ['production'], from: spring.from },
];
export const overviewSearches: readonly Partial<LogFilter>[] = [
  { search: 'orders' },
  { search: 'c' },
  { search: 'acme', outcomes: ['accepted'] },
];
