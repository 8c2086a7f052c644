/** Damage of many kinds to a log of 2000 entries: what is intact is carried over, and what is lost is counted. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseSync } from '@photostructure/sqlite';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { migrations } from '../../../../../electron/log/database/migrations.ts';
import { logFile, newEntry, openAccess, openLog, storedOutcome, pressOf } from '../a-log.ts';
import { customerKey, fillLog } from '../many-entries.ts';

const count = 2000;
const pageSize = 4096;
const kept = 'log.damaged-2026-11-24T10-11-12.sqlite';

let folder = '';
let whole = Buffer.alloc(0);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keypost-salvage-'));
  fillLog(join(folder, 'log.sqlite'), count);
  whole = readFileSync(join(folder, 'log.sqlite'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The whole log, changed before it is opened. */
function damaged(change: (bytes: Buffer) => Buffer): string {
  const file = logFile();
  writeFileSync(file, change(Buffer.from(whole)));
  return file;
}

/** The number of the root page of a table or index. */
function rootOf(name: string): number {
  const database = openSqlite(join(folder, 'log.sqlite'));
  try {
    return Number(Reflect.get(Object(database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').get(name)), 'rootpage'));
  } finally {
    database.close();
  }
}

const randomPage = (number: number) => (bytes: Buffer) => randomFillSync(bytes, (number - 1) * pageSize, pageSize);
const zeroPage = (number: number) => (bytes: Buffer) => bytes.fill(0, (number - 1) * pageSize, number * pageSize);

/** Reads until the damage is found, and returns the remaining ids. Checks that the remaining entries are correct. */
function idsAfter({ log }: ReturnType<typeof openAccess>): number[] {
  const all = () => log.page({ before: null, limit: 10_000 });
  for (let id = 1; id <= count && log.entry(id).ok; id++) continue;
  all();
  const page = all();
  if (!page.ok) throw new Error(page.error.sentence);
  const ids = page.value.map(({ id }) => id).reverse();
  for (const id of ids) {
    const entry = log.entry(id);
    if (!entry.ok) throw new Error(entry.error.sentence);
    expect(entry.value).toMatchObject({ id, customerKey: customerKey(id), state: 'accepted' });
    if (entry.value.history.length > 0) expect(entry.value.history.map(({ note }) => note)).toEqual([`note ${id}`]);
  }
  const next = log.begin(newEntry());
  expect(next.ok && next.value.id).toBeGreaterThan(count);
  return ids;
}

test.each([
  ['its header is zeroed', (bytes: Buffer) => bytes.fill(0, 0, 100)],
  ['its first page is zeroed', zeroPage(1)],
  ['its first page is random bytes', randomPage(1)],
])('nothing is lost when %s', (_, change) => {
  const file = damaged(change);
  const opened = openAccess(file);
  expect(idsAfter(opened)).toHaveLength(count);
  expect(opened.notices).toEqual([
    `The log was damaged. ${count} entries could be read and went into a new log; the damaged file was kept as ${kept}. Nothing was lost.`,
  ]);
  expect(opened.log.entry(100)).toMatchObject({ value: { history: [{ note: 'note 100' }] } });
});

test('nothing is lost when the root of the tree of entries is gone: its leaves are found without it', () => {
  const opened = openAccess(damaged(randomPage(rootOf('entry'))));
  opened.log.hasPress('press-1');
  opened.log.page({ before: null, limit: 1 });
  expect(idsAfter(opened)).toHaveLength(count);
});

test('nothing is lost when an index is broken', () => {
  const opened = openAccess(damaged(randomPage(rootOf('entry_by_state'))));
  // Counting unknown sends needs the index. The log is repaired, and queried again.
  expect(opened.log.unknownCount().ok).toBe(true);
  expect(idsAfter(opened)).toHaveLength(count);
});

test('when the sequence of ids is broken, ids continue above every one given, and no number of lost entries is reported', () => {
  const opened = openAccess(damaged(randomPage(rootOf('sqlite_sequence'))));
  expect(opened.log.begin(newEntry()).ok).toBe(false);
  expect(idsAfter(opened).length).toBe(count);
  expect(opened.notices[0]).toContain(`Keypost can't warn of repeating a send that was lost.`);
});

test('the entries of broken pages are lost and counted', () => {
  const pages = [200, 201, 202, 203, 204, 205, 640];
  const opened = openAccess(damaged((bytes) => pages.reduce((rest, page) => randomPage(page)(rest), bytes)));
  const ids = idsAfter(opened);
  expect(ids.length).toBeLessThan(count);
  expect(ids.length).toBeGreaterThan(count - 100);
  expect(opened.notices[0]).toMatch(
    new RegExp(`^The log was damaged\\. ${ids.length} entries .* ${count - ids.length} entries were lost:`),
  );
});

test.each([0, 1000])('of a file cut in the middle, and %i bytes more, the entries of its first half are carried over', (more) => {
  const opened = openAccess(damaged((bytes) => bytes.subarray(0, Math.floor(bytes.length / 2 / pageSize) * pageSize + more)));
  expect(idsAfter(opened).length).toBeGreaterThan(count * 0.35);
});

test('an entry whose long response is broken keeps what the duplicate guard needs', () => {
  const file = logFile();
  const log = openLog(file);
  for (let n = 1; n <= 10; n++)
    log.storeOutcome(
      pressOf(log, log.begin(newEntry({ message: { customerKey: customerKey(n) } })).id),
      storedOutcome({ responseBody: Buffer.alloc(100_000, 65) }),
    );
  log.close();
  const database = openSqlite(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const bytes = readFileSync(file);
  // Every overflow page of a response begins with the number of the next one.
  for (let start = 0; start < bytes.length; start += pageSize) {
    if (bytes.subarray(start + 4, start + pageSize).every((byte) => byte === 65)) bytes.fill(0xff, start, start + 4);
  }
  writeFileSync(file, bytes);
  const { log: repaired, notices } = openAccess(file);
  for (let id = 1; id <= 10 && notices.length === 0; id++) repaired.entry(id);
  const message = { accountId: 'acme', list: 'Orders', template: 'Shipping delay', names: [customerKey(5)] };
  expect(repaired.earlier(message, 0, 0)).toMatchObject({
    value: { id: 5, state: 'accepted', sentence: expect.stringContaining('damaged log') as string },
  });
});

test('entries that were carried over are found by every name of their contact', () => {
  const file = logFile();
  const log = openLog(file);
  const named = { customerKey: 'ck1', alsoNamed: ['Zoë@example.com'] };
  log.storeOutcome(pressOf(log, log.begin(newEntry({ message: named })).id), storedOutcome());
  log.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0, 0, 100));
  const { log: repaired, notices } = openAccess(file);
  const message = { accountId: 'acme', list: 'Orders', template: 'Shipping delay', names: ['zoë@example.com'] };
  expect(repaired.earlier(message, 0, 0)).toMatchObject({ value: { id: 1, customerKey: 'ck1' } });
  expect(notices).toHaveLength(1);
});

test('names of a contact are still found when the index of fingerprints is broken', () => {
  const file = logFile();
  const log = openLog(file);
  for (let n = 1; n <= 600; n++) log.begin(newEntry({ message: { customerKey: customerKey(n), alsoNamed: [`p${n}@example.com`] } }));
  log.close();
  const database = openSqlite(file);
  const { rootpage } = Object(database.prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'message_mark_by_entry'`).get()) as {
    rootpage: number;
  };
  database.close();
  const bytes = readFileSync(file);
  writeFileSync(file, randomPage(rootpage)(bytes));
  const { log: repaired, notices } = openAccess(file);
  repaired.begin(newEntry({ message: { alsoNamed: ['x@example.com'] } }));
  expect(notices).toHaveLength(1);
  const message = { accountId: 'acme', list: 'Orders', template: 'Shipping delay' };
  for (const n of [1, 300, 600])
    expect(repaired.earlier({ ...message, names: [`p${n}@example.com`] }, 0, 0)).toMatchObject({ value: { id: n } });
});

test('a value of a wrong type loses only its own entry', () => {
  const file = logFile();
  const log = openLog(file);
  for (let n = 1; n <= 5; n++)
    log.storeOutcome(pressOf(log, log.begin(newEntry({ message: { customerKey: customerKey(n) } })).id), storedOutcome());
  log.close();
  // Needed to change the schema.
  const options = { defensive: false };
  const database = new DatabaseSync(file, options);
  const asText = (sql: string): string => sql.replace('status INTEGER', 'status TEXT');
  const { sql } = Object(database.prepare(`SELECT sql FROM sqlite_master WHERE name = 'entry'`).get()) as { sql: string };
  database.exec('PRAGMA writable_schema = ON');
  database.prepare(`UPDATE sqlite_master SET sql = ? WHERE name = 'entry'`).run(asText(sql));
  database.close();
  const wrong = new DatabaseSync(file, options);
  wrong.exec(`UPDATE entry SET status = 'xx' WHERE id = 3; PRAGMA writable_schema = ON`);
  wrong.prepare(`UPDATE sqlite_master SET sql = ? WHERE name = 'entry'`).run(sql);
  wrong.close();
  const { log: repaired, notices } = openAccess(file);
  for (let id = 1; id <= 5; id++) repaired.entry(id);
  expect(notices).toHaveLength(1);
  expect(repaired.page({ before: null, limit: 100 })).toMatchObject({ value: [{ id: 5 }, { id: 4 }, { id: 2 }, { id: 1 }] });
});

test('a file emptied while its -wal holds entries: they are carried over, and the -wal is kept with it', () => {
  const first = logFile();
  const log = openLog(first);
  for (let n = 1; n <= 20; n++)
    log.storeOutcome(pressOf(log, log.begin(newEntry({ message: { customerKey: customerKey(n) } })).id), storedOutcome());
  const file = logFile();
  writeFileSync(file, '');
  writeFileSync(`${file}-wal`, readFileSync(`${first}-wal`));
  const opened = openAccess(file);
  expect(opened.log.page({ before: null, limit: 100 })).toMatchObject({ value: { length: 20 } });
  expect(existsSync(join(dirname(file), `${kept}-wal`))).toBe(true);
});

test('a damaged log of schema 1 is carried over into the current schema', () => {
  const file = damaged((bytes) => bytes);
  const database = openSqlite(file);
  database.exec(
    'DROP TABLE settlement; DROP INDEX entry_by_recipient; ALTER TABLE entry DROP COLUMN realm; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE);',
  );
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0, 0, 100);
  writeFileSync(file, bytes);
  const opened = openAccess(file);
  expect(idsAfter(opened)).toHaveLength(count);
});

test('a log of a newer Keypost is not touched, even where it is also damaged', () => {
  for (const broken of [false, true]) {
    const file = damaged((bytes) => {
      bytes.writeUInt32BE(migrations.length + 1, 60);
      return broken ? bytes.fill(0xff, pageSize) : bytes;
    });
    const before = readFileSync(file);
    const { log, notices } = openAccess(file);
    expect(log.problem).toContain('newer Keypost');
    expect(log.begin(newEntry()).ok).toBe(false);
    log.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(notices).toEqual([]);
  }
});
