/** The rows of the log screen: loads those in view, wherever they are, and adds new and changed entries. */
import type { EntrySummary, Envelope, LogPage, LogQuery } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';
import type { LogCriteria } from '../filter/filter-address.ts';
import { matches } from './entry-order.ts';
import { nextPage, pageSize, type PageAt } from './next-page.ts';
import { overview } from '../chart/overview.svelte.ts';
import { placeEntry } from './place-entry.ts';
import { addPiece, endOf, entryAt, keepOnly, rowOf, type Piece, type Pieces } from './row-pieces.ts';

/** Rows loaded above and below the view, so that they are usually there before they are scrolled to. */
const rowsAhead = 40;
/** Rows first loaded for a new filter or order: no more than a usual window needs, so that they are there sooner. */
const firstRows = 30;
/** Rows loaded beyond those in view. */
const rowsAround = 8;
/** Rows kept above and below the view. */
const rowsKept = 900;
/**
 * Milliseconds. With a search only the main process can tell whether a new entry matches, so the newest rows are loaded again after this
 * time.
 */
const reloadMs = 150;
/** Milliseconds between checks of the index's progress while it is being prepared. */
const preparingMs = 1000;
/** Milliseconds. While the rows are out of sight, changes are collected for this long and then applied together. */
const hiddenMs = 500;

/** `again` keeps the position, `rewind` goes to the first row; both discard the loaded rows. `newest` only adds to them. */
type LoadReason = 'rewind' | 'again' | 'newest' | 'more';
type PageRequest = PageAt & { reason: LoadReason; criteria: LogCriteria };

export class LogRows {
  /** False until the first result, so that an empty log isn't announced before it is known to be empty. */
  known = $state(false);
  failure = $state('');
  /** Entries that can't be found by text search yet. */
  waiting = $state(0);
  /** Incremented whenever the rows of another filter or order replaced the previous ones. */
  generation = $state(0);
  /** Called before rows move: rows from `at` on move by `by`. */
  onshift: (at: number, by: number) => void = () => undefined;

  /** Called when the rows of another filter or order are loaded, before they are shown. */
  onreplace: (criteria: LogCriteria) => void = () => undefined;

  readonly #drawn: () => Promise<void>;
  #pieces = $state.raw<Pieces>([]);
  #criteria: LogCriteria | null = null;
  #view = { first: 0, last: 0 };
  /** Ids of sends that began after these rows were requested and aren't in the list. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not displayed
  #unlisted = new Set<number>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not displayed
  #pending = new Set<LoadReason>();
  #busy = false;
  #stopped = false;
  /** Changes that arrived while a page was loading: the page may or may not contain them. */
  #changes: EntrySummary[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #preparingTimer: ReturnType<typeof setTimeout> | undefined;
  #isHidden = false;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  /** `drawn` resolves when the changes are on screen. */
  constructor(drawn: () => Promise<void>) {
    this.#drawn = drawn;
  }

