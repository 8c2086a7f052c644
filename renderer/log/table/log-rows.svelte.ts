/** The rows of the log screen: loads those in view, wherever they are, and adds new and changed entries. */
import type { EntrySummary, Envelope, LogPage, LogQuery } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';
import { matches, type Look } from './entry-order.ts';
import { nextPage, pageSize, type PageAt } from './next-page.ts';
import { overview } from '../chart/overview.svelte.ts';
import { placeEntry } from './place-entry.ts';
import { addPiece, endOf, entryAt, keepOnly, rowOf, type Piece, type Pieces } from './row-pieces.ts';

/** Rows loaded above and below the view, so that they are usually there before they are scrolled to. */
const ahead = 40;
/** Rows first loaded for a new filter or order: no more than a usual window needs, so that they are there sooner. */
const firstRows = 30;
/** Rows loaded beyond those in view. */
const around = 8;
/** Rows kept above and below the view. */
const kept = 900;
/**
 * Milliseconds. With a search only the main process can tell whether a new entry matches, so the newest rows are loaded again after this
 * time.
 */
const askAgainMs = 150;
/** Milliseconds between checks of the index's progress while it is being prepared. */
const preparingMs = 1000;
/** Milliseconds. While the rows are out of sight, changes are collected for this long and then applied together. */
const patienceMs = 500;

