/**
 * Values of hundreds of megabytes that Keypost never writes: the rest of their entry is shown, and their length. The engine refuses to read
 * such a value as a whole, so whatever works here hasn't read it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { writeExport } from '../../../../../electron/log/export/write-export.ts';
import { noFilter, type LogFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import { repairLog } from '../../../../../electron/log/recovery/repair.ts';
import { createTempFile } from '../../../../../electron/storage/atomic-file.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { messageIdentity } from '../../../../../electron/shared/domain/message-identity.ts';
import { checkedMessage } from '../../whatcounts/checked-message.ts';
import { at, logFile, newEntry, openAccess, openLog } from '../a-log.ts';
import { found, queryOf, reading, send } from '../a-reader.ts';

const huge = 300_000_000;
/** More than the engine reads. */
const beyondEngine = 140_000_000;
/** More than an entry's texts may have, and little enough for a test of every column. */
const long = 6_000_000;

/** Three entries, of which the middle one has this many bytes in a column. */
function logWith(column: string, bytes: number, table = 'entry'): string {
  const file = logFile();
  const log = openLog(file);
  for (const key of ['ck1', 'ck2', 'ck3']) send(log, { key, template: `Template ${key}` });
  log.resolve(send(log, { key: 'ck4', outcome: 'unknown' }), {
    at,
    by: 'person',
    outcome: 'accepted',
    cause: 'person',
    hint: '',
    sentence: 's',
    note: 'n',
  });
  log.close();
  const raw = new DatabaseSync(file);
  const value = column === 'answer_body' ? `zeroblob(${bytes})` : `hex(zeroblob(${bytes / 2}))`;
  raw.exec(`UPDATE ${table} SET ${column} = ${value} WHERE id = 2; PRAGMA wal_checkpoint(TRUNCATE)`);
  raw.close();
  return file;
}
const tooLongText = (bytes: number): string => `(too long to show: ${bytes} bytes)`;

function exported(file: string, filter: Partial<LogFilter> = {}): string {
  const target = join(dirname(file), 'export');
  const options = {
    filter: { ...noFilter, ...filter },
    order: 'oldest',
    format: 'jsonl',
    bom: false,
    keys: 'clear',
    bodies: true,
  } as const;
  const files = { log: file, index: join(dirname(file), 'log-index.sqlite') };
  writeExport({ files, target, part: createTempFile(target), options, total: null }, { stopped: () => false, progress: () => undefined });
  return existsSync(target) ? readFileSync(target, 'utf8') : '';
}
const idsOf = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: number }).id);

