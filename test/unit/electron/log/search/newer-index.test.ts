import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openIndex, ownIndexFile } from '../../../../../electron/log/search/index-database.ts';
import { LogQueryService } from '../../../../../electron/log/reader/log-query-service.ts';
import { logFile, openLog } from '../a-log.ts';
import { found, send } from '../a-reader.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An index of a newer, unknown version. */
function newerIndex(file: string): void {
  const index = openIndex(file);
  index.exec('PRAGMA user_version = 99');
  index.close();
}

test("a newer Keypost's index stays unchanged, also after sends and 'Clear log'; this one uses its own", async () => {
  const file = logFile();
  const index = file.replace('log.sqlite', 'log-index.sqlite');
  newerIndex(index);
  const stamp = () => [readFileSync(index).toString('base64'), statSync(index).mtimeMs, existsSync(`${index}-wal`)];
  const before = stamp();
  const own = ownIndexFile(index);
  expect(own).not.toBe(index);

  const log = openLog(file);
  const reader = new LogQueryService(file, own, turn);
  const first = send(log, { key: 'ck7' });
  expect(await found(reader, { search: 'ck7' })).toEqual([first]);
  reader.renew();
  const second = send(log, { key: 'ck7' });
  expect(await found(reader, { search: 'ck7' })).toEqual([second, first]);
  reader.close();
  expect(stamp()).toEqual(before);
});

test('a newer index that appears while Keypost runs is neither opened nor removed', () => {
  const file = logFile();
  openLog(file).close();
  const index = file.replace('log.sqlite', 'log-index.sqlite');
  newerIndex(index);
  const before = readFileSync(index).toString('base64');
  const reader = new LogQueryService(file, index, turn);
  expect(() => reader.choices()).toThrow('newer Keypost');
  reader.renew();
  expect(readFileSync(index).toString('base64')).toBe(before);
});

test('an index beside a newer one is removed once the usual file is this Keypost’s', () => {
  const index = logFile().replace('log.sqlite', 'log-index.sqlite');
  const standIn = index.replace('.sqlite', '.3.sqlite');
  openIndex(standIn).close();
  expect(existsSync(standIn)).toBe(true);
  openIndex(index).close();
  expect(existsSync(standIn)).toBe(false);
});

test('an index of an older Keypost, which had only prefixes of words, is built again from the log', async () => {
  const file = logFile();
  const index = file.replace('log.sqlite', 'log-index.sqlite');
  const log = openLog(file);
  const id = send(log, { key: '顧客7' });
  const first = new LogQueryService(file, index, turn);
  while (first.catchUp());
  first.close();
  const older = openIndex(index);
  older.exec('DELETE FROM word WHERE rowid > 0');
  older.exec('PRAGMA user_version = 5');
  older.close();
  const reader = new LogQueryService(file, index, turn);
  expect(await found(reader, { search: '客' })).toEqual([id]);
  reader.close();
});
