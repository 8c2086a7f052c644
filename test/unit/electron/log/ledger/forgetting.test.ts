/** When the ledger and the guard forget sends, however the computer's clock is set. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { messageIdentity } from '../../../../../electron/shared/domain/message-identity.ts';
import { Seeded } from '../../../../bench/seeded.ts';
import { checkedMessage } from '../../whatcounts/checked-message.ts';
import { logFile } from '../a-log.ts';
import { Computer, startDesk } from './a-ledger.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const begin = () => {
  const [folder, computer] = [dirname(logFile()), new Computer()];
  return { folder, computer, desk: startDesk(folder, computer) };
};

describe('a clock that was behind and is corrected', () => {
  const behind = 7 * 365 * day;
  const afterIt = () => {
    const { computer, desk } = begin();
    const before = desk.send('unknown');
    computer.pass(minute);
    desk.ledger.sawServerTime('a.example', computer.wall);
    computer.wall -= behind;
    const meanwhile = desk.send('accepted', { alsoNamed: ['zoë@example.com'] });
    computer.wall += behind;
    computer.pass(15 * minute);
    desk.ledger.sawServerTime('a.example', computer.wall);
    return { computer, desk, before, meanwhile };
  };

  test('makes the ledger forget nothing', () => {
    const { desk, before, meanwhile } = afterIt();
    while (desk.ledger.prune());
    expect(desk.ledger.evidence(before.pressId)).toMatchObject({ others: [{ press_id: meanwhile.pressId }] });
    expect(desk.ledger.recentFrom(day)).toBe(before.id);
  });

  test('lets the guard find sends from that time, by every name', () => {
    const { computer, desk, meanwhile } = afterIt();
    while (desk.ledger.prune());
    desk.send('accepted', { customerKey: 'ck7' });
    expect(desk.log.forgetFingerprints(computer.wall, day)).toEqual({ ok: true, value: false });
    for (const name of ['ck1042', 'ZOË@example.com']) {
      const found = desk.log.earlier(messageIdentity('acme', checkedMessage({ customerKey: name })), computer.wall, day);
      expect(found).toMatchObject({ ok: true, value: { id: meanwhile.id } });
    }
  });
});

test.each([
  ['right', 0, 2],
  ['behind', 400 * day, 'incomplete'],
] as const)('a new ledger of a log whose last clock was %s knows what may be missing', (_, behind, expected) => {
  const { folder, computer, desk } = begin();
  desk.send('accepted');
  computer.pass(minute);
  computer.wall -= behind;
  desk.send('accepted');
  desk.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `ledger.sqlite${end}`), { force: true });
  computer.wall += behind;
  // So long ago that it can't be confused with current sends, if the clock was right.
  computer.pass(2 * 60 * minute);
  const next = startDesk(folder, computer);
  const [lost] = [next.send('unknown'), next.send('accepted'), next.send('accepted')];
  const evidence = next.ledger.evidence(lost.pressId);
  expect(typeof evidence === 'string' ? evidence : evidence.others.length).toBe(expected);
});

test('how many entries the log may still remove without asking is remembered', () => {
  const { folder, computer, desk } = begin();
  expect(desk.ledger.allowance).toBeNull();
  desk.ledger.allowance = 7;
  desk.close();
  const next = startDesk(folder, computer);
  expect(next.ledger.allowance).toBe(7);
  next.ledger.allowance = null;
  next.close();
  expect(startDesk(folder, computer).ledger.allowance).toBeNull();
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('however the clock is set, nothing is forgotten before its time (seed %i)', (seed) => {
  const random = new Seeded(seed);
  const { computer, desk } = begin();
  const start = { wall: computer.wall, passed: 0 };
  const pass = (ms: number): void => {
    if (random.chance(0.2)) computer.restart(ms);
    else computer.pass(ms);
    start.passed += ms;
  };
  const sends: { pressId: string; passed: number }[] = [];
  for (let n = 0; n < 60; n++) {
    pass(random.whole(0, 20 * day));
    if (random.chance(0.3)) computer.wall += random.whole(-3000, 3000) * day;
    if (random.chance(0.3)) computer.wall = start.wall + start.passed;
    const { pressId } = desk.send('accepted', { customerKey: `ck${n}` });
    sends.push({ pressId, passed: start.passed });
    start.passed += 1000;
    // Servers send the true time.
    if (random.chance(0.5)) desk.ledger.sawServerTime('a.example', start.wall + start.passed);
    while (desk.ledger.prune());
    const forgotten = sends.filter((send) => desk.ledger.sends(send.pressId) === null);
    for (const send of forgotten) expect(start.passed - send.passed).toBeGreaterThanOrEqual(400 * day);
  }
  computer.pass(400 * day);
  while (desk.ledger.prune());
  expect(sends.filter((send) => desk.ledger.sends(send.pressId) !== null)).toEqual([]);
});
