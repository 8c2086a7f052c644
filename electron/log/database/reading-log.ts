/** Opens the log read-only. */
import { schemaVersion, type LogDatabase } from './database.ts';
import { migrations } from './migrations.ts';
import { readingConnection } from './reading-connection.ts';
import { assertReleasedSchema } from './released-schema.ts';

/** Throws what SQLite throws, `ForeignSchemaError`, and an Error where there is no such file or its schema is not up to date. */
export function openLogForReading(file: string): LogDatabase {
  const log = readingConnection(file);
  try {
    if (schemaVersion(log) !== migrations.length) throw new Error('its schema is not up to date');
    assertReleasedSchema(log);
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}
