/**
 * A new log takes over recent entries and those without an outcome, with the same ids; after a crash in between, this is finished and
 * reported.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { noDeps } from '../../../../../electron/log/store/log-deps.ts';
import type { ResponseLog } from '../../../../../electron/log/store/response-log.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { messageIdentity } from '../../../../../electron/shared/domain/message-identity.ts';
import { checkedMessage } from '../../whatcounts/checked-message.ts';
import { logFile, newEntry, openAccess, openLog, storedOutcome } from '../a-log.ts';

const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END';
const now = Date.parse('2026-11-24T10:11:12Z');
const day = 24 * 60 * 60_000;
const kept = 'log.kept-2026-11-24T10-11-12.sqlite';

function change(file: string, sql = swallow): void {
  const database = openSqlite(file);
  database.exec(sql);
  database.close();
}
interface Sent {
  key: string;
  at?: number;
  outcome?: 'accepted' | 'unknown' | 'sending';
}
/** Returns its id. */
function send(log: ResponseLog, { key, at = now, outcome = 'accepted' }: Sent): number {
  const entry = newEntry({ at, message: { customerKey: key } });
  const { id } = log.begin(entry);
  if (outcome !== 'sending')
    log.storeOutcome(entry.pressId, storedOutcome({ outcome, at, cause: outcome === 'unknown' ? 'timeout' : 'answer' }));
  return id;
}
function foreignLog(sends: readonly Sent[], sql = swallow): string {
  const file = logFile();
  const log = openLog(file);
  for (const one of sends) send(log, one);
  log.close();
  change(file, sql);
  return file;
}
const listed = (log: LogAccess): unknown => {
  const page = log.page({ before: null, limit: 50 });
  return page.ok ? page.value.map(({ id, customerKey, state }) => [id, customerKey, state]) : page.error.sentence;
};
const beginTo = (log: LogAccess, key: string): number => {
  const begun = log.begin(newEntry({ at: now, message: { customerKey: key } }));
  if (!begun.ok) throw new Error(begun.error.sentence);
  return begun.value.id;
};
const messageTo = (key: string) => messageIdentity('acme', checkedMessage({ customerKey: key }));

test('an outcome that could not be written finds its entry in the new log, and the guard still asks', () => {
  const file = logFile();
  const { log, late } = openAccess(file);
  const entry = newEntry({ at: now, message: { customerKey: 'ada' } });
  expect(log.begin(entry).ok).toBe(true);
  change(file);
  expect(log.storeOutcome(entry.pressId, storedOutcome()).ok).toBe(false);
  expect(log.startNew()).toEqual({ ok: true, value: kept });
  expect(listed(log)).toEqual([[1, 'ada', 'accepted']]);
  expect(late.map(({ customerKey }) => customerKey)).toEqual(['ada']);
  expect(log.earlier(messageTo('ada'), now, day)).toMatchObject({ ok: true, value: { id: 1 } });
});

test('a send that was under way when Keypost stopped is reported, and unknown in the new log', () => {
  const { log, notices } = openAccess(foreignLog([{ key: 'ada', at: now - 90 * day, outcome: 'sending' }]));
  log.startNew();
  expect(notices.at(-1)).toContain('One send was under way when Keypost stopped');
  expect(listed(log)).toEqual([[1, 'ada', 'unknown']]);
});

test('sends from the longest duplicate period and all without an outcome are carried over, which the notice mentions', () => {
  const file = foreignLog([
    { key: 'old', at: now - 31 * day },
    { key: 'open', at: now - 31 * day, outcome: 'unknown' },
    { key: 'recent', at: now - 29 * day },
    { key: 'new' },
  ]);
  const { log, notices } = openAccess(file);
  log.startNew();
  expect(listed(log)).toEqual([
    [4, 'new', 'accepted'],
    [3, 'recent', 'accepted'],
    [2, 'open', 'unknown'],
  ]);
  expect(log.earlier(messageTo('recent'), now, 30 * day)).toMatchObject({ ok: true, value: { id: 3 } });
  expect(notices.at(-1)).toContain('3 entries of the last 30 days or without a known outcome went over into the new log');
  expect(notices.at(-1)).toContain('doesn’t warn you of repeating an older send');
});

