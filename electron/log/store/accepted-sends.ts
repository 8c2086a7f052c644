/** Accepted sends to other contacts: their events show how far the clock of a server is off. */
import * as v from 'valibot';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { siteValues, wentToSite } from './entry-conditions.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { Statements } from '../database/statements.ts';

export interface AcceptedQuery {
  siteUrl: string;
  realm: string;
  /** The contact and the list of the send in question. */
  customerKey: string;
  list: string;
  /** Whether `list` is the number of a list; a name made of digits isn't one. */
  numbered: boolean;
  /** The period of the presses, in milliseconds since 1970, both ends included. */
  from: number;
  to: number;
}

export interface AcceptedSend {
  pressId: string;
  customerKey: string;
  at: number;
}

const byNumber = `(command IN ('modelIds', 'listContact'))`;
/** Rows that are searched for sends on the same list, and the resultLimit sends that are returned. */
const scanLimit = 500;
const resultLimit = 50;

const columns = ['press_id', 'customer_key', 'list'].map((name) => boundedColumn(name, longest.inTable)).join(', ');

const RowSchema = v.object({ at: v.number(), press_id: v.string(), customer_key: v.string(), list: v.string() });

/** Sends on the same list that the API accepted, nearest to `near` first. Throws when the database does. */
export function acceptedSendsToOthers(statements: Statements, query: AcceptedQuery, near: number): AcceptedSend[] {
  const { siteUrl, realm, customerKey, list, numbered, from, to } = query;
  return statements
    .prepare(
      `SELECT at, ${columns} FROM entry
       WHERE at BETWEEN ? AND ? AND ${wentToSite} AND realm = ? AND recipient = 'customerKey' AND ${byNumber} = ?
         AND state = 'accepted' AND cause = 'answer' ORDER BY abs(at - ?), id LIMIT ${scanLimit}`,
    )
    .all(from, to, ...siteValues(siteUrl), realm, Number(numbered), near)
    .map((row: unknown) => v.parse(RowSchema, row))
    .filter((row) => foldLookAlikes(row.list) === foldLookAlikes(list) && foldLookAlikes(row.customer_key) !== foldLookAlikes(customerKey))
    .slice(0, resultLimit)
    .map((row) => ({ pressId: row.press_id, customerKey: row.customer_key, at: row.at }));
}

/** Whether an entry was sent under this realm; false also where the entry has no realm. */
export function isOfRealm(statements: Statements, id: number, realm: string): boolean {
  return statements.prepare('SELECT 1 FROM entry WHERE id = ? AND realm = ?').get(id, realm) !== undefined;
}
