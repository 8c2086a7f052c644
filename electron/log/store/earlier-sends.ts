/** Earlier sends of the same message, for the guard against sending it twice. */
import type { MessageIdentity } from '../../shared/domain/message-identity.ts';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import { readSummaryRow, summaryColumns } from '../database/entry-row.ts';
import { mayHaveBeenSentSql as mayHaveGone } from '../../shared/domain/may-have-been-sent.ts';
import { fingerprintsToFind } from '../database/message-fingerprints.ts';
import type { Statements } from '../database/statements.ts';

/** How many of the newest sends to a key are searched for one in another letter case. */
const keyScanLimit = 1000;

/** What counts as recent: by the time of its press (`since`), or by its id (`from`). */
interface RecentBounds {
  since: number;
  from: number;
}

export class EarlierSends {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * The newest entry of the same message that may have gone, pressed at `since` or later, or with an id of at least `from` (`null`: ids
   * don't count). The order of ids holds whatever the clock says. Throws when the database does.
   */
  earlier(message: MessageIdentity, since: number, from: number | null): EntrySummary | null {
    const recent: RecentBounds = { since, from: from ?? Number.MAX_SAFE_INTEGER };
    const names = [...new Set(message.names.flatMap((name) => [name, foldLookAlikes(name)]))];
    const found = [
      ...fingerprintsToFind(message).map((fingerprint) => this.#byFingerprint(fingerprint, recent)),
      ...message.names.map((name) => this.#byExactName(name, message, recent)),
      ...names.map((name) => this.#byFoldedName(name, message, recent)),
    ];
    return found.reduce((newest, one) => (one !== null && one.id > (newest?.id ?? 0) ? one : newest), null);
  }

  /** CROSS JOIN keeps SQLite from scanning every accepted entry. */
  #byFingerprint(fingerprint: number, { since, from }: RecentBounds): EntrySummary | null {
    return this.#summary(
      `SELECT ${summaryColumns} FROM message_mark CROSS JOIN entry ON id = entry_id
       WHERE mark = ? AND (at >= ? OR id >= CAST(? AS INTEGER)) AND ${mayHaveGone} ORDER BY entry_id DESC LIMIT 1`,
      [fingerprint, since, from],
    );
  }

  #byExactName(name: string, { accountId, list, template }: MessageIdentity, { since, from }: RecentBounds): EntrySummary | null {
    return this.#summary(
      `SELECT ${summaryColumns} FROM entry INDEXED BY entry_by_recipient
       WHERE account_id = ? AND customer_key = ? AND list = ? AND template = ? AND (at >= ? OR id >= CAST(? AS INTEGER)) AND ${mayHaveGone} ORDER BY id DESC LIMIT 1`,
      [accountId, name, list, template, since, from],
    );
  }

  /**
   * In any letter case. The index is named, because SQLite would otherwise scan every send of a list and template, which in a long log
   * takes longer than everything else in a send.
   */
  #byFoldedName(name: string, { accountId, list, template }: MessageIdentity, { since, from }: RecentBounds): EntrySummary | null {
    return this.#summary(
      `SELECT ${summaryColumns} FROM entry WHERE id IN (
         SELECT id FROM entry INDEXED BY entry_by_key WHERE customer_key = ? COLLATE NOCASE ORDER BY id DESC LIMIT ${keyScanLimit})
       AND account_id = ? AND list COLLATE NOCASE IN (?, ?) AND template COLLATE NOCASE IN (?, ?)
       AND (at >= ? OR id >= CAST(? AS INTEGER)) AND ${mayHaveGone} ORDER BY id DESC LIMIT 1`,
      [name, accountId, list, foldLookAlikes(list), template, foldLookAlikes(template), since, from],
    );
  }

  #summary(sql: string, values: readonly (string | number)[]): EntrySummary | null {
    const row: unknown = this.#statements.prepare(sql).get(...values);
    return row === undefined ? null : readSummaryRow(row);
  }
}