test('the guard finds a carried send by every name of its contact', () => {
  const file = logFile();
  const { log } = openAccess(file);
  const message = checkedMessage({ customerKey: 'ada', alsoNamed: ['ada@acme.example'] });
  expect(log.begin(newEntry({ at: now, message })).ok).toBe(true);
  change(file);
  log.startNew();
  expect(log.earlier({ ...messageTo('ada'), names: ['ada@acme.example'] }, now, day)).toMatchObject({ ok: true, value: { id: 1 } });
});

test('ids continue after the highest one given, so references by id stay with their send', () => {
  const file = foreignLog([
    { key: 'old', at: now - 90 * day },
    { key: 'ada', outcome: 'unknown' },
    { key: 'last', at: now - 90 * day },
  ]);
  const { log } = openAccess(file);
  log.startNew();
  expect(beginTo(log, 'bob')).toBe(4);
  const later = { at: now, by: 'person', outcome: 'accepted', cause: 'person', hint: '', sentence: 's', note: 'to ada' } as const;
  expect(log.resolve(2, later)).toMatchObject({ ok: true, value: { customerKey: 'ada', state: 'accepted' } });
  expect(log.entry(1).ok).toBe(false);
});

test('ids of histories continue as well, and histories are carried over with their entries', () => {
  const file = logFile();
  const before = openLog(file);
  const id = send(before, { key: 'ada', outcome: 'unknown' });
  const looked = {
    at: now,
    by: 'person',
    outcome: 'unknown',
    cause: 'person',
    hint: '',
    sentence: 'Nothing found',
    note: 'asked ada',
  } as const;
  before.resolve(id, looked);
  before.close();
  change(file);
  const { log } = openAccess(file);
  log.startNew();
  const entry = log.entry(id);
  expect(entry.ok && entry.value.history.map(({ note }) => note)).toEqual(['', 'asked ada']);
});

test('more entries than are read at once are carried over', () => {
  const file = logFile();
  const before = openLog(file);
  send(before, { key: 'ada' });
  before.close();
  const columns =
    'at, state, account_id, account_name, account_kind, list, template, customer_key, format, campaign_name, respect_optout, snapshot, method, url, request_headers';
  change(
    file,
    `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100)
     INSERT INTO entry (press_id, ${columns}) SELECT 'p' || i, ${columns} FROM entry, n WHERE id = 1; ${swallow}`,
  );
  const { log, notices } = openAccess(file);
  log.startNew();
  expect(notices.join(' ')).toContain('2101 entries');
  expect(beginTo(log, 'bob')).toBe(2102);
});

describe('a log that was changed by another program', () => {
  test('a view in place of the entries is not read, and the notice says that nothing was carried over', () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, * FROM n';
    const file = foreignLog([{ key: 'ada' }], `DROP TABLE settlement; ALTER TABLE entry RENAME TO other; CREATE VIEW entry AS ${endless}`);
    const { log, notices } = openAccess(file);
    expect(log.startNew()).toEqual({ ok: true, value: kept });
    expect(notices.at(-1)).toContain('It can’t be read, so nothing went over');
    expect(beginTo(log, 'bob')).toBeGreaterThan(1);
  });

  test('an index that omits entries is not used', () => {
    const file = foreignLog(
      [{ key: 'ada', outcome: 'unknown' }],
      `DROP INDEX entry_by_state; CREATE INDEX entry_by_state ON entry (state, id) WHERE state IN ('sending', 'unknown') AND id > 5`,
    );
    const { log } = openAccess(file);
    log.startNew();
    expect(listed(log)).toEqual([[1, 'ada', 'unknown']]);
  });

  test('a value that is too long is replaced by its length', () => {
    const file = foreignLog([{ key: 'ada' }], `UPDATE entry SET sentence = hex(zeroblob(3000000)); ${swallow}`);
    const { log } = openAccess(file);
    log.startNew();
    expect(log.entry(1)).toMatchObject({ ok: true, value: { customerKey: 'ada', sentence: '(too long to show: 6000000 bytes)' } });
  });

  test('an entry that can’t be read is reported, and the others are carried over', () => {
    const file = foreignLog([{ key: 'ada' }, { key: 'bob' }], `UPDATE entry SET duration_ms = 9007199254740993 WHERE id = 1; ${swallow}`);
    const { log, notices } = openAccess(file);
    log.startNew();
    expect(listed(log)).toEqual([[2, 'bob', 'accepted']]);
    expect(notices.at(-1)).toContain('Others can’t be read');
  });

  test('a highest id beyond any log’s doesn’t keep sends from being written', () => {
    const file = foreignLog([{ key: 'ada' }], `UPDATE sqlite_sequence SET seq = 9223372036854775807; ${swallow}`);
    const { log } = openAccess(file);
    log.startNew();
    expect(beginTo(log, 'bob')).toBeGreaterThan(1);
  });
});

