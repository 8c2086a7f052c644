/** Acknowledged writes are on the disk, and soon after also in a copy of the one file. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { BackgroundQuery } from '../../../../../electron/log/database/background-query.ts';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { readingConnection, openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { testChildren } from '../../child/children-for-tests.ts';
import { logFile, newEntry, openAccess, storedOutcome } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const hasStrace = spawnSync('strace', ['--version']).status === 0;

/** How many entries a copy of the one file has, without the files beside it. */
function entriesInCopy(file: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-copy-'));
  try {
    // Another program reads it: a process that closes a file loses the locks that its SQLite has on it.
    execFileSync(process.execPath, ['-e', `require('fs').copyFileSync(${JSON.stringify(file)}, ${JSON.stringify(join(folder, 'copy'))})`]);
    const copy = openSqlite(join(folder, 'copy'));
    try {
      return Number(Reflect.get(Object(copy.prepare('SELECT count(*) AS n FROM entry').get()), 'n'));
    } catch {
      return 0;
    } finally {
      copy.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('`synchronous` is read back as FULL', () => {
  test.each([
    ['a new log', () => logFile()],
    [
      'a log that is there',
      () => {
        const file = logFile();
        fillLog(file, 3);
        return file;
      },
    ],
    [
      'a log that libsql wrote',
      () => {
        const file = logFile();
        copyFileSync(join(import.meta.dirname, '../fixtures/libsql/log.sqlite'), file);
        return file;
      },
    ],
  ])('of %s', (_, make) => {
    const database = openDatabase(make());
    onTestFinished(() => database.close());
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  });
});

test.skipIf(process.platform !== 'linux' || (!hasStrace && process.env['CI'] === undefined))(
  'the write-ahead log is synced after its last write and before a send is acknowledged',
  () => {
    const file = logFile();
    const trace = join(dirname(file), 'trace');
    const script = join(inject('childScripts'), 'log-acknowledge.cjs');
    const calls = 'trace=write,pwrite64,pwritev,fsync,fdatasync';
    execFileSync('strace', ['-f', '-y', '-o', trace, '-e', calls, process.execPath, script, file]);
    let [unsynced, syncs, acknowledged] = [0, 0, 0];
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      if (/ p?writev?(64)?\(\d+<[^>]*log\.sqlite-wal>/.test(line)) unsynced += 1;
      else if (/ f(data)?sync\(\d+<[^>]*log\.sqlite-wal>\)/.test(line) && unsynced > 0) {
        unsynced = 0;
        syncs += 1;
      } else if (line.includes('acknowledged ')) {
        acknowledged += 1;
        expect([line, unsynced]).toEqual([line, 0]);
        // Each acknowledgement has a sync of its own: the schema's come on top.
        expect(syncs).toBeGreaterThanOrEqual(acknowledged);
      }
    }
    expect(acknowledged).toBe(10);
  },
);

describe('the write-ahead log', () => {
  test('is checkpointed soon after sends, also while another program reads', { timeout: 30_000 }, async () => {
    const file = logFile();
    const { log } = openAccess(file);
    const reader = new BackgroundQuery(file, testChildren().start);
    expect(log.isEmpty()).toMatchObject({ ok: true });
    expect(await reader.number('SELECT count(*) FROM entry')).toBe(0);
    for (let n = 1; n <= 30; n += 1) {
      const entry = newEntry();
      if (log.begin(entry).ok) log.storeOutcome(entry.pressId, storedOutcome());
    }
    expect(entriesInCopy(file)).toBe(0);
    await vi.waitFor(() => expect(entriesInCopy(file)).toBe(30), { timeout: 15_000, interval: 200 });
    // On a full disk the next send has no room, and is refused before it leaves.
    expect(statSync(`${file}-wal`).size).toBe(0);
    await reader.close();
  });

  test('is never checkpointed by a reader, not even by the last one to close', () => {
    const file = logFile();
    const writer = openDatabase(file);
    writer.exec(`INSERT INTO change (entry_id, mark) VALUES (1, 1)`);
    const before = statSync(file).mtimeMs;
    const reader = readingConnection(file);
    expect(() => reader.exec('PRAGMA wal_checkpoint(TRUNCATE)')).toThrow();
    expect(reader.prepare('SELECT count(*) AS n FROM change').get()).toEqual({ n: 2 });
    reader.close();
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    expect(statSync(file).mtimeMs).toBe(before);
    writer.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test('of a Keypost that was killed stays unchanged when only a reader opens and closes the log', () => {
    const crashed = logFile();
    for (const end of ['', '-wal']) copyFileSync(join(import.meta.dirname, `../fixtures/libsql/log.sqlite${end}`), `${crashed}${end}`);
    const [file, wal] = [readFileSync(crashed), readFileSync(`${crashed}-wal`)];
    const reader = readingConnection(crashed);
    expect(reader.prepare('SELECT max(id) AS n FROM entry').get()).toEqual({ n: 51 });
    reader.close();
    expect(readFileSync(crashed).equals(file)).toBe(true);
    expect(readFileSync(`${crashed}-wal`).equals(wal)).toBe(true);
  });
});

test('closing the log leaves everything in the one file', () => {
  const file = logFile();
  const log = LogAccess.open(file);
  log.begin(newEntry());
  log.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(entriesInCopy(file)).toBe(1);
});
