/** The rows of the log screen: pages fetched from the newest on as one scrolls, a filter, and what happens meanwhile. */
import type { EntrySummary, Input, LogPage, Outcome } from '../../electron/bridge/contract.ts';
import { call, on } from '../bridge.ts';
import { append, emptyList, fromPage, leavesGap, place, type EntryList, type Placed } from './entry-list.ts';

const firstPage = 100;
const furtherPage = 500;
/** With a search only main can tell whether a new entry belongs to it, so the newest are asked for anew after this time. */
const askAgainMs = 150;

/** What is looked for; it outlives the screen, so that a look elsewhere does not lose it. */
const filter = $state({ search: '', outcome: null as Outcome | null });

export class LogRows {
  list = $state.raw<EntryList>(emptyList);
  /** False until the first answer: an empty log is not announced before it is known to be one. */
  known = $state(false);
  failure = $state('');
  /** Grows whenever a new list replaced the old one. */
  generation = $state(0);
  /** Called before rows move: `at` is the row from which on they move by `by`. */
  onshift: (at: number, by: number) => void = () => undefined;

  #ask = 0;
  #wanted = 0;
  #loadingFurther = false;
  /** News that came while a new list was on its way; `null` when none is. */
  #meanwhile: EntrySummary[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get search(): string {
    return filter.search;
  }
  set search(search: string) {
    filter.search = search;
  }

  get outcome(): Outcome | null {
    return filter.outcome;
  }
  set outcome(outcome: Outcome | null) {
    filter.outcome = outcome;
  }

  get filtered(): boolean {
    return this.search.trim() !== '' || this.outcome !== null;
  }

  /** Returns the way to stop. */
  start(): () => void {
    const stop = on('entryChanged', (entry) => this.#changed(entry));
    void this.reload();
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.#ask++;
    };
  }

  /** From the newest again. The old rows stay until the answer is here; of several at once the last one counts. */
  async reload(): Promise<void> {
    const ask = ++this.#ask;
    this.#meanwhile = [];
    const answer = await call('log.page', this.#input(null, firstPage));
    if (ask !== this.#ask) return;
    const meanwhile = this.#meanwhile;
    this.#meanwhile = null;
    this.known = true;
    this.failure = answer.ok ? '' : answer.error.sentence;
    this.#wanted = 0;
    // After a failure no rows at all: the old ones belong to another filter.
    this.list = answer.ok ? fromPage(answer.value) : emptyList;
    this.generation++;
    for (const entry of meanwhile) this.#changed(entry);
  }

  /** Makes sure that this row is loaded, sooner or later. */
  want(index: number): void {
    this.#wanted = Math.max(this.#wanted, index);
    if (!this.#loadingFurther) void this.#loadFurther();
  }

  async #loadFurther(): Promise<void> {
    this.#loadingFurther = true;
    while (!this.#meanwhile && this.list.nextBefore !== null && this.list.entries.length <= this.#wanted) {
      const generation = this.generation;
      const answer = await call('log.page', this.#input(this.list.nextBefore, furtherPage));
      // Another list took the place of this one, or is about to, while the page was on its way.
      if (this.#meanwhile || generation !== this.generation) continue;
      this.failure = answer.ok ? '' : answer.error.sentence;
      if (!answer.ok) break;
      this.list = append(this.list, answer.value);
    }
    this.#loadingFurther = false;
  }

  #changed(entry: EntrySummary): void {
    if (this.#meanwhile) {
      this.#meanwhile.push(entry);
      return;
    }
    const matchesOutcome = this.outcome === null || entry.state === this.outcome;
    const there = this.list.entries.some((one) => one.id === entry.id);
    if (there || this.search.trim() === '') {
      this.#apply(place(this.list, entry, matchesOutcome));
    } else if (matchesOutcome) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#askForNewest(), askAgainMs);
    }
  }

  async #askForNewest(): Promise<void> {
    const ask = this.#ask;
    const answer = await call('log.page', this.#input(null, firstPage));
    if (ask !== this.#ask || !answer.ok) return;
    if (leavesGap(this.list, answer.value)) return this.reload();
    this.#merge(answer.value);
  }

  #merge(newest: LogPage): void {
    for (const entry of [...newest.entries].reverse()) this.#apply(place(this.list, entry, true));
    this.list = { ...this.list, total: newest.total };
  }

  #apply(placed: Placed): void {
    if (placed.shift !== 0) this.onshift(placed.at, placed.shift);
    this.list = placed.list;
  }

  #input(before: number | null, limit: number): Input<'log.page'> {
    return { before, limit, search: this.search.trim(), outcome: this.outcome };
  }
}
