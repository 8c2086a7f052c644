import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newerFiles } from '../../../../../electron/app/newer-files.ts';
import { newerLedger, openLedgerDatabase } from '../../../../../electron/log/ledger/ledger-database.ts';
import { newerLog } from '../../../../../electron/log/recovery/newer-log.ts';
import { versionOnDisk } from '../../../../../electron/log/database/version-on-disk.ts';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { migrations } from '../../../../../electron/log/database/migrations.ts';
import { logFile, newEntry, openLog } from '../a-log.ts';

const newest = migrations.length;

/** A log after a crash: the commits of `write` are only in the write-ahead log. */
function killedAfter(write: (exec: (sql: string) => void) => void): string {
  const [live, left] = [logFile(), logFile()];
  openLog(live).close();
  const database = openDatabase(live);
  onTestFinished(() => {
    database.close();
  });
  database.exec('PRAGMA wal_autocheckpoint = 0');
  write((sql) => {
    database.exec(sql);
  });
  for (const end of ['', '-wal']) copyFileSync(`${live}${end}`, `${left}${end}`);
  return left;
}

const stamps = (file: string) =>
  ['', '-wal', '-shm'].map((end) => {
    const there = existsSync(`${file}${end}`);
    return there ? [readFileSync(`${file}${end}`).toString('base64'), statSync(`${file}${end}`).mtimeMs] : null;
  });

const many = (exec: (sql: string) => void) => {
  for (let n = 0; n < 40; n += 1) exec(`CREATE TABLE t${n} (x); INSERT INTO t${n} VALUES (hex(randomblob(3000)));`);
};

describe('the version of a log on the disk', () => {
  test('is read from its file, if it was closed', () => {
    const file = logFile();
    expect(versionOnDisk(file)).toBe(0);
    openLog(file).close();
    expect(versionOnDisk(file)).toBe(newest);
  });

  test('is that of the last commit in the write-ahead log', () => {
    expect(versionOnDisk(killedAfter((exec) => exec('PRAGMA user_version = 77')))).toBe(77);
    const often = killedAfter((exec) => {
      exec('PRAGMA user_version = 77');
      many(exec);
      exec('PRAGMA user_version = 78');
    });
    expect(versionOnDisk(often)).toBe(78);
  });

  test('is read from the file where the write-ahead log does not have the first page', () => {
    const file = killedAfter((exec) => exec('INSERT INTO change (entry_id, mark) VALUES (1, 1)'));
    expect(versionOnDisk(file)).toBe(newest);
  });

  test('ignores a commit that is incomplete, cut off at any byte', () => {
    const file = killedAfter((exec) => {
      exec('PRAGMA user_version = 77');
      exec('PRAGMA user_version = 78');
    });
    const wal = readFileSync(`${file}-wal`);
    const frame = 24 + 4096;
    expect(wal.length).toBe(32 + 2 * frame);
    for (const bytes of [0, 10, 31, 32, 40, 32 + frame - 1]) {
      writeFileSync(`${file}-wal`, wal.subarray(0, bytes));
      expect(versionOnDisk(file)).toBe(newest);
    }
    for (const bytes of [32 + frame, 32 + frame + 30, 32 + 2 * frame - 1]) {
      writeFileSync(`${file}-wal`, wal.subarray(0, bytes));
      expect(versionOnDisk(file)).toBe(77);
    }
    for (const at of [40, 32 + 24 + 60, 32 + frame - 1]) {
      const broken = Buffer.from(wal);
      broken[at] = (broken[at] ?? 0) ^ 1;
      writeFileSync(`${file}-wal`, broken);
      expect(versionOnDisk(file)).toBe(newest);
    }
    truncateSync(`${file}-wal`);
    expect(versionOnDisk(file)).toBe(newest);
  });

  test('agrees with SQLite, whatever was written', () => {
    for (const version of [1, newest, newest + 1, 0x7fffffff]) {
      const file = killedAfter((exec) => {
        many(exec);
        exec(`PRAGMA user_version = ${version}`);
        many((sql) => exec(sql.replaceAll(' t', ' u')));
      });
      expect(versionOnDisk(file)).toBe(version);
    }
  });
});

describe('a log of a newer Keypost that was killed', () => {
  test('is reported, and no call changes a byte of it', () => {
    const file = killedAfter((exec) => exec(`CREATE TABLE wholly_new (x); PRAGMA user_version = ${newest + 1}`));
    const before = stamps(file);
    expect(newerLog(file)).toEqual({ file: 'log.sqlite', version: newest + 1, known: newest });
    const log = LogAccess.open(file);
    expect(log.begin(newEntry())).toMatchObject({ ok: false });
    expect(log.page({ before: null, limit: 1 })).toMatchObject({ ok: false });
    log.close();
    expect(stamps(file)).toEqual(before);
  });

  test('is reported, too, where only the log that would replace a damaged one is left', () => {
    const file = logFile();
    const made = killedAfter((exec) => exec(`PRAGMA user_version = ${newest + 1}`));
    for (const end of ['', '-wal']) copyFileSync(`${made}${end}`, `${file}.carried${end}`);
    const before = stamps(`${file}.carried`);
    expect(newerLog(file)).toEqual({ file: 'log.sqlite.carried', version: newest + 1, known: newest });
    LogAccess.open(file).close();
    expect(existsSync(file)).toBe(false);
    expect(stamps(`${file}.carried`)).toEqual(before);
  });

  test.each([
    ['none', null],
    ['no database', 'this is no database'],
  ])('is not reported for %s', (_, content) => {
    const file = logFile();
    if (content !== null) writeFileSync(file, content);
    expect(newerLog(file)).toBeNull();
  });
});

test('a ledger of a newer Keypost that was killed is reported, and no byte of it is changed', () => {
  const [live, left] = [logFile(), logFile()].map((file) => file.replace('log.sqlite', 'ledger.sqlite'));
  if (live === undefined || left === undefined) throw new Error('no files');
  const { database } = openLedgerDatabase(live, new Date());
  onTestFinished(() => {
    database.close();
  });
  database.exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE wholly_new (x); PRAGMA user_version = 99');
  for (const end of ['', '-wal']) copyFileSync(`${live}${end}`, `${left}${end}`);
  const before = stamps(left);
  expect(newerLedger(left)).toMatchObject({ file: 'ledger.sqlite', version: 99 });
  expect(() => openLedgerDatabase(left, new Date())).toThrow('newer Keypost');
  expect(stamps(left)).toEqual(before);
  expect(newerFiles(dirname(left)).map(({ file }) => file)).toEqual(['ledger.sqlite']);
});
