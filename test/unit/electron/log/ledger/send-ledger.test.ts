import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FingerprintKey } from '../../../../../electron/log/ledger/fingerprints.ts';
import { logFile } from '../a-log.ts';
import { Computer, startDesk, type Desk } from './a-ledger.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const others = ({ ledger }: Desk, { pressId }: { pressId: string }): unknown => {
  const evidence = ledger.evidence(pressId);
  return typeof evidence === 'string' ? evidence : evidence.others.map(({ press_id: press }) => press);
};
const begin = () => {
  const [folder, computer] = [dirname(logFile()), new Computer()];
  return { folder, computer, desk: startDesk(folder, computer) };
};
const ends = ['', '-wal', '-shm'];
const removeLedger = (folder: string): void => {
  for (const end of ends) rmSync(join(folder, `ledger.sqlite${end}`), { recursive: true, force: true });
};
const removeAll = ({ log }: Desk, ...sends: { id: number }[]) => log.removeEntries(sends.map(({ id }) => id));

describe('a send in the ledger', () => {
  test('outlives its entry in the log', () => {
    const { computer, desk } = begin();
    const lost = desk.send('unknown');
    computer.pass(minute);
    const again = desk.send('accepted');
    expect(removeAll(desk, again)).toEqual({ ok: true, value: 1 });
    expect(others(desk, lost)).toEqual([again.pressId]);
  });

  test('is stored before its outcome, and outlives a crash', () => {
    const { folder, computer, desk } = begin();
    const lost = desk.send('unknown');
    // Both databases at this moment, like after a crash.
    const copy = dirname(logFile());
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    const after = startDesk(copy, computer);
    expect(others(after, lost)).toBe('otherKey');
    after.ledger.useKey(new FingerprintKey(randomBytes(32)), 's', 's');
    expect(others(after, lost)).toBe('otherKey');
  });

  test.each([
    ['in another case', { customerKey: 'MÜLLER-7', list: 'KÜNDIGUNGEN' }],
    ['with its accents written in another way', { customerKey: 'mu\u0308ller-7', list: 'Ku\u0308ndigungen' }],
    ['by an address that the asked one was named by, too', { command: 'email', recipient: 'email', customerKey: 'ada@example.com' }],
    ['by a number, whose contact nobody knows', { command: 'listContact', recipient: 'contactId', customerKey: '51042', list: '13' }],
    ['on a numbered list', { command: 'modelIds', customerKey: 'müller-7', list: '13' }],
  ] as const)('finds sends to the same contact %s', (_, message) => {
    const { computer, desk } = begin();
    const first = { customerKey: 'müller-7', list: 'Kündigungen' };
    const lost = desk.send('unknown', { ...first, alsoNamed: ['ADA@example.com'] });
    computer.pass(minute);
    const other = desk.send('accepted', { ...first, ...message });
    expect(others(desk, lost)).toEqual([other.pressId]);
  });

  test('leaves out other contacts, other lists and other days', () => {
    const { computer, desk } = begin();
    desk.send('accepted');
    computer.pass(30 * hour);
    const lost = desk.send('unknown');
    desk.send('accepted', { customerKey: 'ck7' });
    desk.send('accepted', { list: 'Notices' });
    expect(others(desk, lost)).toEqual([]);
  });

  test('contains no readable name, and only the owner may read the file', () => {
    const { folder, desk } = begin();
    desk.send('accepted', { customerKey: 'ck-secret', list: 'Hush list', alsoNamed: ['ada@example.com'] });
    desk.close();
    const names = readdirSync(folder).filter((name) => name.startsWith('ledger'));
    const bytes = names.map((name) => readFileSync(join(folder, name)).toString('latin1')).join('');
    for (const word of ['ck-secret', 'Hush', 'ada@']) expect(bytes).not.toContain(word);
    for (const name of names) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });
});

