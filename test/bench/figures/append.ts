/** Writing an entry and its outcome, each synced to disk, against a bare insert and update with the same settings. */
import { join } from 'node:path';
import { openSqlite, type Database } from '../../../electron/log/database/sqlite.ts';
import { ResponseLog } from '../../../electron/log/store/response-log.ts';
import { newEntryOf, storedOutcomeOf } from '../entry-writes.ts';
import { ratioRow, type Figure } from '../figure.ts';
import { makeEntry, type MadeEntry } from '../made-entry.ts';
import { inTurn } from '../pairs.ts';
import { Seeded } from '../seeded.ts';

const pairs = 300;

export const append: Figure = {
  name: 'append',
  measure: async (stage) => {
    const home = stage.longHome();
    const log = new ResponseLog(join(home, 'log.sqlite'));
    const bare = openSqlite(join(home, 'bare.sqlite'));
    bare.exec('PRAGMA journal_mode = WAL');
    bare.exec('PRAGMA synchronous = FULL');
    bare.exec('CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL, state TEXT NOT NULL, body BLOB)');
    const random = new Seeded(Date.now());
    try {
      const entry = (): MadeEntry => makeEntry(Date.now(), stage.entries, random);
      const measured = await inTurn(
        pairs,
        () => timed(entry(), (made) => appendToLog(log, made)),
        () => timed(entry(), (made) => appendBare(bare, made)),
      );
      const what = 'append and settle of an entry against a bare insert and update';
      return [ratioRow({ what, bound: { most: 2 } }, { a: 'log', b: 'bare', unit: 'ms' }, measured)];
    } finally {
      bare.close();
      log.close();
    }
  },
};

function timed(entry: MadeEntry, action: (entry: MadeEntry) => void): number {
  const startedAt = performance.now();
  action(entry);
  return performance.now() - startedAt;
}

function appendToLog(log: ResponseLog, made: MadeEntry): void {
  log.begin(newEntryOf(made));
  log.storeOutcome(made.pressId, storedOutcomeOf(made));
}

/** Writes as many bytes as the log does. */
function appendBare(database: Database, { verdict, ...entry }: MadeEntry): void {
  const { lastInsertRowid } = database.prepare('INSERT INTO entry (text, state) VALUES (?, ?)').run(JSON.stringify(entry), 'sending');
  const update = database.prepare('UPDATE entry SET state = ?, body = ? WHERE id = ?');
  update.run(verdict.outcome, verdict.responseBody, lastInsertRowid);
}
