/** A log with a foreign schema: nothing is sent, the foreign object is named, and the log stays unchanged. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { migrations } from '../../../../../electron/log/database/migrations.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { logFile, newEntry, openAccess, openLog, pressOf, storedOutcome } from '../a-log.ts';
import { queryOf, reading, send } from '../a-reader.ts';

function change(file: string, sql: string): void {
  const database = openSqlite(file);
  database.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  database.close();
}
function filled(): string {
  const file = logFile();
  const log = openLog(file);
  send(log);
  log.close();
  return file;
}
const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END';
const forget = 'CREATE TRIGGER forget AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE id = new.id; END';

const faults = [
  ['a trigger that swallows entries', swallow, 'trigger swallow in it isn’t'],
  ['a trigger that removes them', forget, 'trigger forget in it isn’t'],
  ['a view', 'CREATE VIEW entries AS SELECT * FROM entry', 'view entries in it isn’t'],
  ['a table', 'CREATE TABLE mark (n INTEGER)', 'table mark in it isn’t'],
  ['a virtual table', 'CREATE VIRTUAL TABLE words USING fts5 (word)', 'words'],
  ['an index', 'CREATE UNIQUE INDEX once ON entry (customer_key)', 'index once in it isn’t'],
  ['another column', 'ALTER TABLE entry ADD COLUMN later TEXT', 'column entry.later in it isn’t'],
  ['a column less', 'ALTER TABLE entry DROP COLUMN contact', 'column entry.contact in it is missing'],
  ['a column by another name', 'ALTER TABLE entry RENAME COLUMN hint TO tip', 'column entry.tip in it isn’t'],
  ['a table less', 'DROP TABLE settlement', 'in it is missing'],
  ['an index less', 'DROP INDEX entry_by_key', 'index entry_by_key in it is missing'],
  ['a trigger less', 'DROP TRIGGER entry_written', 'trigger entry_written in it is missing'],
  [
    'a trigger that was changed',
    'DROP TRIGGER entry_written; CREATE TRIGGER entry_written AFTER INSERT ON entry BEGIN SELECT 1; END',
    'trigger entry_written in it isn’t as',
  ],
  ['an older version', 'PRAGMA user_version = 0', 'in it isn’t'],
  ['a version below all', 'PRAGMA user_version = -1', 'user_version -1 in it isn’t'],
  ['another application', 'PRAGMA application_id = 252006673', 'application_id 252006673 in it isn’t'],
] as const;

describe.each(faults)('a log with %s', (_, sql, reason) => {
  test('is not opened; the object is named, and the log left unchanged', async () => {
    const file = filled();
    change(file, sql);
    const before = readFileSync(file);
    const { log } = openAccess(file);
    expect(log.problem).toContain(reason);
    expect(log.begin(newEntry())).toMatchObject({
      ok: false,
      error: { code: 'logNotWritable', sentence: expect.stringContaining(reason) as string },
    });
    await expect(reading(file).page(queryOf({}))).rejects.toThrow();
    log.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test.each([
  ['swallows the entry', swallow],
  ['removes it again', forget],
  ['raises', `CREATE TRIGGER no BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no'); END`],
])('a trigger that comes while Keypost runs and %s keeps the message back', (_, sql) => {
  const file = filled();
  const { log } = openAccess(file);
  expect(log.begin(newEntry({ pressId: 'before' })).ok).toBe(true);
  change(file, sql);
  expect(log.begin(newEntry({ pressId: 'after' }))).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
});

test.each([
  [
    'UPDATE OF state',
    (file: string) => {
      const { log } = openAccess(file);
      const begun = log.begin(newEntry({ pressId: 'p' }));
      return () => [begun.ok, log.storeOutcome('p', storedOutcome()).ok];
    },
  ],
])('an outcome that would be swallowed by a trigger (%s) is a failure', (event, prepare) => {
  const file = filled();
  const storeOutcome = prepare(file);
  change(file, `CREATE TRIGGER keep BEFORE ${event} ON entry BEGIN SELECT RAISE(IGNORE); END`);
  expect(storeOutcome()).toEqual([true, false]);
});

test('nothing is removed from a log with a foreign trigger, whatever the trigger does', () => {
  const file = filled();
  const log = openLog(file);
  const id = send(log);
  change(file, 'CREATE TRIGGER keep BEFORE DELETE ON entry BEGIN SELECT RAISE(IGNORE); END');
  for (const write of [
    () => log.removeEntries([id]),
    () => log.removeBodies([id], 1),
    () => log.forgetChanges(1),
    () => log.forgetFingerprints(Date.now(), 1),
  ])
    expect(write).toThrow('the trigger keep in it isn’t');
  expect(pressOf(log, id)).not.toContain('no press');
});

test('every released version is opened and brought up to date', () => {
  for (let version = 0; version <= migrations.length; version += 1) {
    const file = logFile();
    const database = openSqlite(file);
    for (const step of migrations.slice(0, version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${version}`);
    database.close();
    openDatabase(file).close();
  }
});

test('SQLite’s own statistics are accepted', () => {
  const file = filled();
  change(file, 'ANALYZE');
  expect(openAccess(file).log.problem).toBe('');
});