describe('evidence is unclear', () => {
  test('for what was sent before the ledger was cleared, and soon after', () => {
    const { computer, desk } = begin();
    const lost = desk.send('unknown');
    desk.send('accepted');
    expect(desk.ledger.clear()).toEqual({ ok: true, value: null });
    const soon = desk.send('unknown');
    computer.pass(2 * hour);
    const later = desk.send('unknown');
    expect([others(desk, lost), others(desk, soon), others(desk, later)]).toEqual(['unknown', 'incomplete', [soon.pressId]]);
  });

  test.each<readonly [string, (folder: string, older: string) => void]>([
    ['the ledger is missing', removeLedger],
    [
      'the ledger is damaged',
      (folder) => {
        removeLedger(folder);
        writeFileSync(join(folder, 'ledger.sqlite'), randomBytes(20_000));
      },
    ],
    ['an older log was put back', (folder, older) => copyFileSync(older, join(folder, 'log.sqlite'))],
    ['the log was damaged', (folder) => truncateSync(join(folder, 'log.sqlite'), 6000)],
  ])('for earlier sends when %s', (_, change) => {
    const { folder, computer, desk } = begin();
    const key = new FingerprintKey(randomBytes(32));
    desk.ledger.useKey(key, 's', 's');
    const lost = desk.send('unknown');
    desk.close();
    const older = join(folder, 'older.sqlite');
    copyFileSync(join(folder, 'log.sqlite'), older);
    computer.pass(minute);
    const more = startDesk(folder, computer);
    more.ledger.useKey(key, 's', 's');
    more.send('accepted');
    expect(others(more, lost)).toHaveLength(1);
    more.close();
    change(folder, older);
    const after = startDesk(folder, computer);
    // Reading a damaged log starts its repair.
    after.log.page({ before: null, limit: 10 });
    after.ledger.useKey(key, 's', 's');
    expect(['incomplete', 'unknown']).toContain(others(after, lost));
    computer.pass(2 * hour);
    expect(others(after, after.send('unknown'))).toBeInstanceOf(Array);
  });

  test('where the log comes from another computer', () => {
    const [here, there] = [begin(), begin()];
    const lost = there.desk.send('unknown');
    for (let n = 0; n < 5; n++) here.desk.send('accepted', { customerKey: `ck${n}` });
    here.desk.close();
    there.desk.close();
    copyFileSync(join(there.folder, 'log.sqlite'), join(here.folder, 'log.sqlite'));
    const after = startDesk(here.folder, here.computer);
    expect(others(after, lost)).toBe('unknown');
  });

  test.each([false, true])('only for removed sends that an older Keypost made in between: %s', (isGone) => {
    const { folder, computer, desk } = begin();
    const key = new FingerprintKey(randomBytes(32));
    desk.ledger.useKey(key, 's', 's');
    const lost = desk.send('unknown');
    desk.close();
    const away = join(folder, 'away');
    for (const end of ends)
      if (existsSync(join(folder, `ledger.sqlite${end}`))) copyFileSync(join(folder, `ledger.sqlite${end}`), `${away}${end}`);
    const old = startDesk(folder, computer);
    const kept = old.send('accepted');
    const gone = old.send('accepted');
    if (isGone) removeAll(old, gone);
    old.close();
    for (const end of ends) {
      rmSync(join(folder, `ledger.sqlite${end}`), { force: true });
      if (existsSync(`${away}${end}`)) copyFileSync(`${away}${end}`, join(folder, `ledger.sqlite${end}`));
    }
    const after = startDesk(folder, computer);
    after.ledger.useKey(key, 's', 's');
    // The ledger copies what is still in the log.
    expect(others(after, lost)).toEqual(isGone ? 'incomplete' : [kept.pressId, gone.pressId]);
    after.close();
  });
});

describe('the key from the keychain', () => {
  test('makes sends from before it was available known to the next run', () => {
    const { folder, computer, desk } = begin();
    const lost = desk.send('unknown');
    const again = desk.send('accepted');
    const key = new FingerprintKey(randomBytes(32));
    expect(others(desk, lost)).toEqual([again.pressId]);
    desk.ledger.useKey(key, 's', 's2');
    expect(others(desk, lost)).toEqual([again.pressId]);
    desk.close();
    const next = startDesk(folder, computer);
    expect(others(next, lost)).toBe('otherKey');
    next.ledger.useKey(key, 's2', 's3');
    expect(others(next, lost)).toEqual([again.pressId]);
  });

  test.each([
    ['is another one', (_: FingerprintKey) => new FingerprintKey(randomBytes(32)), 's'],
    ['has a stamp that these files never saw: they were restored', (key: FingerprintKey) => key, 'later'],
  ])('makes earlier evidence unclear where it %s', (_, keyOf, stamp) => {
    const { folder, computer, desk } = begin();
    const key = new FingerprintKey(randomBytes(32));
    desk.ledger.useKey(key, 's', 's');
    const lost = desk.send('unknown');
    desk.close();
    const next = startDesk(folder, computer);
    next.ledger.useKey(keyOf(key), stamp, stamp);
    expect(['otherKey', 'incomplete']).toContain(others(next, lost));
  });

  test('that is lost makes it unknown to whom sends were', () => {
    const { folder, computer, desk } = begin();
    const before = desk.send('accepted', { customerKey: 'ck7' });
    desk.close();
    const next = startDesk(folder, computer);
    const lost = next.send('unknown');
    expect(others(next, lost)).toEqual([before.pressId]);
  });
});

describe('times from servers', () => {
  test.each([
    ['https://mail.acme.example', 'mail.acme.example', 90_500],
    ['https://mail.acme.example:8443/site', 'mail.acme.example:8443', 90_500],
    ['https://mail.acme.example', 'other.example', null],
  ])('apply to sends to %s when they come from %s', (siteUrl, host, ahead) => {
    const { computer, desk } = begin();
    const url = `${siteUrl}/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042`;
    const before = desk.send('unknown', {}, url);
    desk.ledger.sawServerTime(host, computer.wall + 90_000);
    const after = desk.send('unknown', {}, url);
    for (const { pressId } of [before, after]) expect(desk.ledger.sends(pressId)?.own.ahead).toBe(ahead);
    // It does not apply to another setting of the computer's clock.
    computer.wall += hour;
    expect(desk.ledger.sends(desk.send('unknown', {}, url).pressId)?.own.ahead).toBeNull();
  });
});