/** `again` keeps the position, `rewind` goes to the first row; both discard the loaded rows. `newest` only adds to them. */
type Asked = 'rewind' | 'again' | 'newest' | 'more';
type Job = PageAt & { asked: Asked; look: Look };

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
  onreplace: (look: Look) => void = () => undefined;

  readonly #drawn: () => Promise<void>;
  #pieces = $state.raw<Pieces>([]);
  #look: Look | null = null;
  #view = { first: 0, last: 0 };
  /** Ids of sends that began after these rows were requested and aren't in the list. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not displayed
  #outside = new Set<number>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- not displayed
  #asked = new Set<Asked>();
  #busy = false;
  #stopped = false;
  /** Changes that arrived while a page was loading: the page may or may not contain them. */
  #news: EntrySummary[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #preparing: ReturnType<typeof setTimeout> | undefined;
  #patient = false;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** `drawn` resolves when the changes are on screen. */
  constructor(drawn: () => Promise<void>) {
    this.#drawn = drawn;
  }

  /** While out of sight, the rows are kept up to date without slowing down what is visible. */
  set patient(patient: boolean) {
    this.#patient = patient;
    if (patient) return;
    if (!this.#busy) this.#tellNews();
    // Try again when the screen is entered.
    if (this.failure !== '') this.#ask(this.empty ? 'rewind' : 'again');
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
    const stops = [on('entryChanged', (entry) => this.#changed(entry)), on('logChanged', () => this.#ask('again'))];
    return () => {
      stops.forEach((stop) => stop());
      clearTimeout(this.#timer);
      clearTimeout(this.#preparing);
      clearTimeout(this.#patience);
      this.#stopped = true;
    };
  }

  /** Starts from the first row. The current rows stay until the result is here. */
  show(look: Look): void {
    this.#look = look;
    this.#asked.clear();
    this.#outside.clear();
    this.#ask('rewind');
  }

  /** Loads from the first row on, for an entry that may exist but isn't loaded. */
  rewind(): void {
    if (this.known) this.#ask('rewind');
  }

  /** Reports which rows are in view: they are loaded next, whatever was in view before. */
  view(first: number, last: number): void {
    this.#view = { first, last };
    this.#ask('more');
  }

  #ask(asked: Asked): void {
    if (asked !== 'more') this.#asked.add(asked);
    if (!this.#busy && !this.#stopped) void this.#work();
  }

  /** One page at a time. The next page is chosen after each, so a drag through many positions leaves no queue of requests. */
  async #work(): Promise<void> {
    this.#busy = true;
    let failures = 0;
    for (let job = this.#nextJob(); job && !this.#stopped; job = this.#nextJob()) {
      const result = await call('log.page', queryOf(job));
      if (this.#stopped) break;
      const failed = this.#look === job.look && !this.#take(job, result);
      // Draw what is visible before loading more.
      if (job.asked === 'rewind' && this.#asked.size === 0) await this.#drawn();
      if (this.#stopped) break;
      if (!this.#asked.has('rewind')) this.#tellNews();
      // If the log was repaired meanwhile, try once more.
      if (failed && (failures++ > 0 || this.#asked.size === 0)) break;
    }
    this.#busy = false;
  }

  #nextJob(): Job | null {
    const look = this.#look;
    if (!look) return null;
    const asked = (['rewind', 'again', 'newest'] as const).find((one) => this.#asked.delete(one)) ?? 'more';
    const job = (page: PageAt | null): Job | null => page && { ...page, asked, look };
    const { first, last } = this.#view;
    if (asked === 'rewind') return job(pageFrom(0, Math.max(firstRows, last - first + 1 + around)));
    if (asked === 'newest') return job(pageFrom(0));
    if (asked === 'again') return job(pageFrom(Math.max(0, first - ahead)));
    return job(nextPage(this.#pieces, first, last, look) ?? nextPage(this.#pieces, first - ahead, last + ahead, look));
  }

  /** Whether there was a result. */
  #take(job: Job, result: Envelope<LogPage>): boolean {
    this.known = true;
    this.failure = result.ok ? '' : result.error.sentence;
    if (!result.ok) {
      // The old rows belong to another filter.
      if (job.asked === 'rewind') this.#replace([], job);
      return false;
    }
    const { entries, next, waiting } = result.value;
    this.waiting = waiting;
    clearTimeout(this.#preparing);
    if (waiting > 0) this.#preparing = setTimeout(() => this.#ask('again'), preparingMs);
    if (job.asked === 'newest') this.#addNewest(result.value, job.look);
    else this.#add({ start: job.row, entries, ended: next === null }, job);
    return true;
  }

  #add(read: Piece, job: Job): void {
    if (job.asked === 'rewind') this.#replace([read], job);
    else if (job.asked === 'again') this.#readAgain(read, job);
    else {
      const { first, last } = this.#view;
      this.#pieces = keepOnly(addPiece(this.#pieces, read, job.look), first - kept, last + kept);
    }
  }

  #replace(pieces: Pieces, { asked, look }: Job): void {
    this.#pieces = pieces;
    if (asked !== 'rewind') return;
    this.onreplace(look);
    this.#view = { first: 0, last: this.#view.last - this.#view.first };
    this.generation++;
  }

  /** Keeps the first row in view where it is, if it is found near its old position. */
  #readAgain(read: Piece, job: Job): void {
    if (read.entries.length === 0 && read.start > 0) return this.#ask('rewind');
    const { first } = this.#view;
    const anchor = this.at(first);
    const found = anchor ? rowOf([read], anchor.id) : null;
    if (found !== null && found !== first) this.onshift(0, found - first);
    this.#replace([read], job);
  }

  #addNewest(page: LogPage, look: Look): void {
    // There may be more new entries than one page holds.
    if (this.#outside.size > pageSize) return this.#ask('again');
    for (const entry of [...page.entries].reverse()) this.#place(entry, true, look);
  }

  #changed(entry: EntrySummary): void {
    this.#news.push(entry);
    if (this.#patient) this.#tellNewsLater();
    else if (!this.#busy) this.#tellNews();
  }

  #tellNewsLater(): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined;
      if (!this.#busy) this.#tellNews();
    }, patienceMs);
  }

  #tellNews(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    const news = this.#news;
    this.#news = [];
    const look = this.#look;
    if (!look) return;
    for (const entry of news) {
      const belongs = matches(entry, look.filter);
      if (entry.state === 'sending') this.#outside.add(entry.id);
      if (look.filter.search.trim() === '' || this.rowOf(entry.id) !== null) this.#place(entry, belongs, look);
      else if (belongs) this.#askForNewestSoon();
    }
  }

  #askForNewestSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask('newest'), askAgainMs);
  }

  #place(entry: EntrySummary, belongs: boolean, look: Look): void {
    const isNew = this.#outside.has(entry.id);
    const { pieces, at, shift } = placeEntry(this.#pieces, { entry, belongs, isNew }, look);
    if (belongs) this.#outside.delete(entry.id);
    if (shift !== 0) {
      this.onshift(at, shift);
      overview.adjust(shift);
    }
    this.#pieces = pieces;
  }
}

const pageFrom = (row: number, limit = pageSize): PageAt => ({ row, limit, start: row === 0 ? { at: 'top' } : { at: 'row', row } });

/** Also used when the order isn't newest first. */
function queryOf({ look: { filter, order }, asked, start, limit }: Job): LogQuery {
  return { filter, order: asked === 'newest' ? 'newest' : order, start, limit };
}
