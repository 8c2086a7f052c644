/** A person can set aside a log with a foreign schema and start a new one. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { noDeps } from '../../../../../electron/log/store/log-deps.ts';
import { removeSetAside } from '../../../../../electron/log/recovery/repair.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { logFile, newEntry, openAccess, openLog } from '../a-log.ts';
import { send } from '../a-reader.ts';
import { Computer, startDesk } from '../ledger/a-ledger.ts';

const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END';
const kept = 'log.kept-2026-11-24T10-11-12.sqlite';

function change(file: string, sql = swallow): void {
  const database = openSqlite(file);
  database.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  database.close();
}
function foreignLog(): { file: string; bytes: Buffer } {
  const file = logFile();
  const log = openLog(file);
  send(log, { key: 'before' });
  log.close();
  change(file);
  return { file, bytes: readFileSync(file) };
}
const keys = (log: LogAccess): unknown => {
  const page = log.page({ before: null, limit: 10 });
  return page.ok ? page.value.map(({ customerKey }) => customerKey) : page.error.sentence;
};
const keysIn = (file: string): unknown[] => {
  const database = openSqlite(file, { readOnly: true });
  try {
    return database
      .prepare('SELECT customer_key FROM entry ORDER BY id')
      .all()
      .map((row) => Reflect.get(Object(row), 'customer_key') as unknown);
  } finally {
    database.close();
  }
};

test('the notice names the object, and is shown once per start', () => {
  const { file } = foreignLog();
  const notices: unknown[] = [];
  const log = LogAccess.later(file, { ...noDeps, notify: (sentence, action) => notices.push([sentence, action]) });
  log.start();
  log.close();
  expect(notices).toEqual([[expect.stringContaining('the trigger swallow in log.sqlite isn’t Keypost’s'), 'startNewLog']]);
});

test('the log is kept unchanged, and new sends go into the new one', () => {
  const { file, bytes } = foreignLog();
  const { log, notices, replacements } = openAccess(file);
  expect(log.startNew()).toEqual({ ok: true, value: kept });
  expect(readFileSync(join(dirname(file), kept)).equals(bytes)).toBe(true);
  expect(notices.at(-1)).toContain(`kept as ${kept}`);
  expect(replacements()).toBe(1);
  expect(log.begin(newEntry({ message: { customerKey: 'after' } })).ok).toBe(true);
  expect(keys(log)).toEqual(['after']);
});

test('so is one that was changed while Keypost runs, with the files beside it', () => {
  const file = logFile();
  const { log } = openAccess(file);
  log.begin(newEntry({ message: { customerKey: 'first' } }));
  const other = openSqlite(file);
  other.exec(swallow);
  expect(log.begin(newEntry())).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
  expect(log.startNew()).toEqual({ ok: true, value: kept });
  other.close();
  expect(keysIn(join(dirname(file), kept))).toEqual(['first']);
  expect(keys(log)).toEqual(['first']);
  expect(log.begin(newEntry({ message: { customerKey: 'after' } })).ok).toBe(true);
  expect(keysIn(file)).toEqual(['first', 'after']);
});

test('an existing file of the same name is not overwritten', () => {
  const { file, bytes } = foreignLog();
  const folder = dirname(file);
  writeFileSync(join(folder, kept), 'somebody’s');
  writeFileSync(join(folder, 'log.kept-2026-11-24T10-11-12-2.sqlite-wal'), 'somebody’s');
  const { log } = openAccess(file);
  expect(log.startNew()).toEqual({ ok: true, value: 'log.kept-2026-11-24T10-11-12-3.sqlite' });
  expect(readFileSync(join(folder, kept), 'utf8')).toBe('somebody’s');
  expect(readFileSync(join(folder, 'log.kept-2026-11-24T10-11-12-3.sqlite')).equals(bytes)).toBe(true);
});

describe('a log that is not foreign stays', () => {
  test('if the change was undone in the meantime', () => {
    const { file } = foreignLog();
    const { log, notices } = openAccess(file);
    change(file, 'DROP TRIGGER swallow');
    expect(log.startNew()).toEqual({ ok: true, value: null });
    expect(notices.at(-1)).toContain('The log is in order');
    expect(keys(log)).toEqual(['before']);
  });

  test('if it was always in order, or another Keypost has it open', () => {
    const file = logFile();
    const first = openAccess(file).log;
    expect(first.startNew()).toEqual({ ok: true, value: null });
    change(file);
    const second = openAccess(file).log;
    expect(second.startNew()).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('log.kept'))).toEqual([]);
  });
});

test('the ledger stays: events of sends in the previous log are still distinguished', () => {
  const [folder, computer] = [dirname(logFile()), new Computer()];
  const desk = startDesk(folder, computer);
  const lost = desk.send('unknown');
  change(join(folder, 'log.sqlite'));
  expect(desk.log.startNew().ok).toBe(true);
  computer.pass(60_000);
  const again = desk.send('accepted');
  expect(desk.ledger.sends(lost.pressId)?.others.map(({ press_id: press }) => press)).toEqual([again.pressId]);
  expect(desk.ledger.recentFrom(3_600_000)).toBe(again.id);
});

test('clearing also removes logs that were set aside', () => {
  const { file } = foreignLog();
  const { log } = openAccess(file);
  log.startNew();
  removeSetAside(dirname(file));
  expect(existsSync(join(dirname(file), kept))).toBe(false);
});
