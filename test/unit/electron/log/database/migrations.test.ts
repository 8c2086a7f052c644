import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { fingerprintMissing } from '../../../../../electron/log/database/entry-fingerprints.ts';
import { fingerprintsSince, migrations } from '../../../../../electron/log/database/migrations.ts';
import { ResponseLog } from '../../../../../electron/log/store/response-log.ts';
import { everything, logFile, newEntry, storedOutcome, pressOf } from '../a-log.ts';

/** Hashes of all released steps. A new step adds a line; existing lines are never changed. */
const released = [
  '94ab0eb7a1cb74c5',
  '5b71c24c5ba5b423',
  'a5a58169ab21ff98',
  'f4e3514cbb899d0c',
  'ff725cfc3dc392f0',
  'e3b0c44298fc1c14',
  '79b3b25d9575515d',
];

test('a released step is never changed', () => {
  expect(migrations.map((step) => createHash('sha256').update(step).digest('hex').slice(0, 16))).toEqual(released);
});

/** A log of that version of Keypost, with entries in every state. */
function logOfVersion(version: number): string {
  const file = logFile();
  const database = openSqlite(file);
  database.exec('PRAGMA journal_mode = WAL');
  for (const step of migrations.slice(0, version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${version}`);
  const insert = database.prepare(
    `INSERT INTO entry (press_id, at, settled_at, state, cause, account_id, account_name, account_kind, list, template, customer_key, format,
       campaign_name, respect_optout, snapshot, method, url, request_headers, status, answer_headers, answer_body, error_text, hint, sentence, duration_ms)
     VALUES (?, ?, ?, ?, ?, 'acme', 'Acme', 'production', 'Orders', 'Shipping delay', ?, 99, 'nov', 1, 0, 'POST', 'https://a.example/rest/', '[["Accept","x"]]', ?, '[["X-a","1"]]', ?, ?, 'Hint', 'Sentence.', 12)`,
  );
  insert.run('press-1', 1000, 1012, 'accepted', 'answer', 'ck1', 200, Buffer.from('0'), '');
  insert.run('press-2', 2000, 2012, 'rejected', 'answer', 'ck2', 404, Buffer.from([0xff, 0x00, 0x41]), 'Not Found');
  insert.run('press-3', 3000, 3012, 'unknown', 'timeout', 'ck3', null, null, 'timed out');
  insert.run('press-4', 4000, null, 'sending', null, 'ck4', null, null, '');
  if (version >= 2) {
    database.exec(`UPDATE entry SET realm = 'acme'`);
    database.exec(
      `INSERT INTO settlement (entry_id, at, by, outcome, sentence, note) VALUES (3, 3100, 'api', 'unknown', 'Asked.', 'a note')`,
    );
  }
  database.exec(`UPDATE entry SET customer_key = 'ck3' || char(0x200c) WHERE id = 3`);
  if (version >= 4) {
    database.exec(`UPDATE entry SET request_body = '{"customerKey":"ck1","email":"Zoe@b.example"}' WHERE id = 1`);
  }
  // Like that version did in this step.
  if (version >= fingerprintsSince) fingerprintMissing(database);
  database.close();
  return file;
}

describe.each(Array.from({ length: migrations.length - 1 }, (_, n) => n + 1))('a log of version %i', (version) => {
  test('is brought up to date with all entries, and new ones can be written', () => {
    const file = logOfVersion(version);
    const log = new ResponseLog(file);
    onTestFinished(() => {
      log.close();
    });
    expect(log.page(everything()).map(({ id, state, customerKey }) => [id, state, customerKey])).toEqual([
      [4, 'sending', 'ck4'],
      [3, 'unknown', 'ck3\u200c'],
      [2, 'rejected', 'ck2'],
      [1, 'accepted', 'ck1'],
    ]);
    expect(log.entry(2)).toMatchObject({
      errorText: 'Not Found',
      responseBody: { keptBytes: 3 },
      responseHeaders: [['X-a', '1']],
      bodyRemovedAt: null,
      command: 'customerKey',
      recipient: 'customerKey',
      firstName: '',
      requestBody: null,
      contact: '',
    });
    expect(log.entry(3).history).toEqual(
      version >= 2 ? [{ at: 3100, by: 'api', outcome: 'unknown', sentence: 'Asked.', note: 'a note' }] : [],
    );
    expect(log.isOfRealm(1, 'acme')).toBe(version >= 2);
    expect(log.hasPress('press-4')).toBe(true);
    const message = { accountId: 'acme', list: 'Orders', template: 'Shipping delay', names: ['CK1'] };
    expect(log.earlier(message, 0)?.id).toBe(1);
    // A name that is stored only as a fingerprint.
    expect(log.earlier({ ...message, list: 'ORDERS' }, 0)?.id).toBe(1);
    expect(log.earlier({ ...message, list: 'ORDERS', names: ['zoe@b.example'] }, 0)?.id).toBe(version >= 4 ? 1 : undefined);
    // Its older fingerprint was made of the key without folding.
    expect(log.earlier({ ...message, names: ['CK3'] }, 0)?.id).toBe(3);
    expect(log.storeOutcome(pressOf(log, 4), storedOutcome()).state).toBe('accepted');
    expect(log.begin(newEntry()).id).toBe(5);
  });

  test('gets fingerprints for its entries, whatever their ids', () => {
    const file = logOfVersion(version);
    const database = openSqlite(file);
    database.exec(`UPDATE sqlite_sequence SET seq = 5000000 WHERE name = 'entry'`);
    database.exec(`INSERT INTO entry (press_id, at, state, account_id, account_name, account_kind, list, template, customer_key, format,
      campaign_name, respect_optout, snapshot, method, url, request_headers)
      SELECT 'late', at, state, account_id, account_name, account_kind, list, template, 'ck9', format, campaign_name, respect_optout, snapshot,
      method, url, request_headers FROM entry WHERE id = 1`);
    database.close();
    const log = new ResponseLog(file);
    onTestFinished(() => {
      log.close();
    });
    const message = { accountId: 'acme', list: 'ORDERS', template: 'Shipping delay' };
    expect(log.earlier({ ...message, names: ['ck9'] }, 0)?.id).toBe(5000001);
    expect(log.earlier({ ...message, names: ['ck1'] }, 0)?.id).toBe(1);
  });

  test('ends with the same schema as a new log', () => {
    const schemaOf = (file: string): unknown => {
      const database = openDatabase(file);
      const rows: unknown = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name').all();
      const sound: unknown = database.prepare('PRAGMA integrity_check').asArrays().get();
      database.close();
      return [rows, sound];
    };
    expect(schemaOf(logOfVersion(version))).toEqual(schemaOf(logFile()));
  });
});