/** The folder as it is now, for a start after a crash at this moment. */
function copyOf(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(dirname(file), folder, { recursive: true, filter: (name) => !name.endsWith('.lock') });
  return join(folder, 'log.sqlite');
}
/** Copies of the folder: when everything is ready to be moved, and when it was moved but not reported yet. */
function crashes(file: string): { ready: string; moved: string } {
  const copies: string[] = [];
  const reported: string[] = [];
  const log = LogAccess.later(file, {
    ...noDeps,
    now: () => new Date(now),
    beforeMove: () => copies.push(copyOf(file)),
    notify: (sentence) => {
      if (sentence.startsWith('A new log')) reported.push(copyOf(file));
    },
  });
  log.start();
  log.startNew();
  log.close();
  return { ready: copies[0] ?? '', moved: reported[0] ?? '' };
}
const sends = [{ key: 'old', at: now - 90 * day }, { key: 'ada' }] as const;

describe('a crash', () => {
  test('before anything was moved leaves the log as it was', () => {
    const file = crashes(foreignLog(sends)).ready;
    const { log, notices } = openAccess(file);
    expect(log.problem).toContain('the trigger swallow in it isn’t Keypost’s');
    expect(notices.join(' ')).not.toContain('A new log was started');
    expect(readdirSync(dirname(file)).filter((name) => /kept|carried|started/.test(name))).toEqual([]);
  });

  test('after the log was moved is finished at the next start, and reported', () => {
    const file = crashes(foreignLog(sends)).ready;
    renameSync(file, join(dirname(file), kept));
    const { log, notices } = openAccess(file);
    expect(notices[0]).toContain(`The one before is kept as ${kept}`);
    expect(listed(log)).toEqual([[2, 'ada', 'accepted']]);
    expect(beginTo(log, 'bob')).toBe(3);
  });

  test('between moving the log and its sidecar files keeps them together', () => {
    const original = logFile();
    const writer = openLog(original);
    const reader = openSqlite(original);
    onTestFinished(() => {
      reader.close();
    });
    send(writer, { key: 'old', at: now - 90 * day });
    send(writer, { key: 'ada' });
    reader.exec(swallow);
    // A reader keeps the write-ahead log from being checkpointed.
    reader.exec('BEGIN');
    reader.prepare('SELECT 1 FROM entry').all();
    writer.close();
    const file = crashes(original).ready;
    expect(existsSync(`${file}-wal`)).toBe(true);
    renameSync(file, join(dirname(file), kept));
    const { log, notices } = openAccess(file);
    expect(notices[0]).toContain(`The one before is kept as ${kept}`);
    expect(listed(log)).toEqual([[2, 'ada', 'accepted']]);
    const before = openSqlite(join(dirname(file), kept), { readOnly: true });
    expect(before.prepare('SELECT customer_key AS key FROM entry ORDER BY id').all()).toEqual([{ key: 'old' }, { key: 'ada' }]);
    before.close();
  });

  test('after everything was moved and before the notice is reported once', () => {
    const file = crashes(foreignLog(sends)).moved;
    const first = openAccess(file);
    expect(first.notices[0]).toContain(`The one before is kept as ${kept}`);
    expect(listed(first.log)).toEqual([[2, 'ada', 'accepted']]);
    first.log.close();
    expect(openAccess(file).notices).toEqual([]);
  });
});
