/** What can happen to the log's file while Keypost runs: bytes that are not text, a file that is removed, a lock at the wrong time. */
import { renameSync, rmSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import type { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import type { StoredOutcome } from '../../../../../electron/log/store/new-entry.ts';
import { logFile, newEntry, openAccess, pressOf } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const accepted: StoredOutcome = {
  at: 5,
  outcome: 'accepted',
  cause: 'answer',
  status: 200,
  responseHeaders: [],
  responseBody: Buffer.from('0'),
  responseTruncated: false,
  errorText: '',
  hint: '',
  sentence: 'Accepted.',
  durationMs: 5,
};

const begin = (log: LogAccess, pressId: string) => {
  const begun = log.begin(newEntry({ pressId }));
  if (!begun.ok) throw new Error(begun.error.sentence);
  return begun.value.id;
};
const idsIn = (log: LogAccess) => {
  const page = log.page({ before: null, limit: 100 });
  return page.ok ? page.value.map(({ id }) => id) : page.error.sentence;
};

describe('bytes that are not UTF-8', () => {
  const shown = [
    'customer_key',
    'list',
    'template',
    'account_name',
    'preset_name',
    'campaign_name',
    'sentence',
    'hint',
    'error_text',
    'url',
  ];
  const needed = ['state', 'cause', 'account_kind', 'request_headers', 'answer_headers'];

  test.each(shown)('in %s are shown as replacement characters, and cause no failure', (column) => {
    const file = logFile();
    fillLog(file, 12);
    const database = openDatabase(file);
    database.exec(`UPDATE entry SET ${column} = CAST(x'41ff42' AS TEXT) WHERE id = 5`);
    database.close();
    const { log, notices } = openAccess(file);
    expect(idsIn(log)).toHaveLength(12);
    const entry = log.entry(5);
    expect(JSON.stringify(entry)).toContain('A\ufffdB');
    const identity = { accountId: 'acme', list: 'Orders', template: 'Shipping delay', names: ['ck1004'] };
    expect(log.earlier(identity, 0, 0).ok).toBe(true);
    expect(log.recent({ presetId: null, accountId: null, list: 'Orders', template: 'Shipping delay', limit: 20 }).ok).toBe(true);
    expect(notices).toEqual([]);
  });

  test.each(needed)('in %s are damage: the row stays in the file that is set aside', (column) => {
    const file = logFile();
    fillLog(file, 12);
    const database = openDatabase(file);
    database.exec(`UPDATE entry SET ${column} = CAST(x'41ff42' AS TEXT) WHERE id = 5`);
    database.close();
    const { log, notices } = openAccess(file);
    log.entry(5);
    expect(notices).toMatchObject([expect.stringContaining('11 entries could be read')]);
    expect(idsIn(log)).toEqual([12, 11, 10, 9, 8, 7, 6, 4, 3, 2, 1]);
  });

  test('in a note of the history cause no failure', () => {
    const file = logFile();
    fillLog(file, 12);
    const database = openDatabase(file);
    database.exec(`UPDATE settlement SET note = CAST(x'41ff42' AS TEXT)`);
    database.close();
    expect(openAccess(file).log.entry(10)).toMatchObject({ ok: true, value: { history: [{ note: 'A\ufffdB' }] } });
  });
});

test('a missing entry is not damage', () => {
  const { log, notices } = openAccess(logFile());
  expect(log.entry(7)).toMatchObject({ ok: false, error: { code: 'gone' } });
  expect(notices).toEqual([]);
});

describe('a file that is removed while Keypost runs', () => {
  test('is noticed before anything is sent; the next send has a log again', () => {
    const file = logFile();
    const { log, notices } = openAccess(file);
    begin(log, 'a');
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    expect(log.begin(newEntry({ pressId: 'b' }))).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
    expect(notices).toMatchObject([expect.stringContaining('moved or removed')]);
    begin(log, 'c');
    log.close();
    expect(idsIn(openAccess(file).log)).toHaveLength(1);
  });

  test('and replaced by another one is noticed as well, and that one is used', () => {
    const file = logFile();
    const other = logFile();
    fillLog(other, 5);
    const { log } = openAccess(file);
    begin(log, 'a');
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    renameSync(other, file);
    expect(log.begin(newEntry({ pressId: 'b' })).ok).toBe(false);
    expect(begin(log, 'c')).toBe(6);
  });
});

describe('an outcome that can not be written at once', () => {
  test('is written as soon as the log allows it, and that is reported', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const file = logFile();
    const { log, late } = openAccess(file);
    const id = begin(log, 'a');
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    expect(log.storeOutcome(pressOf(log, id), accepted)).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
    other.exec('ROLLBACK');
    other.close();
    vi.advanceTimersByTime(2000);
    expect(late).toMatchObject([{ id, state: 'accepted' }]);
    expect(log.entry(id)).toMatchObject({ value: { state: 'accepted' } });
  });

  test.each(['before the next send', 'at the end'])('is written %s at the latest', (when) => {
    const file = logFile();
    const { log } = openAccess(file);
    const id = begin(log, 'a');
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    expect(log.storeOutcome(pressOf(log, id), accepted).ok).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    if (when === 'at the end') log.close();
    else begin(log, 'b');
    expect((when === 'at the end' ? openAccess(file).log : log).entry(id)).toMatchObject({ value: { state: 'accepted' } });
  });
});

test('what is written after a lock is on the disk as well, for every reader', () => {
  const file = logFile();
  const { log } = openAccess(file);
  const other = openDatabase(file);
  other.exec('BEGIN IMMEDIATE');
  expect(log.begin(newEntry({ pressId: 'a' })).ok).toBe(false);
  other.exec('ROLLBACK');
  begin(log, 'b');
  expect(other.prepare('SELECT press_id FROM entry').all()).toMatchObject([{ press_id: 'b' }]);
  other.close();
});