  /** While out of sight, the rows are kept up to date without slowing down what is visible. */
  set isHidden(isHidden: boolean) {
    this.#isHidden = isHidden;
    if (isHidden) return;
    if (!this.#busy) this.#applyChanges();
    // Try again when the screen is entered.
    if (this.failure !== '') this.#request(this.empty ? 'rewind' : 'again');
  }

  /** The number of rows as far as it is known: at least those that are loaded. */
  get total(): number {
    const last = this.#pieces.at(-1);
    if (!last) return overview.total ?? 0;
    return last.ended ? endOf(last) : Math.max(overview.total ?? 0, endOf(last) + 1);
  }

  /** Whether `total` is exact, and not only what is known so far. */
  get counted(): boolean {
    return this.waiting === 0 && (overview.total !== null || (this.#pieces.at(-1)?.ended ?? false));
  }

  /** Whether no row is loaded. */
  get empty(): boolean {
    return this.#pieces.every((piece) => piece.entries.length === 0);
  }

  /** `undefined` while the row is not loaded. */
  at(row: number): EntrySummary | undefined {
    return entryAt(this.#pieces, row);
  }

  /** `null` while no row with this id is loaded. */
  rowOf(id: number): number | null {
    return rowOf(this.#pieces, id);
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    this.#stopped = false;
    const stops = [on('entryChanged', (entry) => this.#changed(entry)), on('logChanged', () => this.#request('again'))];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#timer);
      clearTimeout(this.#preparingTimer);
      clearTimeout(this.#hiddenTimer);
      this.#stopped = true;
    };
  }

  /** Starts from the first row. The current rows stay until the result is here. */
  show(criteria: LogCriteria): void {
    this.#criteria = criteria;
    this.#pending.clear();
    this.#unlisted.clear();
    this.#request('rewind');
  }

  /** Loads from the first row on, for an entry that may exist but isn't loaded. */
  rewind(): void {
    if (this.known) this.#request('rewind');
  }

  /** Reports which rows are in view: they are loaded next, whatever was in view before. */
  view(first: number, last: number): void {
    this.#view = { first, last };
    this.#request('more');
  }

  #request(reason: LoadReason): void {
    if (reason !== 'more') this.#pending.add(reason);
    if (!this.#busy && !this.#stopped) void this.#loadPages();
  }

  /** One page at a time. The next page is chosen after each, so a drag through many positions leaves no queue of requests. */
  async #loadPages(): Promise<void> {
    this.#busy = true;
    let failures = 0;
    for (let request = this.#nextRequest(); request && !this.#stopped; request = this.#nextRequest()) {
      const result = await call('log.page', queryOf(request));
      if (this.#stopped) break;
      const failed = this.#criteria === request.criteria && !this.#take(request, result);
      // Draw what is visible before loading more.
      if (request.reason === 'rewind' && this.#pending.size === 0) await this.#drawn();
      if (this.#stopped) break;
      if (!this.#pending.has('rewind')) this.#applyChanges();
      // If the log was repaired meanwhile, try once more.
      if (failed && (failures++ > 0 || this.#pending.size === 0)) break;
    }
    this.#busy = false;
  }

  #nextRequest(): PageRequest | null {
    const criteria = this.#criteria;
    if (!criteria) return null;
    const reason = (['rewind', 'again', 'newest'] as const).find((one) => this.#pending.delete(one)) ?? 'more';
    const requestFor = (page: PageAt | null): PageRequest | null => page && { ...page, reason, criteria };
    const { first, last } = this.#view;
    if (reason === 'rewind') return requestFor(pageFrom(0, Math.max(firstRows, last - first + 1 + rowsAround)));
    if (reason === 'newest') return requestFor(pageFrom(0));
    if (reason === 'again') return requestFor(pageFrom(Math.max(0, first - rowsAhead)));
    return requestFor(
      nextPage(this.#pieces, first, last, criteria) ?? nextPage(this.#pieces, first - rowsAhead, last + rowsAhead, criteria),
    );
  }

  /** Whether there was a result. */
  #take(request: PageRequest, result: Envelope<LogPage>): boolean {
    this.known = true;
    this.failure = result.ok ? '' : result.error.sentence;
    if (!result.ok) {
      // The old rows belong to another filter.
      if (request.reason === 'rewind') this.#replace([], request);
      return false;
    }
    const { entries, next, waiting } = result.value;
    this.waiting = waiting;
    clearTimeout(this.#preparingTimer);
    if (waiting > 0) this.#preparingTimer = setTimeout(() => this.#request('again'), preparingMs);
    if (request.reason === 'newest') this.#addNewest(result.value, request.criteria);
    else this.#add({ start: request.row, entries, ended: next === null }, request);
    return true;
  }

  #add(read: Piece, request: PageRequest): void {
    if (request.reason === 'rewind') this.#replace([read], request);
    else if (request.reason === 'again') this.#readAgain(read, request);
    else {
      const { first, last } = this.#view;
      this.#pieces = keepOnly(addPiece(this.#pieces, read, request.criteria), first - rowsKept, last + rowsKept);
    }
  }

  #replace(pieces: Pieces, { reason, criteria }: PageRequest): void {
    this.#pieces = pieces;
    if (reason !== 'rewind') return;
    this.onreplace(criteria);
    this.#view = { first: 0, last: this.#view.last - this.#view.first };
    this.generation++;
  }

  /** Keeps the first row in view where it is, if it is found near its old position. */
  #readAgain(read: Piece, request: PageRequest): void {
    if (read.entries.length === 0 && read.start > 0) return this.#request('rewind');
    const { first } = this.#view;
    const anchor = this.at(first);
    const found = anchor ? rowOf([read], anchor.id) : null;
    if (found !== null && found !== first) this.onshift(0, found - first);
    this.#replace([read], request);
  }

  #addNewest(page: LogPage, criteria: LogCriteria): void {
    // There may be more new entries than one page holds.
    if (this.#unlisted.size > pageSize) return this.#request('again');
    for (const entry of [...page.entries].reverse()) this.#place(entry, true, criteria);
  }

  #changed(entry: EntrySummary): void {
    this.#changes.push(entry);
    if (this.#isHidden) this.#applyChangesLater();
    else if (!this.#busy) this.#applyChanges();
  }

  #applyChangesLater(): void {
    this.#hiddenTimer ??= setTimeout(() => {
      this.#hiddenTimer = undefined;
      if (!this.#busy) this.#applyChanges();
    }, hiddenMs);
  }

  #applyChanges(): void {
    clearTimeout(this.#hiddenTimer);
    this.#hiddenTimer = undefined;
    const changes = this.#changes;
    this.#changes = [];
    const criteria = this.#criteria;
    if (!criteria) return;
    for (const entry of changes) {
      const belongs = matches(entry, criteria.filter);
      if (entry.state === 'sending') this.#unlisted.add(entry.id);
      if (criteria.filter.search.trim() === '' || this.rowOf(entry.id) !== null) this.#place(entry, belongs, criteria);
      else if (belongs) this.#loadNewestSoon();
    }
  }

  #loadNewestSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#request('newest'), reloadMs);
  }

  #place(entry: EntrySummary, belongs: boolean, criteria: LogCriteria): void {
    const isNew = this.#unlisted.has(entry.id);
    const { pieces, at, shift } = placeEntry(this.#pieces, { entry, belongs, isNew }, criteria);
    if (belongs) this.#unlisted.delete(entry.id);
    if (shift !== 0) {
      this.onshift(at, shift);
      overview.adjust(shift);
    }
    this.#pieces = pieces;
  }
}

const pageFrom = (row: number, limit = pageSize): PageAt => ({ row, limit, start: row === 0 ? { at: 'top' } : { at: 'row', row } });

/** Also used when the order isn't newest first. */
function queryOf({ criteria: { filter, order }, reason, start, limit }: PageRequest): LogQuery {
  return { filter, order: reason === 'newest' ? 'newest' : order, start, limit };
}
