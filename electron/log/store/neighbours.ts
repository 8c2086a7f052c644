/** The sends to the same customer key before and after a given one, in whatever way the key was typed. */
import * as v from 'valibot';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import { readSummaryRow, summaryColumns } from '../database/entry-row.ts';
import { foldsFurther } from './entry-conditions.ts';
import type { Neighbours } from '../../shared/domain/log-query.ts';
import type { Statements } from '../database/statements.ts';

/** Most sends that are returned in each direction. */
const limit = 10;
/** Entries in each direction that are searched for keys that are the same only when folded. */
const scanLimit = 2000;

const boundedKey = boundedColumn('customer_key', longest.inTable);

const KeyRowSchema = v.object({ id: v.number(), customer_key: v.string() });

/** Nearest first, at most ten each way. Throws if there is no such entry, and what the database throws. */
export function neighboursOf(statements: Statements, id: number): Neighbours {
  const row = statements.prepare(`SELECT id, ${boundedKey} FROM entry WHERE id = ?`).get(id);
  if (row === undefined) throw new Error(`there is no entry ${id}`);
  const { customer_key: key } = v.parse(KeyRowSchema, row);
  const summary = statements.prepare(`SELECT ${summaryColumns} FROM entry WHERE id = ?`);
  const side = (direction: Direction): Neighbours['later'] =>
    idsOf(statements, key, id, direction).map((other) => readSummaryRow(summary.get(other)));
  return { later: side(directions.later), earlier: side(directions.earlier) };
}

interface Direction {
  where: '>' | '<';
  order: 'ASC' | 'DESC';
}
const directions = { later: { where: '>', order: 'ASC' }, earlier: { where: '<', order: 'DESC' } } as const;

function idsOf(statements: Statements, key: string, id: number, { where, order }: Direction): number[] {
  const folded = foldLookAlikes(key);
  const sameLetters = statements.prepare(
    `SELECT id, ${boundedKey} FROM entry WHERE entry.customer_key = ? COLLATE NOCASE AND id ${where} ? ORDER BY id ${order} LIMIT ${limit}`,
  );
  // NOCASE in SQLite folds the case of ASCII letters only.
  const others = statements.prepare(
    `SELECT id, customer_key FROM (SELECT id, ${boundedKey} FROM entry WHERE id ${where} ? ORDER BY id ${order} LIMIT ${scanLimit})
     WHERE ${foldsFurther}`,
  );
  const found = [...new Set([key, folded])].flatMap((name) => sameLetters.all(name, id));
  const alike = others.all(id).filter((row) => foldLookAlikes(v.parse(KeyRowSchema, row).customer_key) === folded);
  const ids = new Set([...found, ...alike].map((row) => v.parse(KeyRowSchema, row).id));
  return [...ids].sort((one, other) => Math.abs(one - id) - Math.abs(other - id)).slice(0, limit);
}
