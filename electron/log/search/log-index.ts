/** Finds and counts entries of the log by its index. Gives ids; the entries themselves are in the log. */
import type { LogFilter } from '../../shared/domain/log-filter.ts';
import type { Cursor, LogChoices, LogOrder, LogOverview, OverviewQuery } from '../../shared/domain/log-query.ts';
import { conditionsOf, type Conditions } from './conditions.ts';
import { Facets } from './facets.ts';
import { foundIds } from './found-ids.ts';
import type { IndexDatabase } from './index-database.ts';
import { overviewOf } from './overview.ts';
import { countRanks, placeOf, type Ranks } from './ranks.ts';

export interface IdQuery {
  filter: LogFilter;
  order: LogOrder;
  /** Behind this place; `null` for the first page. */
  cursor: Cursor | null;
  limit: number;
}

/** Every method throws what SQLite throws. */
export class LogIndex {
  readonly #index: IndexDatabase;
  readonly #facets: Facets;
  /** Of the last filter that a row was looked for in, as long as the index stays as it is. */
  #ranks: { of: string; ranks: Ranks } | null = null;
  /** Counts changes: what was counted while the index changed is not kept. */
  #version = 0;

  constructor(index: IndexDatabase) {
    this.#index = index;
    this.#facets = new Facets(index);
  }

  /** To be called when the index has changed. */
  changed(): void {
    this.#version += 1;
    this.#ranks = null;
  }

  /** One page of places, the first of them the next behind the cursor. */
  ids({ filter, ...page }: IdQuery): Cursor[] {
    return foundIds(this.#index, conditionsOf(filter, this.#index, this.#facets), page);
  }

  /**
   * One page of places that begins at a row; the last rows where there are not so many. `pause` is waited for between parts of the
   * counting.
   */
  async idsAt(filter: LogFilter, order: LogOrder, row: number, limit: number, pause: () => Promise<void>): Promise<Cursor[]> {
    const conditions = conditionsOf(filter, this.#index, this.#facets);
    const ranks = await this.#ranksOf(JSON.stringify(filter), conditions, pause);
    return foundIds(this.#index, conditions, { order, limit, ...placeOf(ranks, row, order) });
  }

  async #ranksOf(of: string, conditions: Conditions, pause: () => Promise<void>): Promise<Ranks> {
    if (this.#ranks?.of === of) return this.#ranks.ranks;
    const version = this.#version;
    const ranks = await countRanks(this.#index, conditions, pause);
    if (version === this.#version) this.#ranks = { of, ranks };
    return ranks;
  }

  /** `pause` is waited for between parts of the counting, and may throw to end it. */
  async overview({ filter, activity }: OverviewQuery, pause: () => Promise<void>): Promise<LogOverview> {
    const conditions = conditionsOf(filter, this.#index, this.#facets);
    const overview = await overviewOf({ index: this.#index, conditions, states: this.#facets.states(), pause });
    return activity ? overview : { ...overview, activity: null };
  }

  choices(): LogChoices {
    return this.#facets.choices();
  }
}
