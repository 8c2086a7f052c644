/**
 * Every write that changes another number of rows than expected is a failure. The triggers here are temporary, so the schema of the file
 * is correct and only the count shows the fault.
 */
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../../../electron/log/database/sqlite.ts';
import { memoryIndex } from '../../../../../electron/log/search/index-database.ts';
import { Indexer } from '../../../../../electron/log/search/indexer.ts';
import { LedgerFacts } from '../../../../../electron/log/ledger/ledger-facts.ts';
import { LedgerRows, type NewLedgerSend } from '../../../../../electron/log/ledger/ledger-rows.ts';
import { openLedgerDatabase } from '../../../../../electron/log/ledger/ledger-database.ts';
import { ensureLogMark } from '../../../../../electron/log/store/logged-sends.ts';
import { isIndexDamage } from '../../../../../electron/log/database/log-errors.ts';
import type { ResponseLog } from '../../../../../electron/log/store/response-log.ts';
import { at, logFile, newEntry, openLog, storedOutcome } from '../a-log.ts';

/** From now on such writes of this connection do nothing. */
function swallow(database: Database, event: string, table: string): void {
  database.exec(`CREATE TEMP TRIGGER swallow BEFORE ${event} ON main.${table} BEGIN SELECT RAISE(IGNORE); END`);
}

const messageWithNames = { alsoNamed: ['ada@example.com'] };
const day = 86_400_000;

describe('the log', () => {
  const completedEntry = (log: ResponseLog): number => {
    const { id } = log.begin(newEntry({ pressId: 'p', message: messageWithNames, contact: 'Ada' }));
    log.storeOutcome('p', storedOutcome({ outcome: 'unknown', cause: 'timeout', status: null }));
    return id;
  };
  const later = { at, by: 'person', outcome: 'accepted', cause: 'answer', hint: '', sentence: 's', note: 'n' } as const;
  const resolved = (log: ResponseLog): number => {
    const id = completedEntry(log);
    log.resolve(id, later);
    return id;
  };

  test.each<[string, string, string, (log: ResponseLog) => (() => unknown) | undefined]>([
    ['an entry', 'INSERT', 'entry', (log) => () => log.begin(newEntry())],
    ['the fingerprints of an entry', 'INSERT', 'message_mark', (log) => () => log.begin(newEntry({ message: messageWithNames }))],
    [
      'an outcome',
      'UPDATE',
      'entry',
      (log) => {
        log.begin(newEntry({ pressId: 'p' }));
        return () => log.storeOutcome('p', storedOutcome());
      },
    ],
    [
      'what was under way',
      'UPDATE',
      'entry',
      (log) => {
        log.begin(newEntry());
        return () => log.storeInterrupted(at, '', '');
      },
    ],
    [
      'a later outcome',
      'UPDATE',
      'entry',
      (log) => {
        const id = completedEntry(log);
        return () => log.resolve(id, later);
      },
    ],
    [
      'the history of an outcome',
      'INSERT',
      'settlement',
      (log) => {
        const id = completedEntry(log);
        return () => log.resolve(id, later);
      },
    ],
    [
      'the removal of an entry',
      'DELETE',
      'entry',
      (log) => {
        const id = resolved(log);
        return () => log.removeEntries([id]);
      },
    ],
    [
      'the removal of a history',
      'DELETE',
      'settlement',
      (log) => {
        const id = resolved(log);
        return () => log.removeEntries([id]);
      },
    ],
    [
      'the removal of a body',
      'UPDATE',
      'entry',
      (log) => {
        const id = resolved(log);
        return () => log.removeBodies([id], at);
      },
    ],
    [
      'the forgetting of changes',
      'DELETE',
      'change',
      (log) => {
        completedEntry(log);
        return () => log.forgetChanges(3);
      },
    ],
    [
      'the removal of fingerprints',
      'DELETE',
      'message_mark',
      (log) => {
        completedEntry(log);
        log.begin(newEntry({ at: at + 10 * day }));
        return () => log.forgetFingerprints(at + 10 * day, day);
      },
    ],
    ['the mark of the log', 'INSERT', 'log_mark', (log) => () => ensureLogMark(log.database)],
  ])('%s that is swallowed', (_, event, table, prepare) => {
    const log = openLog();
    const write = prepare(log);
    swallow(log.database, event, table);
    expect(write).toThrow(/rows would have been written|not waiting for an outcome/);
  });
});

