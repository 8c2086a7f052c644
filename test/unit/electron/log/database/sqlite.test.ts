import { expect, test } from 'vitest';
import { hasCode } from '../../../../../electron/storage/disk-problem.ts';
import { openSqlite, type Database } from '../../../../../electron/log/database/sqlite.ts';
import { sqliteCodeName } from '../../../../../electron/log/database/sqlite-code.ts';
import { logFile } from '../a-log.ts';

function withTable(): Database {
  const database = openSqlite(':memory:');
  database.exec('CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT NOT NULL, n INTEGER) STRICT');
  return database;
}

function codeOf(job: () => unknown): unknown {
  try {
    job();
  } catch (error) {
    return Reflect.get(Object(error), 'code');
  }
  return 'nothing was thrown';
}

test.each(['', 'a\0b', '\0', 'müller\0\0', 'it’s ?', '?\0?'])('a text is stored and read unchanged: %j', (text) => {
  const database = withTable();
  database.prepare(`INSERT INTO a (t, n) VALUES (?, length('?' || ?))`).run(text, text);
  expect(database.prepare('SELECT t FROM a WHERE t = ?').all(text)).toEqual([{ t: text }]);
  expect(database.prepare('SELECT t, typeof(t) FROM a WHERE t = ?').asArrays().get(text)).toEqual([text, 'text']);
  expect(database.prepare('SELECT count(*) AS n FROM a WHERE t = ?').get(`${text}\0`)).toEqual({ n: 0 });
});

test('bytes in a text that are not UTF-8 are shown as replacement characters', () => {
  const database = withTable();
  database.exec(`INSERT INTO a (t) VALUES (CAST(x'61ff62' AS TEXT))`);
  expect(database.prepare('SELECT t FROM a').get()).toEqual({ t: 'a\uFFFDb' });
});

test('an integer that JavaScript can’t represent is damage, because Keypost never writes one', () => {
  const database = withTable();
  database.exec('INSERT INTO a (t, n) VALUES (1, 9223372036854775807)');
  expect(codeOf(() => database.prepare('SELECT n FROM a').get())).toBe('ERR_OUT_OF_RANGE');
});

test('rows of a full-text table can be removed, whatever their internal row ids', () => {
  const database = openSqlite(':memory:');
  database.exec(`CREATE VIRTUAL TABLE word USING fts5 (said, content = '', contentless_delete = 1)`);
  for (let id = 1; id <= 100; id += 1) database.prepare('INSERT INTO word (rowid, said) VALUES (?, ?)').run(id, `word ${id}`);
  const remove = database.prepare('DELETE FROM word WHERE rowid = ?');
  for (let id = 1; id <= 99; id += 1) expect(remove.run(id).changes).toBe(1);
  expect(database.prepare(`SELECT rowid FROM word WHERE word MATCH 'word'`).asArrays().all()).toEqual([[100]]);
});

test('a statement that writes can return rows', () => {
  const database = withTable();
  const insert = database.prepare(`INSERT INTO a (t) VALUES (?) RETURNING id`);
  expect([insert.run('x'), insert.get('y'), insert.run('z\0')]).toEqual([
    { changes: 1, lastInsertRowid: 1 },
    { id: 2 },
    { changes: 1, lastInsertRowid: 3 },
  ]);
});

test('a failure has the name of its result code', () => {
  const file = logFile();
  const [one, other] = [openSqlite(file), openSqlite(file)];
  one.exec('CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER) STRICT; BEGIN IMMEDIATE');
  expect(codeOf(() => other.exec('BEGIN IMMEDIATE'))).toBe('SQLITE_BUSY');
  expect(codeOf(() => one.prepare('INSERT INTO a (n) VALUES (?)').run('x'))).toBe('SQLITE_CONSTRAINT_DATATYPE');
  one.prepare('INSERT INTO a (id) VALUES (1)').run();
  expect(codeOf(() => one.prepare('INSERT INTO a (id) VALUES (1)').run())).toBe('SQLITE_CONSTRAINT_PRIMARYKEY');
  expect(codeOf(() => one.exec('SELEC'))).toBe('SQLITE_ERROR');
  expect(codeOf(() => openSqlite('/nowhere/log.sqlite'))).toBe('SQLITE_CANTOPEN');
  other.close();
  one.close();
  expect(codeOf(() => openSqlite(file, { readOnly: true }).exec('DROP TABLE a'))).toBe('SQLITE_READONLY');
});

test('a statement that met a lock leaves no open transaction', () => {
  const file = logFile();
  const [one, other] = [openSqlite(file), openSqlite(file)];
  one.exec('PRAGMA journal_mode = WAL; CREATE TABLE a (n INTEGER) STRICT');
  other.exec('BEGIN IMMEDIATE');
  const insert = one.prepare('INSERT INTO a (n) VALUES (1)');
  expect(codeOf(() => insert.run())).toBe('SQLITE_BUSY');
  other.exec('ROLLBACK');
  expect(one.isTransaction).toBe(false);
  insert.run();
  expect(other.prepare('SELECT count(*) AS n FROM a').get()).toEqual({ n: 1 });
  for (const database of [one, other]) database.close();
});

test('is closed once, and for good', () => {
  const database = withTable();
  const statement = database.prepare('SELECT 1');
  database.close();
  database.close();
  expect(database.isOpen).toBe(false);
  expect(() => statement.get()).toThrow();
});

test.each([
  [1, 'SQLITE_ERROR'],
  [5, 'SQLITE_BUSY'],
  [517, 'SQLITE_BUSY_SNAPSHOT'],
  [778, 'SQLITE_IOERR_WRITE'],
  [3850, 'SQLITE_IOERR_LOCK'],
  [8714, 'SQLITE_IOERR_IN_PAGE'],
  [1032, 'SQLITE_READONLY_DBMOVED'],
  [526, 'SQLITE_CANTOPEN_ISDIR'],
  [779, 'SQLITE_CORRUPT_INDEX'],
  [3091, 'SQLITE_CONSTRAINT_DATATYPE'],
  [13, 'SQLITE_FULL'],
  [26, 'SQLITE_NOTADB'],
  [5 + 256 * 99, 'SQLITE_BUSY'],
  [999, 'SQLITE_999'],
])('result code %i is %s', (code, name) => {
  expect(sqliteCodeName(code)).toBe(name);
  expect(hasCode(Object.assign(new Error(), { code: name }), name)).toBe(true);
});
