/** Queries of the guard against sending twice. */
import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqlite, type Database } from '../../../../../electron/log/database/sqlite.ts';
import { at, logFile, newEntry, openLog, message, pressOf, storedOutcome } from '../a-log.ts';

function opened(file: string): Database {
  const database = openSqlite(file);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

const fingerprintCount = (database: Database): unknown =>
  Reflect.get(Object(database.prepare('SELECT count(*) AS n FROM message_mark').get()), 'n');

describe('the earlier send of a message', () => {
  const identity = { accountId: 'acme', list: message.list, template: message.template, names: [message.customerKey] };

  test.each([
    ['accepted', 200, true],
    ['unknown', null, true],
    ['not sent', null, false],
    ['rejected', 404, false],
    ['rejected', 499, false],
    ['rejected', 303, true],
    ['rejected', 302, true],
    ['rejected', 500, true],
    ['rejected', 503, true],
    ['rejected', 200, true],
  ] as const)('that was %s with %j counts: %s', (outcome, status, counts) => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    expect(log.earlier(identity, at)?.id).toBe(id);
    log.storeOutcome(pressOf(log, id), storedOutcome({ outcome, status }));
    expect(log.earlier(identity, at)?.id).toBe(counts ? id : undefined);
  });

  test('is found by every name of its contact, in any letter case', () => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    expect(log.earlier({ ...identity, names: ['a@b.example', 'CK1042'] }, 0)?.id).toBe(id);
  });

  test.each([
    ['an address that stood in the same body', 'Zoë@Example.com', 'ZOË@example.com'],
    ['the same address with its accent written in another way', 'zoë@example.com', 'zoe\u0308@example.com'],
    ['its key in capitals beyond ASCII', 'key-äö', 'KEY-ÄÖ'],
  ])('is found by %s', (_, kept, asked) => {
    const log = openLog();
    const { id } = log.begin(newEntry({ message: { customerKey: 'ck1', alsoNamed: [kept] } }));
    expect(log.earlier({ ...identity, names: [asked] }, 0)?.id).toBe(id);
    expect(log.earlier({ ...identity, names: ['ck2', asked] }, 0)?.id).toBe(id);
    expect(log.earlier({ ...identity, names: ['ck2'] }, 0)).toBeNull();
    expect(log.earlier({ ...identity, names: [asked] }, at + 1)).toBeNull();
  });

  test('is found when its list or template was typed in another letter case', () => {
    const log = openLog();
    const { id } = log.begin(newEntry({ message: { list: 'Ördérs', template: 'Shipping Delay' } }));
    expect(log.earlier({ ...identity, list: 'öRDÉRS', template: 'shipping delay' }, 0)?.id).toBe(id);
  });

  test('is found in a log without fingerprints, and the newer one counts', () => {
    const file = logFile();
    const log = openLog(file);
    for (const pressId of ['old', 'new']) log.begin(newEntry({ pressId }));
    const database = opened(file);
    for (const without of ['entry_id = 1', 'true']) {
      database.exec(`DELETE FROM message_mark WHERE ${without}`);
      expect(log.earlier(identity, 0)?.id).toBe(2);
    }
    log.begin(newEntry({ message: { customerKey: 'CK1042' } }));
    expect(log.earlier(identity, 0)?.id).toBe(3);
    database.exec('DELETE FROM message_mark WHERE entry_id = 3');
    expect(log.earlier({ ...identity, names: ['nobody', 'ck1042'] }, 0)?.id).toBe(3);
  });

  test('leaves no fingerprints when it is removed, and other names of a contact are never stored in the log', () => {
    const file = logFile();
    const log = openLog(file);
    const { id } = log.begin(newEntry({ message: { customerKey: 'ck1', alsoNamed: ['zoe@example.com'] } }));
    log.storeOutcome(pressOf(log, id), storedOutcome());
    const database = opened(file);
    expect(fingerprintCount(database)).toBe(2);
    expect(JSON.stringify(database.prepare('SELECT * FROM entry').get())).not.toContain('zoe');
    log.removeEntries([id]);
    expect(fingerprintCount(database)).toBe(0);
  });

  test('is found only by its key once its fingerprints are removed, oldest first', () => {
    const file = logFile();
    const log = openLog(file);
    const database = opened(file);
    for (let n = 0; n < 250; n++) log.begin(newEntry({ at: at + n, message: { customerKey: `k${n}`, alsoNamed: [`${n}@b.example`] } }));
    const steps = Array.from({ length: 4 }, () => log.forgetFingerprints(at + 1_000_000, 9));
    expect(steps).toEqual([true, true, true, false]);
    expect(fingerprintCount(database)).toBe(20);
    expect(log.earlier({ ...identity, names: ['3@b.example'] }, 0)).toBeNull();
    expect(log.earlier({ ...identity, names: ['K3'] }, 0)?.id).toBe(4);
    expect(log.earlier({ ...identity, names: ['240@B.example'] }, 0)?.id).toBe(241);
  });

  test.each([
    ['STRASSE@b.example', 'straße@b.example'],
    ['straße@b.example', 'STRASSE@b.example'],
    ['ck-K', 'CK-\u212a'],
  ])('is found for %s as %s, and has no fingerprints where its own text is enough', (kept, asked) => {
    const file = logFile();
    const log = openLog(file);
    const { id } = log.begin(newEntry({ message: { customerKey: kept, template: 'STRASSE' } }));
    expect(log.earlier({ ...identity, template: 'Straße', names: [asked] }, 0)?.id).toBe(id);
    expect(fingerprintCount(opened(file))).toBe(/ß/.test(kept) ? 1 : 0);
  });

  test.each([
    ['ck１０４２', 'ck1042'],
    ['ck\u00a01042', 'CK 1042'],
    ['ck  1042', 'ck 1042'],
    ['ck1042\u200c', 'ck1042'],
    ['\u0441k1042', 'ck1042'],
    ['ck1042', 'ck１０４２'],
  ])('is found for %j as %j, which look alike', (kept, asked) => {
    const log = openLog();
    const { id } = log.begin(newEntry({ message: { customerKey: kept, list: 'VIP\u00a0orders' } }));
    expect(log.earlier({ ...identity, list: 'vip orders', names: [asked] }, 0)?.id).toBe(id);
  });

  test('is found by a fingerprint that an older Keypost made of a name that is stored nowhere else', () => {
    const file = logFile();
    const log = openLog(file);
    const { id } = log.begin(newEntry());
    // Names were only put into capitals and back then.
    const key = JSON.stringify(['acme', 'orders', 'shipping delay', 'zoë²@example.com']);
    const mark = createHash('sha256').update(key).digest().readUIntBE(0, 6);
    opened(file).prepare('INSERT INTO message_mark (mark, entry_id) VALUES (?, ?)').run(mark, id);
    expect(log.earlier({ ...identity, names: ['ZOE\u0308²@Example.com'] }, 0)?.id).toBe(id);
  });

  test('is found among very many sends to the same contact', () => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    for (let n = 0; n < 1001; n++) log.begin(newEntry({ message: { template: 'Other' } }));
    expect(log.earlier(identity, 0)?.id).toBe(id);
  });

  test('keeps its fingerprints when the clock is ahead once', () => {
    const log = openLog();
    const { id } = log.begin(newEntry({ message: { customerKey: 'ck1', alsoNamed: ['zoe@example.com'] } }));
    expect(log.forgetFingerprints(at + 1e12, 1000)).toBe(false);
    expect(log.earlier({ ...identity, names: ['zoe@example.com'] }, 0)?.id).toBe(id);
  });

  test('keeps its fingerprints when it was sent while the clock was behind', () => {
    const log = openLog();
    const day = 24 * 60 * 60_000;
    for (const [when, key] of [
      [at - 40 * day, 'old'],
      [at, 'new'],
      [at - 2000 * day, 'behind'],
      [at + 1, 'newest'],
    ] as const)
      log.begin(newEntry({ at: when, message: { customerKey: key, alsoNamed: [`${key}@b.example`] } }));
    while (log.forgetFingerprints(at + 2, 30 * day));
    const found = ['old', 'new', 'behind', 'newest'].map((key) => log.earlier({ ...identity, names: [`${key}@b.example`] }, 0)?.id);
    expect(found).toEqual([undefined, 2, 3, 4]);
  });

  test('keeps its fingerprints until the time has certainly passed', () => {
    const log = openLog();
    for (const key of ['a', 'b']) log.begin(newEntry({ at: 0, message: { customerKey: key, alsoNamed: [`${key}@b.example`] } }));
    log.begin(newEntry());
    while (log.forgetFingerprints(at, 1000, 2));
    expect(['a', 'b'].map((key) => log.earlier({ ...identity, names: [`${key}@b.example`] }, 0)?.id)).toEqual([undefined, 2]);
  });

  test('is the newest by its place in the log, whatever the clock says, within the window', () => {
    const log = openLog();
    for (const when of [300, 100, 200]) log.storeOutcome(pressOf(log, log.begin(newEntry({ at: when })).id), storedOutcome());
    expect(log.earlier(identity, 0)?.id).toBe(3);
    expect(log.earlier(identity, 200)?.id).toBe(3);
    expect(log.earlier(identity, 201)?.id).toBe(1);
    expect(log.earlier(identity, 301)).toBeNull();
  });

  test.each([{ accountId: 'other' }, { list: 'Notices' }, { template: 'Other' }, { names: ['ck1'] }])(
    'is not one of another %o',
    (other) => {
      const log = openLog();
      log.begin(newEntry());
      expect(log.earlier({ ...identity, ...other }, 0)).toBeNull();
    },
  );
});
