/** The lists and templates that an account used recently. */
import * as v from 'valibot';
import { CommandSchema } from '../../shared/domain/message.ts';
import { sendCommands } from '../../shared/domain/send-commands.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import type { UsedNames } from '../../shared/domain/log-query.ts';

/** Entries that are scanned, of all accounts, and most names of each kind that are returned. */
const scanLimit = 2000;
const nameLimit = 30;
/** A send counts half as much as one that is this many sends newer. */
const halfLife = 50;

const RowSchema = v.object({ list: v.string(), template: v.string(), command: v.pipe(v.string(), CommandSchema) });

const columns = ['account_id', 'list', 'template', 'command'].map((name) => boundedColumn(name, longest.inTable)).join(', ');

/** Throws what the database throws. */
export function usedNames(log: LogDatabase, accountId: string): UsedNames {
  const rows = log
    .prepare(
      `SELECT list, template, command FROM (SELECT ${columns} FROM entry ORDER BY id DESC LIMIT ${scanLimit})
       WHERE account_id = ?`,
    )
    .all(accountId)
    .map((row) => v.parse(RowSchema, row));
  // Entries without a template have a subject line in its place.
  const withTemplate = rows.filter(({ command }) => sendCommands[command].hasTemplate);
  return { lists: mostUsed(rows.map(({ list }) => list)), templates: mostUsed(withTemplate.map(({ template }) => template)) };
}

/** `names`: latest first, each as often as it was used. */
export function mostUsed(names: readonly string[]): string[] {
  const weights = new Map<string, number>();
  names.forEach((name, place) => weights.set(name, (weights.get(name) ?? 0) + 2 ** (-place / halfLife)));
  return [...weights]
    .sort(([, one], [, other]) => other - one)
    .slice(0, nameLimit)
    .map(([name]) => name);
}
