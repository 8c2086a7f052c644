/** The lists and templates that an account sent with lately. */
import * as v from 'valibot';
import { CommandSchema } from '../../shared/domain/message.ts';
import { sendCommands } from '../../shared/domain/send-commands.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import type { UsedNames } from '../../shared/domain/log-query.ts';

/** Entries that are looked at, of all accounts; and names that are told of each kind. */
const looked = 2000;
const told = 30;
/** The last send counts twice as much as the one that came so many before it. */
const halfOf = 50;

const RowSchema = v.object({ list: v.string(), template: v.string(), command: v.pipe(v.string(), CommandSchema) });

const columns = ['account_id', 'list', 'template', 'command'].map((name) => boundedColumn(name, longest.inTable)).join(', ');

/** Throws what the database throws. */
export function usedNames(log: LogDatabase, accountId: string): UsedNames {
  const rows = log
    .prepare(
      `SELECT list, template, command FROM (SELECT ${columns} FROM entry ORDER BY id DESC LIMIT ${looked})
       WHERE account_id = ?`,
    )
    .all(accountId)
    .map((row) => v.parse(RowSchema, row));
  // Where there is no template, a subject line stands in its place.
  const withTemplate = rows.filter(({ command }) => sendCommands[command].hasTemplate);
  return { lists: mostUsed(rows.map(({ list }) => list)), templates: mostUsed(withTemplate.map(({ template }) => template)) };
}

/** `names`: the last one first, each as often as it was used. */
export function mostUsed(names: readonly string[]): string[] {
  const weights = new Map<string, number>();
  names.forEach((name, place) => weights.set(name, (weights.get(name) ?? 0) + 2 ** (-place / halfOf)));
  return [...weights]
    .sort(([, one], [, other]) => other - one)
    .slice(0, told)
    .map(([name]) => name);
}
