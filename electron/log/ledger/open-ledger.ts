/** The ledger's database while it is open. */
import { textOf } from '../../shared/i18n/text.ts';
import { inTransaction, type LogDatabase } from '../database/database.ts';
import { assertReleasedSchema, SchemaGuard } from '../database/released-schema.ts';
import { openLedgerDatabase, type ReplacedLedger } from './ledger-database.ts';
import { LedgerFacts } from './ledger-facts.ts';
import { LedgerRows } from './ledger-rows.ts';
import { ledgerSteps } from './ledger-steps.ts';

export class OpenLedger {
  readonly facts: LedgerFacts;
  readonly rows: LedgerRows;
  readonly #schema: SchemaGuard;

  /** `notice` is called with a text for people where the file had to be replaced. Throws as `openLedgerDatabase`. */
  static at(file: string, now: Date, notice: (text: string) => void): OpenLedger {
    const { database, replaced } = openLedgerDatabase(file, now);
    if (replaced !== null) notice(replacedText(replaced));
    return new OpenLedger(database);
  }

  private constructor(readonly database: LogDatabase) {
    this.facts = new LedgerFacts(database);
    this.rows = new LedgerRows(database);
    this.#schema = new SchemaGuard(database, (one) => {
      assertReleasedSchema(one, ledgerSteps);
    });
  }

  /** Throws `ForeignSchemaError` if somebody has changed the schema in the meantime, and what SQLite throws. */
  checkSchema(): void {
    this.#schema.check();
  }

  /** Runs `job` in a transaction, after checking the schema in it. Throws as `checkSchema`, and what `job` throws. */
  write<T>(job: () => T): T {
    return inTransaction(this.database, () => {
      this.checkSchema();
      return job();
    });
  }

  close(): void {
    this.database.close();
  }
}

const replacedText = ({ kept, fault, carried }: ReplacedLedger): string =>
  fault === null
    ? textOf({ code: 'ledger.damaged', params: { kept } })
    : textOf({ code: 'ledger.foreign', params: { kept, fault, carried } });
