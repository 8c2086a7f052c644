import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase, type LogDatabase } from '../../../../../electron/log/database/database.ts';
import { lockWaitMs } from '../../../../../electron/log/database/lock-timeout.ts';
import { migrations } from '../../../../../electron/log/database/migrations.ts';
import { logFile } from '../a-log.ts';

function open(file: string): LogDatabase {
  const database = openDatabase(file);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

const valueOf = (database: LogDatabase, pragma: string): unknown => {
  const row: unknown = database.prepare(`PRAGMA ${pragma}`).get();
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
};

describe('a new log', () => {
  test.skipIf(process.platform === 'win32')("is its owner's alone, with everything beside it", () => {
    const file = logFile();
    const database = open(file);
    database.exec(
      "INSERT INTO entry (press_id, at, state, account_id, account_name, account_kind, list, template, customer_key, format, campaign_name, respect_optout, snapshot, method, url, request_headers) VALUES ('p', 0, 'sending', '', '', 'test', '', '', '', 1, '', 1, 0, '', '', '[]')",
    );
    const modes = readdirSync(dirname(file)).map((name) => [name, statSync(`${dirname(file)}/${name}`).mode & 0o777]);
    expect(modes).toEqual([
      ['log.sqlite', 0o600],
      ['log.sqlite-shm', 0o600],
      ['log.sqlite-wal', 0o600],
    ]);
  });

  test('writes every commit to the disk before it returns', () => {
    const database = open(logFile());
    expect(valueOf(database, 'journal_mode')).toBe('wal');
    // 2 is FULL.
    expect(valueOf(database, 'synchronous')).toBe(2);
    expect(valueOf(database, 'busy_timeout')).toBe(lockWaitMs);
  });

  test('has the newest schema', () => {
    const database = open(logFile());
    expect(valueOf(database, 'user_version')).toBe(migrations.length);
    expect(database.prepare('SELECT count(*) AS n FROM entry').get()).toMatchObject({ n: 0 });
    expect(valueOf(database, 'integrity_check')).toBe('ok');
  });
});

describe('an existing log', () => {
  test('is opened again with the same settings, and not replaced', () => {
    const file = logFile();
    const first = openDatabase(file);
    first.exec(`INSERT INTO log_mark (mark) VALUES ('mine')`);
    first.close();
    const second = open(file);
    expect(second.prepare('SELECT count(*) AS n FROM log_mark').get()).toMatchObject({ n: 1 });
    expect([valueOf(second, 'journal_mode'), valueOf(second, 'synchronous'), valueOf(second, 'user_version')]).toEqual([
      'wal',
      2,
      migrations.length,
    ]);
  });

  test('may be open twice', () => {
    const file = logFile();
    const [first, second] = [open(file), open(file)];
    first.exec(`INSERT INTO log_mark (mark) VALUES ('mine')`);
    expect(second.prepare('SELECT count(*) AS n FROM log_mark').get()).toMatchObject({ n: 1 });
  });

  test('of a newer Keypost is refused and left unchanged', () => {
    const file = logFile();
    const database = openDatabase(file);
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    database.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file)).toThrow(`the log was written by a newer Keypost (schema ${migrations.length + 1})`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('with a schema of another version is refused, left unchanged, and closed again', () => {
    const file = logFile();
    const database = openDatabase(file);
    database.exec('PRAGMA user_version = 0');
    database.close();
    for (let n = 0; n < 2; n += 1) expect(() => openDatabase(file)).toThrow('the table entry in it isn’t Keypost’s');
  });

  test.each([
    ['text', 'this is no database at all, however long it may be'.repeat(100)],
    ['a damaged head', `SQLite format 3\0${'x'.repeat(4096)}`],
  ])('that is no database is refused and left as it is: %s', (_, content) => {
    const file = logFile();
    writeFileSync(file, content);
    expect(() => openDatabase(file)).toThrow();
    expect(readFileSync(file, 'latin1')).toBe(content);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('that may not be written is refused', () => {
    const file = logFile();
    openDatabase(file).close();
    chmodSync(file, 0o400);
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'EACCES' }) as Error);
  });

  test('in a missing folder is refused', () => {
    expect(() => openDatabase(`${logFile()}/log.sqlite`)).toThrow(expect.objectContaining({ code: 'ENOENT' }) as Error);
  });
});
