/** Finds and counts entries of the log with its index. Returns ids; the entries themselves are in the log. */
import type { LogFilter } from '../../shared/domain/log-filter.ts';
import type { Cursor, LogChoices, LogOrder, LogOverview, LogOverviewQuery } from '../../shared/domain/log-query.ts';
import { conditionsOf, type Conditions } from './conditions.ts';
import { Facets } from './facets.ts';
import { foundIds } from './found-ids.ts';
import type { IndexDatabase } from './index-database.ts';
import { overviewOf } from './overview.ts';
import { countMatches, placeOf, type MatchCounts } from './match-counts.ts';

export interface IdQuery {
  filter: LogFilter;
  order: LogOrder;
  /** The page begins after this; `null` for the first page. */
  cursor: Cursor | null;
  limit: number;
}

/** Every method throws what SQLite throws. */
export class LogIndex {
  readonly #index: IndexDatabase;
  readonly #facets: Facets;
  /** The counts of the last filter that was used by row, as long as the index doesn't change. */
  #matchCounts: { filter: string; counts: MatchCounts } | null = null;
  /** Counts changes: results that were computed while the index changed are not cached. */
  #version = 0;

  constructor(index: IndexDatabase) {
    this.#index = index;
    this.#facets = new Facets(index);
  }

  /** Call it when the index has changed. */
  changed(): void {
    this.#version += 1;
    this.#matchCounts = null;
  }

  /** One page of cursors, beginning after the given one. */
  ids({ filter, ...page }: IdQuery): Cursor[] {
    return foundIds(this.#index, conditionsOf(filter, this.#index, this.#facets), page);
  }

  /** One page of cursors that begins at a row; the last rows where there are fewer. `pause` is awaited between parts of the counting. */
  async idsAt(filter: LogFilter, order: LogOrder, row: number, limit: number, pause: () => Promise<void>): Promise<Cursor[]> {
    const conditions = conditionsOf(filter, this.#index, this.#facets);
    const counts = await this.#matchCountsOf(JSON.stringify(filter), conditions, pause);
    return foundIds(this.#index, conditions, { order, limit, ...placeOf(counts, row, order) });
  }

  async #matchCountsOf(filter: string, conditions: Conditions, pause: () => Promise<void>): Promise<MatchCounts> {
    if (this.#matchCounts?.filter === filter) return this.#matchCounts.counts;
    const version = this.#version;
    const counts = await countMatches(this.#index, conditions, pause);
    if (version === this.#version) this.#matchCounts = { filter, counts };
    return counts;
  }

  /** `pause` is awaited between parts of the counting, and may throw to end it. */
  async overview({ filter, activity }: LogOverviewQuery, pause: () => Promise<void>): Promise<LogOverview> {
    const conditions = conditionsOf(filter, this.#index, this.#facets);
    const overview = await overviewOf({ index: this.#index, conditions, states: this.#facets.states(), pause });
    return activity ? overview : { ...overview, activity: null };
  }

  choices(): LogChoices {
    return this.#facets.choices();
  }
}
