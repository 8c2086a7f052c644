/** Accepted sends to other contacts: they teach the clock of a server. */
import * as v from 'valibot';
import { foldText } from '../../shared/base/fold-text.ts';
import { siteValues, wentToSite } from './at-site.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { Statements } from '../database/statements.ts';

export interface AcceptedQuery {
  siteUrl: string;
  realm: string;
  /** The contact and the list that the question is about. */
  customerKey: string;
  list: string;
  /** Whether `list` is a number; a name of digits is none. */
  numbered: boolean;
  /** Presses from here to there, in milliseconds since 1970, both included. */
  from: number;
  to: number;
}

export interface AcceptedSend {
  pressId: string;
  customerKey: string;
  at: number;
}

const byNumber = `(command IN ('modelIds', 'listContact'))`;
/** Rows that are looked through for those of the list, and sends that are found at most. */
const looked = 500;
const most = 50;

const columns = ['press_id', 'customer_key', 'list'].map((name) => boundedColumn(name, longest.inTable)).join(', ');

const RowSchema = v.object({ at: v.number(), press_id: v.string(), customer_key: v.string(), list: v.string() });

/** Those on the same list that the API answered as accepted, the nearest to `near` first. Throws when the database does. */
export function acceptedSendsToOthers(statements: Statements, query: AcceptedQuery, near: number): AcceptedSend[] {
  const { siteUrl, realm, customerKey, list, numbered, from, to } = query;
  return statements
    .prepare(
      `SELECT at, ${columns} FROM entry
       WHERE at BETWEEN ? AND ? AND ${wentToSite} AND realm = ? AND recipient = 'customerKey' AND ${byNumber} = ?
         AND state = 'accepted' AND cause = 'answer' ORDER BY abs(at - ?), id LIMIT ${looked}`,
    )
    .all(from, to, ...siteValues(siteUrl), realm, Number(numbered), near)
    .map((row: unknown) => v.parse(RowSchema, row))
    .filter((row) => foldText(row.list) === foldText(list) && foldText(row.customer_key) !== foldText(customerKey))
    .slice(0, most)
    .map((row) => ({ pressId: row.press_id, customerKey: row.customer_key, at: row.at }));
}

/** Whether an entry was sent under this realm; false also where that was not written down. */
export function isOfRealm(statements: Statements, id: number, realm: string): boolean {
  return statements.prepare('SELECT 1 FROM entry WHERE id = ? AND realm = ?').get(id, realm) !== undefined;
}
