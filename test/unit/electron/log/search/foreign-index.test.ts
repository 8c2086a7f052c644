/** An index with foreign objects is built again, so that everything is found. Until then, an export from it is refused. */
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownLog, openSnapshot } from '../../../../../electron/log/export/log-snapshot.ts';
import { isIndexDamage } from '../../../../../electron/log/database/log-errors.ts';
import { createQueryQueue } from '../../../../../electron/log/reader/query-queue.ts';
import type { FromReader } from '../../../../../electron/log/reader/reader-protocol.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { logWithReader, queryOf, reading, send, found } from '../a-reader.ts';

const indexOf = (log: string): string => join(dirname(log), 'log-index.sqlite');
function change(file: string, sql: string): void {
  const database = openSqlite(file);
  database.exec(sql);
  database.close();
}
const faults = [
  ['a trigger that swallows entries', 'CREATE TRIGGER swallow BEFORE INSERT ON fact BEGIN SELECT RAISE(IGNORE); END'],
  ['one that forgets them', 'CREATE TRIGGER forget AFTER INSERT ON fact BEGIN DELETE FROM fact; END'],
  ['a view in the place of a table', 'DROP TABLE day; CREATE VIEW day AS SELECT 1 AS day, 2 AS first, 3 AS last'],
  ['an index less', 'DROP INDEX fact_by_key'],
] as const;

describe.each(faults)('an index with %s', (_, sql) => {
  test('is built again when it is opened', async () => {
    const { log, reader, file } = logWithReader();
    send(log, { key: 'first' });
    expect(await found(reader, { search: 'first' })).toEqual([1]);
    reader.close();
    change(indexOf(file), sql);
    send(log, { key: 'second' });
    const again = reading(file);
    expect(await found(again, { search: 'second' })).toEqual([2]);
    expect(await found(again, { search: 'first' })).toEqual([1]);
  });

  test('is built again with the next query if it is changed while it is open', async () => {
    const { log, reader, file } = logWithReader();
    send(log, { key: 'first' });
    expect(await found(reader, { search: 'first' })).toEqual([1]);
    change(indexOf(file), sql);
    send(log, { key: 'second' });
    const reply = new Promise<FromReader>((resolve) => {
      const ask = createQueryQueue(
        reader,
        () => Promise.resolve(),
        (message) => {
          if ('number' in message) resolve(message);
        },
      );
      ask({ number: 1, question: { ask: 'page', query: queryOf({ search: 'second' }) } });
    });
    expect(await reply).toMatchObject({ result: { entries: [{ id: 2 }] } });
  });

  test('is refused for an export, and the log is not reported as damaged', async () => {
    const { log, reader, file } = logWithReader();
    send(log);
    await reader.page(queryOf({ search: 'ck1042' }));
    change(indexOf(file), sql);
    let thrown: unknown;
    try {
      openSnapshot({ log: file, index: indexOf(file) });
    } catch (error) {
      thrown = error;
    }
    expect(isIndexDamage(thrown)).toBe(true);
    expect(String(thrown)).toContain('in the search index');
  });
});

test('an export of a log with a foreign schema is refused, with the object’s name', () => {
  const { log, file } = logWithReader();
  send(log);
  change(file, 'CREATE VIEW entries AS SELECT * FROM entry');
  expect(() => ownLog(file)).toThrow('the view entries in it isn’t Keypost’s');
});
