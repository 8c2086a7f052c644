/** What the guard against sending twice asks the log. */
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { at, logFile, newEntry, openLog, parts, settlement } from './a-log.ts';

describe('the earlier send of a message', () => {
  const message = { accountId: 'acme', list: parts.list, template: parts.template, names: [parts.customerKey] };

  test.each([
    ['accepted', true],
    ['unknown', true],
    ['rejected', false],
    ['not sent', false],
  ] as const)('that was %s counts: %s', (outcome, counts) => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    expect(log.earlier(message, at)?.id).toBe(id);
    log.settle(id, settlement({ outcome }));
    expect(log.earlier(message, at)?.id).toBe(counts ? id : undefined);
  });

  test('is found by whatever names its contact, in any case', () => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    expect(log.earlier({ ...message, names: ['a@b.example', 'CK1042'] }, 0)?.id).toBe(id);
  });

  test.each([
    ['an address that stood in the same body', 'Zoë@Example.com', 'ZOË@example.com'],
    ['the same address with its accent written in another way', 'zoë@example.com', 'zoe\u0308@example.com'],
    ['its key in capitals beyond ASCII', 'key-äö', 'KEY-ÄÖ'],
  ])('is found by %s', (_, kept, asked) => {
    const log = openLog();
    const { id } = log.begin(newEntry({ parts: { customerKey: 'ck1', alsoNamed: [kept] } }));
    expect(log.earlier({ ...message, names: [asked] }, 0)?.id).toBe(id);
    expect(log.earlier({ ...message, names: ['ck2', asked] }, 0)?.id).toBe(id);
    expect(log.earlier({ ...message, names: ['ck2'] }, 0)).toBeNull();
    expect(log.earlier({ ...message, names: [asked] }, at + 1)).toBeNull();
  });

  test('is found when its list or template was typed in another case', () => {
    const log = openLog();
    const { id } = log.begin(newEntry({ parts: { list: 'Ördérs', template: 'Shipping Delay' } }));
    expect(log.earlier({ ...message, list: 'öRDÉRS', template: 'shipping delay' }, 0)?.id).toBe(id);
  });

  test('is found in what an older Keypost wrote, and the newer one counts', () => {
    const file = logFile();
    const log = openLog(file);
    for (const pressId of ['old', 'new']) log.begin(newEntry({ pressId }));
    log.close();
    const database = new Database(file);
    database.exec(`DELETE FROM same_message WHERE entry_id = 1`);
    const again = openLog(file);
    expect(again.earlier(message, 0)?.id).toBe(2);
    database.exec(`DELETE FROM same_message`);
    expect(again.earlier(message, 0)?.id).toBe(2);
    database.exec(`INSERT INTO same_message SELECT value, 1 FROM entry, json_each(message_marks) WHERE entry.id = 1`);
    expect(again.earlier(message, 0)?.id).toBe(2);
    database.close();
  });

  test('leaves nothing behind when it is removed, and the other names of a contact never stand in the log', () => {
    const file = logFile();
    const log = openLog(file);
    const { id } = log.begin(newEntry({ parts: { customerKey: 'ck1', alsoNamed: ['zoe@example.com'] } }));
    log.settle(id, settlement());
    const database = new Database(file);
    const count = (): unknown => database.prepare('SELECT count(*) AS n FROM same_message').get();
    const texts: unknown = database.prepare('SELECT * FROM entry').get();
    expect(count()).toMatchObject({ n: 2 });
    expect(JSON.stringify(texts)).not.toContain('zoe');
    log.removeEntries([id]);
    expect(count()).toMatchObject({ n: 0 });
    database.close();
  });

  test('is not in the way of writing and removing an entry whose marks are broken', () => {
    const file = logFile();
    const log = openLog(file);
    const { id } = log.begin(newEntry());
    log.settle(id, settlement());
    const database = new Database(file);
    const columns =
      'at, state, account_id, account_name, account_kind, list, template, customer_key, format, campaign_name, respect_optout, snapshot, method, url, request_headers';
    database.exec(`INSERT INTO entry (press_id, message_marks, ${columns}) SELECT 'broken', '[1, "x"', ${columns} FROM entry`);
    database.close();
    expect(log.earlier(message, 0)?.id).toBe(id + 1);
    expect(log.removeEntries([id, id + 1])).toBe(2);
  });

  test('is the newest by its place in the log, whatever the clock says, within the window', () => {
    const log = openLog();
    for (const when of [300, 100, 200]) log.settle(log.begin(newEntry({ at: when })).id, settlement());
    expect(log.earlier(message, 0)?.id).toBe(3);
    expect(log.earlier(message, 200)?.id).toBe(3);
    expect(log.earlier(message, 201)?.id).toBe(1);
    expect(log.earlier(message, 301)).toBeNull();
  });

  test.each([{ accountId: 'other' }, { list: 'Notices' }, { template: 'Other' }, { names: ['ck1'] }])(
    'is not one of another %o',
    (other) => {
      const log = openLog();
      log.begin(newEntry());
      expect(log.earlier({ ...message, ...other }, 0)).toBeNull();
    },
  );
});
