/**
 * Values in the ledger that Keypost never writes. The engine refuses to read one of 140 MB whole, so whatever works here hasn't read it.
 */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { FingerprintKey } from '../../../../../electron/log/ledger/fingerprints.ts';
import { logFile } from '../a-log.ts';
import { Computer, startDesk } from './a-ledger.ts';

const beyondEngine = 'hex(zeroblob(70000000))';
/** More than Keypost writes, and little enough for the engine. */
const long = 'hex(zeroblob(500000))';
const key = new FingerprintKey(randomBytes(32));

/** Two sends, the second unknown; then `sql` changes the ledger while Keypost is closed. */
function changed(sql: string) {
  const [folder, computer] = [dirname(logFile()), new Computer()];
  const before = startDesk(folder, computer);
  before.ledger.useKey(key, 's', 's');
  const [first, second] = [before.send('accepted'), before.send('unknown')];
  before.close();
  const raw = new DatabaseSync(join(folder, 'ledger.sqlite'));
  raw.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  raw.close();
  const desk = startDesk(folder, computer);
  desk.ledger.useKey(key, 's', 's');
  return { desk, computer, first, second };
}

describe('a value that is too long for the engine blocks nothing', { timeout: 60_000 }, () => {
  test.each(['followed', 'complete', 'clock', 'key'])('in the fact %s', (name) => {
    const { desk } = changed(`UPDATE fact SET value = ${beyondEngine} WHERE name = '${name}'`);
    const { pressId, id } = desk.send('unknown');
    expect(desk.notices).toEqual([]);
    expect(desk.ledger.sends(pressId)?.own).toMatchObject({ press_id: pressId, entry_id: id, state: 'unknown' });
  });

  test.each(['press_id', 'site_url', 'state'])('in the %s of a send: a server’s time and the next send are stored', (column) => {
    const { desk, computer } = changed(`UPDATE send SET ${column} = ${beyondEngine} WHERE seq = 2`);
    desk.ledger.sawServerTime('mail.acme.example', computer.wall);
    const { pressId } = desk.send('accepted');
    expect(desk.notices).toEqual([]);
    expect(desk.ledger.pressDate(pressId)).not.toBeNull();
  });
});

describe('evidence of a send near a too long value is unclear', () => {
  test.each(['site_url', 'realm', 'key_id', 'state', 'cause'])('in its %s', (column) => {
    const { desk, second } = changed(`UPDATE send SET ${column} = ${long} WHERE seq = 1`);
    expect(desk.ledger.evidence(second.pressId)).toBe('unknown');
  });

  test.each(['site_url', 'realm', 'contact'])('in the %s of its own', (column) => {
    const value = column === 'contact' ? 'zeroblob(1000000)' : long;
    const { desk, second } = changed(`UPDATE send SET ${column} = ${value} WHERE seq = 2`);
    expect(desk.ledger.evidence(second.pressId)).toBe('unknown');
  });

  test('and is clear without one', () => {
    const { desk, first, second } = changed('SELECT 1');
    const evidence = desk.ledger.evidence(second.pressId);
    expect(typeof evidence === 'object' && evidence.others.map(({ press_id: press }) => press)).toEqual([first.pressId]);
  });
});

const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON send BEGIN SELECT RAISE(IGNORE); END';

test.each([
  ['the site of a send', `UPDATE send SET site_url = ${long} WHERE seq = 1`],
  ['the fingerprints of a send', 'UPDATE send SET contact = zeroblob(1000000) WHERE seq = 1'],
  ['a fact', `UPDATE fact SET value = ${long} WHERE name = 'followed'`],
])('a changed ledger with a long value in %s is kept, and none of it is copied', (_, sql) => {
  const { desk } = changed(`${sql}; ${swallow}`);
  expect(desk.notices[0]).toContain("can't be confirmed by WhatCounts any more");
  expect(desk.send('accepted').id).toBe(3);
});
