/** Damage that SQLite does not notice, and numbers that can't be right. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import type { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { everything, logFile, newEntry, openAccess } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const count = 500;
const pageSize = 4096;

function filledLog(change = ''): string {
  const file = logFile();
  fillLog(file, count);
  const database = openSqlite(file);
  database.exec(`${change}; PRAGMA wal_checkpoint(TRUNCATE);`);
  database.close();
  return file;
}

function rootOf(file: string, name: string): number {
  const database = openSqlite(file);
  try {
    return Number(Reflect.get(Object(database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').get(name)), 'rootpage'));
  } finally {
    database.close();
  }
}

function change(file: string, job: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  job(bytes);
  writeFileSync(file, bytes);
}

const loseHeader = (bytes: Buffer): void => void bytes.fill(0, 0, 100);

const totalOf = (log: LogAccess): number => {
  const page = log.page(everything({ limit: 100_000 }));
  return page.ok ? page.value.length : -1;
};

test('leaves are found whose branches the tree of entries has silently lost', () => {
  const file = filledLog();
  const at = (rootOf(file, 'entry') - 1) * pageSize;
  change(file, (bytes) => {
    expect(bytes[at]).toBe(0x05);
    const cells = bytes.readUInt16BE(at + 3);
    expect(cells).toBeGreaterThan(4);
    // Removes the pointers of the first cells; the others move up.
    bytes.copyWithin(at + 12, at + 12 + 6, at + 12 + 2 * cells);
    bytes.writeUInt16BE(cells - 3, at + 3);
    loseHeader(bytes);
  });
  const { log, notices } = openAccess(file);
  expect(totalOf(log)).toBe(count);
  expect(notices[0]).toContain('Nothing was lost.');
});

test('when entries are silently gone from their page, the notice does not say that nothing was lost', () => {
  const file = filledLog('DELETE FROM entry WHERE id BETWEEN 101 AND 104');
  change(file, loseHeader);
  const { log, notices } = openAccess(file);
  expect(totalOf(log)).toBe(count - 4);
  expect(notices[0]).not.toContain('Nothing was lost.');
  expect(notices[0]).toContain(`can't warn of repeating a send that was lost`);
});

test.each([99_000_000, 2 ** 50])('a sequence of ids at %i costs little time, and no entry is lost', (seq) => {
  const file = filledLog(`UPDATE sqlite_sequence SET seq = ${seq} WHERE name = 'entry'`);
  change(file, loseHeader);
  const startedAt = performance.now();
  const { log } = openAccess(file);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(totalOf(log)).toBe(count);
  expect(log.begin(newEntry()).ok).toBe(true);
});

test('a log of a newer Keypost that lost its header is not taken for an older one', () => {
  const file = filledLog('ALTER TABLE entry ADD COLUMN later TEXT');
  change(file, loseHeader);
  const before = readFileSync(file);
  const { log } = openAccess(file);
  expect(log.problem).toContain('newer Keypost');
  expect(log.begin(newEntry()).ok).toBe(false);
  log.close();
  expect(readFileSync(file).equals(before)).toBe(true);
});
