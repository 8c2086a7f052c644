/** Finds what exceeds the retention settings, without blocking the main process. Never includes sends that are under way or unknown. */
import type { BackgroundQuery } from '../database/background-query.ts';
import { firstSince } from '../database/recent-entries.ts';
import { isDecidedSql } from '../store/remove-entries.ts';
import type { ForecastWithTotals } from '../../shared/domain/removal-question.ts';
import type { Forecast, Limits } from '../../shared/domain/retention-policy.ts';

/** Most ids that one query returns. */
const idLimit = 500;
/** A condition for entries with a response body, a request body or a stored contact. */
const hasBody = `(answer_body IS NOT NULL OR request_body IS NOT NULL OR contact <> '')`;
const always = Number.MAX_SAFE_INTEGER;
/** Columns whose length differs a lot between entries; everything else, except the history, takes about the same space in every entry. */
const longColumns = [
  'url',
  'campaign_name',
  'request_headers',
  'request_body',
  'contact',
  'answer_headers',
  'answer_body',
  'error_text',
  'sentence',
];
const historyBytes = 'SELECT sum(octet_length(sentence) + octet_length(note)) FROM settlement WHERE entry_id = entry.id';
/** Their bytes, with the history. SQLite knows the length of a value without reading it. */
const longBytes = `(${longColumns.map((name) => `coalesce(octet_length(${name}), 0)`).join(' + ')} + coalesce((${historyBytes}), 0))`;

/** Pressed before a given time, and before all entries that were pressed later. `+` makes SQLite use the id, not the index of times. */
const isOlder = '+at < ? AND id < CAST(? AS INTEGER)';

/** Entries pressed before a given time, with an id below `below`. */
export interface OlderEntries {
  before: number;
  below: number;
}

/** Bodies of entries with ids up to `upTo` are removed if they were pressed before `before`, or if their id is at most `bySize`. */
export interface BodyBounds {
  upTo: number;
  before: number;
  bySize: number;
}

/** Every method rejects with what SQLite throws. */
export class RetentionQueries {
  readonly #query: BackgroundQuery;

  constructor(query: BackgroundQuery) {
    this.#query = query;
  }

  close(): Promise<void> {
    return this.#query.close();
  }

  /** Which entries are older than the given time, and not needed by the guard against sending twice. */
  async older(moment: number, { guardedFrom, latest }: Limits): Promise<OlderEntries> {
    const first = await this.#firstSince(moment, latest);
    // Entries pressed from now on are excluded, whatever the clock says then.
    const next = (await this.#query.number('SELECT max(id) FROM entry')) + 1;
    return { before: moment, below: Math.min(first, next, guardedFrom ?? next) };
  }

  /** The ids of the oldest of these. */
  oldest({ before, below }: OlderEntries): Promise<readonly number[]> {
    return this.#ids(`${isOlder} AND ${isDecidedSql} ORDER BY id`, before, below);
  }

  /** Ids above `after` of entries whose body has to be removed, oldest first. */
  bodies(after: number, { upTo, before, bySize }: BodyBounds): Promise<readonly number[]> {
    const where = `id > CAST(? AS INTEGER) AND id <= CAST(? AS INTEGER) AND (at < ? OR id <= ?) AND ${hasBody} AND ${isDecidedSql} ORDER BY id`;
    return this.#ids(where, after, upTo, before, bySize);
  }

  /** `null` where no body has to be removed. */
  async bodyBounds({ bodies: { before, bytes }, latest }: Limits): Promise<BodyBounds | null> {
    const bySize = bytes === null || (await this.#used()) <= bytes ? 0 : await this.#firstBeyond(bytes);
    const byAge = before === null ? 0 : await this.#lastOlder(before, await this.#firstSince(before, latest));
    const upTo = Math.max(bySize, byAge);
    return upTo === 0 ? null : { upTo, before: before ?? -always, bySize };
  }

  async forecast(limits: Limits): Promise<Forecast> {
    const { before, bytes } = limits.entries;
    const byAge = before === null ? 0 : await this.#countOlder(await this.older(before, limits));
    const bySize = bytes === null ? 0 : await this.#entriesOver(bytes, await this.older(limits.guarded, limits));
    const bounds = await this.bodyBounds(limits);
    const bodyCount = bounds
      ? await this.#count(`${hasBody} AND id <= ? AND (at < ? OR id <= ?)`, bounds.upTo, bounds.before, bounds.bySize)
      : 0;
    return { entries: Math.max(byAge, bySize), bodies: bodyCount };
  }

  /** The forecast, with the totals. */
  async weigh(limits: Limits): Promise<ForecastWithTotals> {
    const forecast = await this.forecast(limits);
    const ofEntries = await this.#query.number('SELECT count(*) FROM entry');
    const ofBodies = await this.#query.number(`SELECT count(*) FROM entry WHERE ${hasBody}`);
    return { ...forecast, ofEntries, ofBodies };
  }

  #firstSince(moment: number, latest: number): Promise<number> {
    return this.#query.number(firstSince, moment, Math.max(moment, latest));
  }

  #lastOlder(before: number, below: number): Promise<number> {
    return this.#query.number(`SELECT max(id) FROM entry WHERE ${isOlder}`, before, below);
  }

  #countOlder({ before, below }: OlderEntries): Promise<number> {
    return this.#count(isOlder, before, below);
  }

  /** About how many of the oldest of these entries have to be removed until the log takes no more than `bytes`. */
  async #entriesOver(bytes: number, { before, below }: OlderEntries): Promise<number> {
    const used = await this.#used();
    if (used <= bytes) return 0;
    const longTotal = await this.#query.number(`SELECT coalesce(sum(${longBytes}), 0) FROM entry`);
    const all = await this.#query.number('SELECT count(*) FROM entry');
    const rest = Math.max(0, used - longTotal) / Math.max(1, all);
    const each = `SELECT id, ${longBytes} + ? AS bytes FROM entry WHERE ${isOlder} AND ${isDecidedSql}`;
    const running = `SELECT sum(bytes) OVER (ORDER BY id) - bytes AS older FROM (${each})`;
    return this.#query.number(`SELECT count(*) FROM (${running}) WHERE older < ?`, rest, before, below, used - bytes);
  }

  /** The newest entry at which its body and all newer ones exceed `bytes`; 0 where everything fits. */
  #firstBeyond(bytes: number): Promise<number> {
    const running =
      'SELECT id, sum(coalesce(length(answer_body), 0) + coalesce(length(request_body), 0)) OVER (ORDER BY id DESC) AS running FROM entry';
    return this.#query.number(`SELECT id FROM (${running}) WHERE running > ? ORDER BY id DESC LIMIT 1`, bytes);
  }

  async #used(): Promise<number> {
    const [size, count, free] = [
      await this.#query.number('PRAGMA page_size'),
      await this.#query.number('PRAGMA page_count'),
      await this.#query.number('PRAGMA freelist_count'),
    ];
    return size * (count - free);
  }

  #count(where: string, ...values: readonly number[]): Promise<number> {
    return this.#query.number(`SELECT count(*) FROM entry WHERE ${where} AND ${isDecidedSql}`, ...values);
  }

  #ids(where: string, ...values: readonly number[]): Promise<readonly number[]> {
    return this.#query.numbers(`SELECT id FROM entry WHERE ${where} LIMIT ${idLimit}`, ...values);
  }
}
