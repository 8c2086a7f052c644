/** The rows of the log screen: those in view are loaded, wherever they are, and what happens meanwhile is put among them. */
import type { EntrySummary, Envelope, LogPage, LogQuery } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';
import { matches, type Look } from './entry-order.ts';
import { nextPage, pageSize, type PageAt } from './next-page.ts';
import { overview } from '../chart/overview.svelte.ts';
import { placeEntry } from './place-entry.ts';
import { addPiece, endOf, entryAt, keepOnly, rowOf, type Piece, type Pieces } from './row-pieces.ts';

/** Rows loaded above and below the view, so that one rarely sees them come. */
const ahead = 40;
/** Rows that a new filter or order begins with: no more than a usual window needs, so that they are there sooner. */
const firstRows = 30;
/** Rows that it has beyond those in view. */
const around = 8;
/** Rows kept above and below the view. */
const kept = 900;
/** With a search only main can tell whether a new entry belongs to it, so the newest are asked for anew after this time. */
const askAgainMs = 150;
/** While the index is being prepared, it is looked after how far it is. */
const preparingMs = 1000;
/** What happens while nobody sees the rows is put among them all at once, this long after the first of it. */
const patienceMs = 500;

/** `again` keeps the place, `rewind` goes to the first row: both forget what was loaded. `newest` only adds to it. */
type Asked = 'rewind' | 'again' | 'newest' | 'more';
type Job = PageAt & { asked: Asked; look: Look };

export class LogRows {
  /** False until the first answer: an empty log is not announced before it is known to be one. */
  known = $state(false);
  failure = $state('');
  /** Entries that can't be found by their words yet. */
  waiting = $state(0);
  /** Grows whenever the rows of another filter or order took the place of these. */
  generation = $state(0);
  /** Called before rows move: `at` is the row from which on they move by `by`. */
  onshift: (at: number, by: number) => void = () => undefined;

  /** Called when rows of another filter or order are here, before they are shown. */
  onreplace: (look: Look) => void = () => undefined;

  readonly #drawn: () => Promise<void>;
  #pieces = $state.raw<Pieces>([]);
  #look: Look | null = null;
  #view = { first: 0, last: 0 };
  /** Ids of sends begun since these rows were asked for that are not among them: no row, loaded or not, holds them. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows it
  #outside = new Set<number>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing shows it
  #asked = new Set<Asked>();
  #busy = false;
  #stopped = false;
  /** What changed while a page was on its way: the page may know of it, or not. */
  #news: EntrySummary[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #preparing: ReturnType<typeof setTimeout> | undefined;
  #patient = false;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** `drawn` resolves when what was changed is drawn. */
  constructor(drawn: () => Promise<void>) {
    this.#drawn = drawn;
  }

  /** While nobody sees the rows: they are kept up to date, but not at the cost of what is seen. */
  set patient(patient: boolean) {
    this.#patient = patient;
    if (patient) return;
    if (!this.#busy) this.#tellNews();
    // Somebody who comes to look tries again.
    if (this.failure !== '') this.#ask(this.empty ? 'rewind' : 'again');
  }

  /** How many rows there are, as far as that is known: at least those loaded. */
  get total(): number {
    const last = this.#pieces.at(-1);
    if (!last) return overview.total ?? 0;
    return last.ended ? endOf(last) : Math.max(overview.total ?? 0, endOf(last) + 1);
  }

  /** Whether `total` is all there are, and not only what is known so far. */
  get counted(): boolean {
    return this.waiting === 0 && (overview.total !== null || (this.#pieces.at(-1)?.ended ?? false));
  }

  /** Whether no row is loaded. */
  get empty(): boolean {
    return this.#pieces.every((piece) => piece.entries.length === 0);
  }

  /** `undefined` while that row is not loaded. */
  at(row: number): EntrySummary | undefined {
    return entryAt(this.#pieces, row);
  }

  /** `null` while no row with that id is loaded. */
  rowOf(id: number): number | null {
    return rowOf(this.#pieces, id);
  }

  /** Returns the way to stop. */
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

  /** From the first row on. The rows that are shown stay until the answer is here. */
  show(look: Look): void {
    this.#look = look;
    this.#asked.clear();
    this.#outside.clear();
    this.#ask('rewind');
  }

  /** From the first row on, for something that may be there and is not loaded. */
  rewind(): void {
    if (this.known) this.#ask('rewind');
  }

  /** Which rows are in view: they are loaded next, whatever was in view before. */
  view(first: number, last: number): void {
    this.#view = { first, last };
    this.#ask('more');
  }

  #ask(asked: Asked): void {
    if (asked !== 'more') this.#asked.add(asked);
    if (!this.#busy && !this.#stopped) void this.#work();
  }

  /** One page at a time. What is wanted is asked anew after each, so a drag through many places leaves none of them waiting. */
  async #work(): Promise<void> {
    this.#busy = true;
    let failures = 0;
    for (let job = this.#nextJob(); job && !this.#stopped; job = this.#nextJob()) {
      const result = await call('log.page', queryOf(job));
      if (this.#stopped) break;
      const failed = this.#look === job.look && !this.#take(job, result);
      // What one sees is drawn before more is asked for.
      if (job.asked === 'rewind' && this.#asked.size === 0) await this.#drawn();
      if (this.#stopped) break;
      if (!this.#asked.has('rewind')) this.#tellNews();
      // A log that was mended meanwhile is asked once more.
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

  /** Whether there was an answer. */
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

  /** What was the first row in view is so still, if it is found near to where it was. */
  #readAgain(read: Piece, job: Job): void {
    if (read.entries.length === 0 && read.start > 0) return this.#ask('rewind');
    const { first } = this.#view;
    const anchor = this.at(first);
    const found = anchor ? rowOf([read], anchor.id) : null;
    if (found !== null && found !== first) this.onshift(0, found - first);
    this.#replace([read], job);
  }

  #addNewest(page: LogPage, look: Look): void {
    // More may have come than one page holds.
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

/** The newest are asked for whatever the order is. */
function queryOf({ look: { filter, order }, asked, start, limit }: Job): LogQuery {
  return { filter, order: asked === 'newest' ? 'newest' : order, start, limit };
}
