/** Named JSON values that the ledger stores beside its sends. Every method throws when the database does, and `WrongCount`. */
import * as v from 'valibot';
import { longest, orNull } from '../database/bounded-columns.ts';
import type { LogDatabase } from '../database/database.ts';
import { expectChanges, Statements } from '../database/statements.ts';
import { ClockStateSchema } from './trusted-clock.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

const facts = {
  clock: ClockStateSchema,
  /** The log that the sends belong to: its mark and its last entry at that time. Sends after `seq` belong to it, too. */
  followed: v.object({ mark: v.string(), last: v.number(), seq: v.number() }),
  /**
   * All sends of the log after this entry are in the ledger. `lived`: when the last unrecorded send may have gone; `null` where there is
   * none.
   */
  complete: v.object({ after: v.number(), lived: v.nullable(v.number()) }),
  /** The key in the keychain that the fingerprints are made with, and the stamps that it may carry there. */
  key: v.object({ id: v.string(), stamps: v.array(v.string()) }),
  /** The name of its entry there. */
  keyEntry: v.object({ name: v.string() }),
  /** What a person agreed to remove from the log: see removal-question.ts. */
  removal: v.object({ rules: v.string(), upTo: v.number() }),
  /** How many entries the log's size may still remove before a person is asked: see removal-question.ts. */
  allowance: v.number(),
} as const;
type Facts = typeof facts;
export type FactName = keyof Facts;
export type LedgerFact<N extends FactName> = v.InferOutput<Facts[N]>;

const RowSchema = v.object({ value: v.string() });

export class LedgerFacts {
  readonly #statements: Statements;

  constructor(database: LogDatabase) {
    this.#statements = new Statements(database);
  }

  /** `null` where the value was never written, can't be read, or is longer than Keypost writes. */
  get<N extends FactName>(name: N): LedgerFact<N> | null {
    const row: unknown = this.#statements.prepare(`SELECT ${orNull('value', longest.inLedger)} FROM fact WHERE name = ?`).get(name);
    if (row === undefined) return null;
    try {
      return v.parse<Facts[N]>(facts[name], JSON.parse(v.parse(RowSchema, row).value));
    } catch (error) {
      reportFailure('a value of the ledger could not be read', error);
      // For each of these values, unknown is safe.
      return null;
    }
  }

  set<N extends FactName>(name: N, value: LedgerFact<N>): void {
    const set = this.#statements.prepare('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)');
    expectChanges(set.run(name, JSON.stringify(value)), 1);
  }

  remove(name: FactName): void {
    const isThere = this.#statements.prepare('SELECT 1 FROM fact WHERE name = ?').get(name) !== undefined;
    expectChanges(this.#statements.prepare('DELETE FROM fact WHERE name = ?').run(name), isThere ? 1 : 0);
  }
}