describe('the ledger', () => {
  const open = () => {
    const { database } = openLedgerDatabase(join(dirname(logFile()), 'ledger.sqlite'), new Date(at));
    onTestFinished(() => {
      database.close();
    });
    return { database, rows: new LedgerRows(database), facts: new LedgerFacts(database) };
  };
  const send = (pressId: string, entryId: number): NewLedgerSend => ({
    pressId,
    entryId,
    siteUrl: 'https://mail.acme.example',
    realm: 'acme',
    keyId: 'k',
    list: Buffer.alloc(16),
    numbered: false,
    contact: [Buffer.alloc(16)],
    byKey: true,
    at,
    lived: entryId,
    ahead: null,
  });
  const sending = { state: 'sending', cause: null, status: null };
  type Ledger = ReturnType<typeof open>;

  test.each<[string, string, string, (ledger: Ledger) => unknown]>([
    ['a send', 'INSERT', 'send', ({ rows }) => rows.add(send('q', 2), sending)],
    ['an outcome', 'UPDATE', 'send', ({ rows }) => rows.setOutcome('p', sending)],
    ['times', 'UPDATE', 'send', ({ rows }) => rows.setTimes('p', 1, 2)],
    ['fingerprints of another key', 'UPDATE', 'send', ({ rows }) => rows.rekey('p', 'l', Buffer.alloc(16), [])],
    ['how late it was at least', 'UPDATE', 'send', ({ rows }) => rows.setLatest(at, 5)],
    ['how far a clock was ahead', 'UPDATE', 'send', ({ rows }) => rows.setAhead(1, 5)],
    ['the forgetting of old sends', 'DELETE', 'send', ({ rows }) => rows.prune(1, 500)],
    ['the forgetting of all sends', 'DELETE', 'send', ({ rows }) => rows.clear([])],
    ['a fact', 'INSERT', 'fact', ({ facts }) => facts.set('allowance', 2)],
    ['the removal of a fact', 'DELETE', 'fact', ({ facts }) => facts.remove('allowance')],
  ])('%s that is swallowed', (_, event, table, write) => {
    const ledger = open();
    ledger.rows.add(send('p', 1), sending);
    ledger.facts.set('allowance', 1);
    swallow(ledger.database, event, table);
    expect(() => write(ledger)).toThrow('rows would have been written');
  });

  test('a missing or already existing row is no failure', () => {
    const { rows, facts } = open();
    rows.add(send('p', 1), sending);
    rows.add(send('p', 1), sending);
    rows.setOutcome('q', sending);
    facts.remove('allowance');
    expect(rows.newest().seq).toBe(1);
  });
});

describe('the index', () => {
  test.each([
    ['INSERT', 'fact'],
    ['INSERT', 'facet'],
    ['UPDATE', 'facet'],
    ['INSERT', 'day'],
    ['INSERT', 'progress'],
    ['DELETE', 'fact'],
  ])('%s of %s that is swallowed is damage of it', (event, table) => {
    const log = openLog();
    log.begin(newEntry({ pressId: 'p' }));
    const index = memoryIndex();
    onTestFinished(() => {
      index.close();
    });
    const indexer = new Indexer(log.database, index);
    if (event === 'DELETE') while (indexer.step());
    log.storeOutcome('p', storedOutcome());
    swallow(index, event, table);
    let thrown: unknown;
    try {
      while (indexer.step());
    } catch (error) {
      thrown = error;
    }
    expect(isIndexDamage(thrown)).toBe(true);
  });
});
