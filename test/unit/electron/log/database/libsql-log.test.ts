/** A log that Keypost wrote with libsql, its previous SQLite engine, as a crash left it: some entries are only in the `-wal`. */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { migrations } from '../../../../../electron/log/database/migrations.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { at, everything, logFile, openAccess } from '../a-log.ts';
import { found, reading } from '../a-reader.ts';

const fixture = fileURLToPath(new URL('../fixtures/libsql', import.meta.url));

function crashedLog(): { file: string; index: string } {
  const file = logFile();
  cpSync(fixture, dirname(file), { recursive: true });
  return { file, index: join(dirname(file), 'log-index.sqlite') };
}

const rowsOf = (file: string, sql: string): unknown[] => {
  const database = openSqlite(file, { readOnly: true });
  try {
    return database.prepare(sql).asArrays().all();
  } finally {
    database.close();
  }
};

test('the fixture has entries that are in its -wal only', () => {
  const { file } = crashedLog();
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  const all = rowsOf(file, 'SELECT max(id) FROM entry');
  writeFileSync(`${file}-wal`, '');
  expect([all, rowsOf(file, 'SELECT max(id) FROM entry')]).toEqual([[[51]], [[41]]]);
});

test('opens with all entries, and only those that were under way get another outcome', () => {
  const { file } = crashedLog();
  const before = rowsOf(file, `SELECT * FROM entry WHERE state <> 'sending' ORDER BY id`);
  const notices: string[] = [];
  const nothing = (): void => undefined;
  const log = LogAccess.later(file, {
    now: () => new Date(at),
    notify: (sentence) => notices.push(sentence),
    onLateOutcome: nothing,
    onWrite: nothing,
    beforeMove: nothing,
    onReplaced: nothing,
  });
  log.start();
  const page = log.page(everything());
  expect(page).toMatchObject({ ok: true, value: { length: 50 } });
  expect(page.ok && page.value[0]).toMatchObject({ customerKey: 'under-way', state: 'unknown', cause: 'appStopped' });
  expect(notices).toEqual([expect.stringContaining('One send was under way when Keypost stopped.')]);
  expect(log.entry(41)).toMatchObject({
    value: {
      list: 'Kündigungen',
      template: 'Straße',
      customerKey: 'müller-7',
      state: 'accepted',
      history: [{ by: 'send' }, { note: 'seen in the inbox — Zoë' }],
    },
  });
  const long = log.entry(14);
  expect(long.ok && long.value.responseBody?.text).toBe('long body 14 '.repeat(900));
  expect(log.earlier({ accountId: 'acme', list: 'KÜNDIGUNGEN', template: 'STRASSE', names: ['MÜLLER-7'] }, at, 0)).toMatchObject({
    value: { id: 41 },
  });
  log.close();
  expect(rowsOf(file, `SELECT * FROM entry WHERE cause IS NOT 'appStopped' ORDER BY id`)).toEqual(before);
  expect(rowsOf(file, 'PRAGMA integrity_check')).toEqual([['ok']]);
  expect(rowsOf(file, 'PRAGMA user_version')).toEqual([[migrations.length]]);
  expect(readdirSync(dirname(file)).filter((name) => name.includes('damaged') || name.includes('carried'))).toEqual([]);
});

test('gets a new index, because names are folded in another way now, and finds everything with it', async () => {
  const { file, index } = crashedLog();
  const { log } = openAccess(file);
  const reader = reading(file);
  expect(await found(reader, { search: 'late words' })).toEqual([50, 49, 48, 47, 46, 45, 44, 43, 42]);
  expect(await found(reader, { search: 'müller' })).toEqual([41]);
  expect(await found(reader, { search: 'subscriber', outcomes: ['rejected'] })).toEqual([40, 35, 30, 25, 20, 15, 10, 5]);
  expect(log.page(everything({ limit: 1 }))).toMatchObject({ ok: true });
  reader.close();
  const [[before]] = rowsOf(join(copyOfFixture(), 'log-index.sqlite'), 'PRAGMA user_version') as [[number]];
  const [[after]] = rowsOf(index, 'PRAGMA user_version') as [[number]];
  expect(after).toBeGreaterThan(before);
  expect(rowsOf(index, 'PRAGMA integrity_check')).toEqual([['ok']]);
});

function copyOfFixture(): string {
  return dirname(crashedLog().file);
}

test('the fixture is never changed', () => {
  const names = readdirSync(fixture).sort();
  expect(names).toEqual(['log-index.sqlite', 'log-index.sqlite-wal', 'log.sqlite', 'log.sqlite-wal']);
  expect(readFileSync(join(fixture, 'log.sqlite')).subarray(0, 15).toString()).toBe('SQLite format 3');
});
