/** Foreign objects in the ledger, or in the index, are named, and don’t change what the ledger knows. */
import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FingerprintKey } from '../../../../../electron/log/ledger/fingerprints.ts';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import { messageIdentity } from '../../../../../electron/shared/domain/message-identity.ts';
import { checkedMessage } from '../../whatcounts/checked-message.ts';
import { logFile } from '../a-log.ts';
import { Computer, startDesk } from './a-ledger.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const key = new FingerprintKey(randomBytes(32));

function change(folder: string, sql: string): void {
  const database = openSqlite(join(folder, 'ledger.sqlite'));
  database.exec(sql);
  database.close();
}

const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON send BEGIN SELECT RAISE(IGNORE); END';
const faults = [
  ['a trigger that swallows sends', swallow, 'the trigger swallow'],
  ['one that forgets them', 'CREATE TRIGGER forget AFTER INSERT ON send BEGIN DELETE FROM send; END', 'the trigger forget'],
  ['one that swallows facts', 'CREATE TRIGGER swallow BEFORE INSERT ON fact BEGIN SELECT RAISE(IGNORE); END', 'the trigger swallow'],
  ['a view', 'CREATE VIEW sends AS SELECT * FROM send', 'the view sends'],
] as const;

const begin = () => {
  const [folder, computer] = [dirname(logFile()), new Computer()];
  const desk = startDesk(folder, computer);
  desk.ledger.useKey(key, 's', 's');
  return { folder, computer, desk };
};
const others = (desk: ReturnType<typeof startDesk>, pressId: string): unknown => {
  const evidence = desk.ledger.evidence(pressId);
  return typeof evidence === 'string' ? evidence : evidence.others.map(({ press_id: press }) => press);
};
const setAside = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('ledger.damaged-'));

describe.each(faults)('a ledger with %s', (_, sql, name) => {
  test('at the start: its sends stay known, and new ones are recorded as well', () => {
    const { folder, computer, desk } = begin();
    const lost = desk.send('unknown');
    desk.close();
    change(folder, sql);
    computer.pass(minute);
    const after = startDesk(folder, computer);
    after.ledger.useKey(key, 's', 's');
    const again = after.send('accepted');
    expect(others(after, lost.pressId)).toEqual([again.pressId]);
    expect(after.notices).toEqual([expect.stringContaining(`${name} in it isn’t Keypost’s`)]);
    expect(after.notices[0]).toContain('knows the same sends');
    expect(setAside(folder)).toContain('ledger.damaged-2026-11-24T10-01-01.sqlite');
  });

  test('that is changed while Keypost runs: likewise', () => {
    const { folder, computer, desk } = begin();
    const lost = desk.send('unknown');
    change(folder, sql);
    computer.pass(minute);
    const again = desk.send('accepted');
    expect(others(desk, lost.pressId)).toEqual([again.pressId]);
    expect(desk.notices).toEqual([expect.stringContaining(`${name} in it isn’t Keypost’s`)]);
  });

  test('doesn’t make the guard forget a send, however the computer’s clock is set', () => {
    const { folder, computer, desk } = begin();
    desk.send('accepted', { customerKey: 'ck7' });
    change(folder, sql);
    // The clock is behind and corrected afterwards: by the time of its press the send is old.
    computer.wall -= 30 * day;
    const { id } = desk.send('accepted');
    computer.wall += 30 * day;
    computer.pass(minute);
    const found = desk.log.earlier(messageIdentity('acme', checkedMessage()), computer.wall, day);
    expect(found).toMatchObject({ ok: true, value: { id } });
  });
});

test('a ledger whose table was changed is kept, and a new one begun; the notice says that its sends can’t be confirmed', () => {
  const { folder, computer, desk } = begin();
  const lost = desk.send('unknown');
  desk.close();
  change(folder, 'ALTER TABLE send ADD COLUMN later TEXT');
  const after = startDesk(folder, computer);
  expect(after.notices).toEqual([expect.stringContaining('the column send.later in it isn’t Keypost’s')]);
  expect(after.notices[0]).toContain('can’t be confirmed by WhatCounts any more'.replace('’', "'"));
  expect(others(after, lost.pressId)).toBe('unknown');
  expect(after.send('accepted').id).toBe(2);
});

test('a replacement of a changed ledger that a crash interrupted is finished at the next start', () => {
  const { folder, computer, desk } = begin();
  const lost = desk.send('unknown');
  desk.close();
  renameSync(join(folder, 'ledger.sqlite'), join(folder, 'ledger.sqlite.carried'));
  const after = startDesk(folder, computer);
  after.ledger.useKey(key, 's', 's');
  expect(others(after, lost.pressId)).toEqual([]);
});