describe('the order of entries', () => {
  /** Sends, lets the computer do something, and asks from where on entries count as sent within a day. */
  const recentAfter = (change: (computer: Computer, desk: Desk) => void): number | null => {
    const { computer, desk } = begin();
    desk.send('accepted');
    change(computer, desk);
    return desk.ledger.recentFrom(day);
  };

  test.each<readonly [string, (computer: Computer, desk: Desk) => void, number | null]>([
    ['less time has passed', (computer) => computer.pass(23 * hour), 1],
    ['more time has passed', (computer) => computer.pass(25 * hour), null],
    ['the clock was set 400 days ahead', (computer) => (computer.wall += 400 * day), 1],
    ['the clock was set two days ahead', (computer) => (computer.wall += 2 * day), 1],
    ['the clock was set back', (computer) => (computer.wall -= 400 * day), 1],
    ['the computer was off for an unknown time', (computer) => computer.restart(3 * day), 1],
    [
      'the computer was off, and a server sends the time',
      (computer, { ledger }) => {
        ledger.sawServerTime('a.example', computer.wall);
        computer.restart(3 * day);
        ledger.sawServerTime('a.example', computer.wall);
      },
      null,
    ],
    [
      'the clock was set ahead, and a server sends the time',
      (computer, { ledger }) => {
        ledger.sawServerTime('a.example', computer.wall);
        const truly = computer.wall;
        computer.wall += 2 * day;
        ledger.sawServerTime('a.example', truly + minute);
      },
      1,
    ],
    [
      'a server of this computer confirms its wrong clock',
      (computer, { ledger }) => {
        ledger.sawServerTime('127.0.0.1:8080', computer.wall);
        computer.wall += 2 * day;
        ledger.sawServerTime('127.0.0.1:8080', computer.wall);
      },
      1,
    ],
    [
      'a server whose clock is days ahead frees nothing',
      (computer, { ledger }) => {
        ledger.sawServerTime('a.example', computer.wall + 5 * day);
      },
      1,
    ],
  ])('keeps a send recent: %s', (_, change, expected) => {
    expect(recentAfter(change)).toBe(expected);
  });

  test('stops counting the older of two sends first', () => {
    const { computer, desk } = begin();
    desk.send('accepted');
    computer.pass(20 * hour);
    const second = desk.send('accepted');
    computer.pass(5 * hour);
    expect(desk.ledger.recentFrom(day)).toBe(second.id);
  });
});

describe('retention by age', () => {
  test('uses a clock without jumps, until something confirms them', () => {
    const { folder, computer, desk } = begin();
    desk.send('accepted');
    const before = desk.ledger.now().steady;
    desk.close();
    computer.wall += 400 * day;
    const next = startDesk(folder, computer);
    expect(next.ledger.now().steady).toBe(before);
    next.ledger.confirmClock();
    expect(next.ledger.now().steady).toBe(computer.wall);
  });

  test('continues after a long weekend, and after a server has sent the time', () => {
    const { folder, computer, desk } = begin();
    desk.send('accepted');
    desk.close();
    computer.restart(3.5 * day);
    const monday = startDesk(folder, computer);
    expect(monday.ledger.now().steady).toBe(computer.wall);
    monday.close();
    computer.restart(21 * day);
    const back = startDesk(folder, computer);
    expect(back.ledger.now().steady).toBeLessThan(computer.wall - 20 * day);
    back.ledger.sawServerTime('a.example', computer.wall);
    expect(back.ledger.now().steady).toBe(computer.wall);
  });
});

test('a ledger that can not be opened blocks no send, and catches up later', () => {
  const folder = dirname(logFile());
  // There is a folder in its place.
  mkdirSync(join(folder, 'ledger.sqlite'));
  const desk = startDesk(folder, new Computer());
  const lost = desk.send('unknown');
  expect(others(desk, lost)).toBe('unknown');
  expect(desk.notices[0]).toContain("The evidence file (ledger.sqlite) can't be used");
  removeLedger(folder);
  const again = desk.send('accepted');
  // The ledger may not know all sends of that time.
  expect(['unknown', 'incomplete']).toContain(others(desk, lost));
  expect(desk.log.entry(again.id)).toMatchObject({ ok: true, value: { state: 'accepted' } });
});

test('the oldest sends are pruned after a little more than a year', () => {
  const { computer, desk } = begin();
  const old = desk.send('unknown');
  computer.pass(401 * day);
  const recent = desk.send('unknown');
  while (desk.ledger.prune());
  expect([others(desk, old), others(desk, recent)]).toEqual(['unknown', []]);
});
