/** Earlier sends of the same message, for the guard against sending it twice. */
import type { MessageIdentity } from '../../shared/domain/message-identity.ts';
import { foldText } from '../../shared/base/fold-text.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import { readSummaryRow, summaryColumns } from '../database/entry-row.ts';
import { mayHaveGoneSql as mayHaveGone } from '../../shared/domain/may-have-gone.ts';
import { fingerprintsToFind } from '../database/message-fingerprints.ts';
import type { Statements } from '../database/statements.ts';

/** So many of the newest sends to a key are looked through for one in another case. */
const sendsByKey = 1000;

/** What counts as recent: by the time of its press, or by its place in the log. */
interface Recent {
  since: number;
  from: number;
}

export class EarlierSends {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * The newest entry of the same message that may have gone, pressed at `since` or later, or with an id from `from` on (`null`: none counts for
   * its id alone): the order of entries is true whatever the clock says. Throws when the database does.
   */
  earlier(message: MessageIdentity, since: number, from: number | null): EntrySummary | null {
    const recent: Recent = { since, from: from ?? Number.MAX_SAFE_INTEGER };
    const names = [...new Set(message.names.flatMap((name) => [name, foldText(name)]))];
    const found = [
      ...fingerprintsToFind(message).map((mark) => this.#marked(mark, recent)),
      ...message.names.map((name) => this.#exact(name, message, recent)),
      ...names.map((name) => this.#alike(name, message, recent)),
    ];
    return found.reduce((newest, one) => (one !== null && one.id > (newest?.id ?? 0) ? one : newest), null);
  }

  /** CROSS JOIN keeps SQLite from walking through everything that was accepted. */
  #marked(mark: number, { since, from }: Recent): EntrySummary | null {
    return this.#summary(
      `SELECT ${summaryColumns} FROM message_mark CROSS JOIN entry ON id = entry_id
       WHERE mark = ? AND (at >= ? OR id >= CAST(? AS INTEGER)) AND ${mayHaveGone} ORDER BY entry_id DESC LIMIT 1`,
      [mark, since, from],
    );
  }

  #exact(name: string, { accountId, list, template }: MessageIdentity, { since, from }: Recent): EntrySummary | null {
    return this.#summary(
      `SELECT ${summaryColumns} FROM entry INDEXED BY entry_by_recipient
       WHERE account_id = ? AND customer_key = ? AND list = ? AND template = ? AND (at >= ? OR id >= CAST(? AS INTEGER)) AND ${mayHaveGone} ORDER BY id DESC LIMIT 1`,
      [accountId, name, list, template, since, from],
    );
  }

  /**
   * In another case. The index is named, because SQLite would walk through every send of a list and template, which in a long log takes
   * longer than all the rest of a send.
   */
  #alike(name: string, { accountId, list, template }: MessageIdentity, { since, from }: Recent): EntrySummary | null {
    return this.#summary(
      `SELECT ${summaryColumns} FROM entry WHERE id IN (
         SELECT id FROM entry INDEXED BY entry_by_key WHERE customer_key = ? COLLATE NOCASE ORDER BY id DESC LIMIT ${sendsByKey})
       AND account_id = ? AND list COLLATE NOCASE IN (?, ?) AND template COLLATE NOCASE IN (?, ?)
       AND (at >= ? OR id >= CAST(? AS INTEGER)) AND ${mayHaveGone} ORDER BY id DESC LIMIT 1`,
      [name, accountId, list, foldText(list), template, foldText(template), since, from],
    );
  }

  #summary(sql: string, values: readonly (string | number)[]): EntrySummary | null {
    const row: unknown = this.#statements.prepare(sql).get(...values);
    return row === undefined ? null : readSummaryRow(row);
  }
}
