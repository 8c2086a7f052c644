/** Sends that may stand behind the same events of a contact: at the same site, in the same realm, about the same time. */
import type { EntrySummary } from './entry.ts';
import { readSummaryRow, summaryColumns } from './entry-row.ts';
import type { Statements } from './statements.ts';

/**
 * For telling which of a contact's events belongs to which send. Case is left out, because whether the API minds it is not known.
 */
export interface FellowQuery {
  siteUrl: string;
  realm: string;
  customerKey: string;
  list: string;
  /** Whether `list` is a number; a name of digits is none. */
  numbered: boolean;
  /** Presses from here to there, in milliseconds since 1970, both included. */
  from: number;
  to: number;
}

const byNumber = `(command IN ('modelIds', 'listContact'))`;
const fellow = `list = ? COLLATE NOCASE AND customer_key = ? COLLATE NOCASE AND recipient = 'customerKey' AND ${byNumber} = ?`;

/** Every method throws when the database does. */
export class FellowSends {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Every send to a customer key on a list, whatever its template and outcome. */
  fellows({ customerKey, ...query }: FellowQuery): EntrySummary[] {
    return this.#atSite(query, `AND ${fellow} ORDER BY id`, [query.list, customerKey, Number(query.numbered)]);
  }

  /**
   * Sends of that time that may be fellows, but can't be told to be: their contact was not named by its key, or of two lists one was
   * named and one numbered.
   */
  possibleFellows({ customerKey, ...query }: FellowQuery): EntrySummary[] {
    const numbered = Number(query.numbered);
    const where = `AND NOT (${fellow}) AND (recipient <> 'customerKey' OR customer_key = ? COLLATE NOCASE AND ${byNumber} <> ?) ORDER BY id`;
    return this.#atSite(query, where, [query.list, customerKey, numbered, customerKey, numbered]);
  }

  /** Up to 50 sends on a list to other customer keys that the API answered as accepted, those nearest to `near` first. */
  acceptedElsewhere({ customerKey, ...query }: FellowQuery, near: number): EntrySummary[] {
    const where = `AND list = ? COLLATE NOCASE AND customer_key <> ? COLLATE NOCASE AND recipient = 'customerKey' AND ${byNumber} = ?
      AND state = 'accepted' AND cause = 'answer' AND realm IS NOT NULL ORDER BY abs(at - ?), id LIMIT 50`;
    return this.#atSite(query, where, [query.list, customerKey, Number(query.numbered), near]);
  }

  /** Whether an entry was sent under this realm; false also where that was not written down. */
  isOfRealm(id: number, realm: string): boolean {
    return this.#statements.prepare('SELECT 1 FROM entry WHERE id = ? AND realm = ?').get(id, realm) !== undefined;
  }

  #atSite({ siteUrl, realm, from, to }: Omit<FellowQuery, 'customerKey'>, where: string, values: (string | number)[]): EntrySummary[] {
    const start = `${siteUrl}/`;
    return this.#statements
      .prepare(
        `SELECT ${summaryColumns} FROM entry
         WHERE substr(url, 1, length(?)) = ? AND (realm = ? OR realm IS NULL)
           AND at BETWEEN ? AND ? ${where}`,
      )
      .all(start, start, realm, from, to, ...values)
      .map(readSummaryRow);
  }
}
