/** Finds what the log keeps no longer, without holding up the main process. Nothing that is on its way or unknown is ever among it. */
import type { BackgroundQuery } from '../database/background-query.ts';
import { firstSince } from '../database/first-since.ts';
import { isDecidedSql } from '../store/remove-entries.ts';
import type { Weighed } from '../../shared/domain/removal-question.ts';
import type { Forecast, Limits } from '../../shared/domain/retention-policy.ts';

/** Ids that are found at once. */
const most = 500;
/** An answer, or what was kept of the request's and of its contact. */
const hasBody = `(answer_body IS NOT NULL OR request_body IS NOT NULL OR contact <> '')`;
const always = Number.MAX_SAFE_INTEGER;
/** Values whose length differs much from one entry to another, its history's included: all else takes about as much in every entry. */
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
const ofHistory = 'SELECT sum(octet_length(sentence) + octet_length(note)) FROM settlement WHERE entry_id = entry.id';
/** Bytes of them; the length of a value stands in front of it, so none is read for that. */
const longBytes = `(${longColumns.map((name) => `coalesce(octet_length(${name}), 0)`).join(' + ')} + coalesce((${ofHistory}), 0))`;

/** Pressed before a moment, and in the order of entries before all that was pressed later. `+`: by id, not by the index of moments. */
const isOlder = '+at < ? AND id < CAST(? AS INTEGER)';

/** Entries pressed before a moment, with an id below that. */
export interface OlderEntries {
  before: number;
  below: number;
}

/** Bodies up to `upTo` are looked at: those pressed before `before` go, and all up to `bySize`. */
export interface BodyBounds {
  upTo: number;
  before: number;
  bySize: number;
}

/** Every method rejects with what SQLite throws. */
export class WhatToRemove {
  readonly #query: BackgroundQuery;

  constructor(query: BackgroundQuery) {
    this.#query = query;
  }

  close(): Promise<void> {
    return this.#query.close();
  }

  /** Which entries are older than that moment, and not guarded. */
  async older(moment: number, { guardedFrom, latest }: Limits): Promise<OlderEntries> {
    const first = await this.#firstSince(moment, latest);
    // What is pressed from now on is not among them, whatever the clock says then.
    const next = (await this.#query.number('SELECT max(id) FROM entry')) + 1;
    return { before: moment, below: Math.min(first, next, guardedFrom ?? next) };
  }

  /** The oldest of these. */
  oldest({ before, below }: OlderEntries): Promise<readonly number[]> {
    return this.#ids(`${isOlder} AND ${isDecidedSql} ORDER BY id`, before, below);
  }

  /** Entries with an id above `after` whose body goes, oldest first. */
  bodies(after: number, { upTo, before, bySize }: BodyBounds): Promise<readonly number[]> {
    const where = `id > CAST(? AS INTEGER) AND id <= CAST(? AS INTEGER) AND (at < ? OR id <= ?) AND ${hasBody} AND ${isDecidedSql} ORDER BY id`;
    return this.#ids(where, after, upTo, before, bySize);
  }

  /** `null` where no body has to go. */
  async bodyBounds({ bodies: { before, bytes }, latest }: Limits): Promise<BodyBounds | null> {
    const bySize = bytes === null || (await this.#used()) <= bytes ? 0 : await this.#beyond(bytes);
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

  /** The same, and of how many. */
  async weigh(limits: Limits): Promise<Weighed> {
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

  /** About how many of the oldest of these entries have to go until all that stays takes no more than that many bytes. */
  async #entriesOver(bytes: number, { before, below }: OlderEntries): Promise<number> {
    const used = await this.#used();
    if (used <= bytes) return 0;
    const longOnes = await this.#query.number(`SELECT coalesce(sum(${longBytes}), 0) FROM entry`);
    const all = await this.#query.number('SELECT count(*) FROM entry');
    const rest = Math.max(0, used - longOnes) / Math.max(1, all);
    const each = `SELECT id, ${longBytes} + ? AS bytes FROM entry WHERE ${isOlder} AND ${isDecidedSql}`;
    const running = `SELECT sum(bytes) OVER (ORDER BY id) - bytes AS older FROM (${each})`;
    return this.#query.number(`SELECT count(*) FROM (${running}) WHERE older < ?`, rest, before, below, used - bytes);
  }

  /** The newest entry whose body, with all that are newer, is more than fits; 0 where everything fits. */
  #beyond(bytes: number): Promise<number> {
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
    return this.#query.numbers(`SELECT id FROM entry WHERE ${where} LIMIT ${most}`, ...values);
  }
}