describe.each([
  ['answer_body', (detail: object) => Reflect.get(Object(Reflect.get(detail, 'responseBody')), 'text') as unknown],
  ['error_text', (detail: object) => Reflect.get(detail, 'errorText') as unknown],
  ['template', (detail: object) => Reflect.get(detail, 'template') as unknown],
] as const)('a value of 300 MB in %s', (column, shownIn) => {
  test('the page, the entry, a search, an export and the guard have everything except it', { timeout: 120_000 }, async () => {
    const file = logWith(column, huge);
    const { log } = openAccess(file);
    const page = log.page({ before: null, limit: 10 });
    expect(page.ok && page.value.map(({ customerKey }) => customerKey)).toEqual(['ck4', 'ck3', 'ck2', 'ck1']);
    const detail = log.entry(2);
    expect(detail).toMatchObject({ ok: true, value: { customerKey: 'ck2', list: 'Orders', status: 200 } });
    expect(detail.ok && shownIn(detail.value)).toBe(tooLongText(huge));
    const reader = reading(file);
    expect((await reader.page(queryOf({}))).entries.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
    expect(await found(reader, { search: 'ck2' })).toEqual([2]);
    expect(reader.usedNames('acme').lists).toEqual(['Orders']);
    expect(reader.recentKeys('acme')).toEqual(['ck4', 'ck3', 'ck2', 'ck1']);
    const whole = exported(file);
    expect(idsOf(whole)).toEqual([1, 2, 3, 4]);
    expect(whole).toContain(tooLongText(huge));
    expect(idsOf(exported(file, { search: 'ck2' }))).toEqual([2]);
    const message = messageIdentity('acme', checkedMessage({ customerKey: 'ck3', template: 'Template ck3' }));
    expect(log.earlier(message, at, 60_000)).toMatchObject({ ok: true, value: { id: 3 } });
    expect(log.begin(newEntry()).ok).toBe(true);
    expect(log.removeEntries([2])).toEqual({ ok: true, value: 1 });
  });
});

test('a repair keeps the entry of a value of 300 MB without it', { timeout: 120_000 }, () => {
  const file = logWith('answer_body', huge);
  expect(repairLog(file, new Date(at), () => undefined)).toMatchObject({ entries: 4, lost: 0 });
  const { log } = openAccess(file);
  expect(log.entry(2)).toMatchObject({
    ok: true,
    value: { customerKey: 'ck2', state: 'accepted', responseBody: { text: tooLongText(huge) } },
  });
});

const texts = [
  'account_id',
  'account_name',
  'list',
  'template',
  'customer_key',
  'hint',
  'sentence',
  'first_name',
  'campaign_name',
  'method',
];
test.each([...texts, 'url', 'contact', 'error_text', 'preset_name', 'request_headers', 'answer_headers', 'answer_body'])(
  'a value in %s that is longer than Keypost writes is replaced by its length',
  async (column) => {
    const file = logWith(column, long);
    const { log } = openAccess(file);
    const detail = log.entry(2);
    expect(detail.ok).toBe(true);
    expect(JSON.stringify(detail)).toContain(tooLongText(long));
    expect(JSON.stringify(detail).length).toBeLessThan(100_000);
    const page = log.page({ before: null, limit: 10 });
    expect(page.ok && page.value.length).toBe(4);
    expect(JSON.stringify(page).length).toBeLessThan(100_000);
    expect(log.neighbours(2).ok).toBe(true);
    const reader = reading(file);
    expect(await found(reader, { search: 'ck3' })).toEqual([3]);
    expect(reader.known('acme', 'ck3', null).map(({ id }) => id)).toEqual([3]);
    expect(exported(file).length).toBeLessThan(100_000);
  },
);

test.each(['sentence', 'note'])('so is one in the %s of a history', (column) => {
  const file = logWith(column, long, 'settlement');
  const { log } = openAccess(file);
  const detail = log.entry(4);
  expect(detail).toMatchObject({ ok: true, value: { customerKey: 'ck4' } });
  expect(JSON.stringify(detail)).toContain(tooLongText(long));
});

test('one in a send that was under way when Keypost stopped blocks nothing: the log is repaired without it', { timeout: 120_000 }, () => {
  const file = logFile();
  const before = openLog(file);
  before.begin(newEntry({ pressId: 'p' }));
  before.close();
  const raw = new DatabaseSync(file);
  raw.exec(`UPDATE entry SET first_name = hex(zeroblob(${beyondEngine / 2})); PRAGMA wal_checkpoint(TRUNCATE)`);
  raw.close();
  const { log, notices } = openAccess(file);
  expect(log.storeInterrupted(at, '', '')).toEqual({ ok: true, value: 1 });
  expect(log.begin(newEntry()).ok).toBe(true);
  expect(log.entry(1)).toMatchObject({ ok: true, value: { state: 'unknown', cause: 'appStopped', firstName: tooLongText(beyondEngine) } });
  expect(notices.join(' ')).toContain('One entry could be read and went into a new log');
  expect(notices.join(' ')).toContain('Nothing was lost.');
});

test('any other huge value is refused by the engine, and not read', () => {
  const file = logWith('press_id', beyondEngine);
  const { log } = openAccess(file);
  const database = openSqlite(file, { readOnly: true });
  expect(() => database.prepare('SELECT press_id FROM entry WHERE id = 2').get()).toThrow('too big');
  database.close();
  expect(log.pressOf(2)).toEqual({ ok: true, value: tooLongText(beyondEngine) });
});
