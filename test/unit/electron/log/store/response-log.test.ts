import { copyFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { keptBodyBytes, ResponseLog, type PageQuery } from '../../../../../electron/log/store/response-log.ts';
import { acme, at, everything, lately, logFile, newEntry, openLog, storedOutcome, pressOf } from '../a-log.ts';

const keysOf = (log: ResponseLog, query: Partial<PageQuery> = {}) => log.page(everything(query)).map((entry) => entry.customerKey);

describe('an entry', () => {
  test('is there as "sending" before anything else is known', () => {
    const log = openLog();
    const entry = newEntry({ presetId: 'p1', presetName: 'Delay', message: { campaignName: 'nov', snapshot: true, respectOptout: false } });
    const begun = log.begin(entry);
    const summary = {
      id: 1,
      at,
      state: 'sending',
      cause: null,
      accountId: 'acme',
      accountName: 'Acme production',
      accountKind: 'production',
      list: 'Orders',
      template: 'Shipping delay',
      customerKey: 'ck1042',
      presetId: 'p1',
      presetName: 'Delay',
      status: null,
      durationMs: null,
      hint: '',
      sentence: '',
    };
    expect(begun).toEqual(summary);
    expect(log.entry(begun.id)).toEqual({
      ...summary,
      command: 'customerKey',
      recipient: 'customerKey',
      firstName: '',
      format: 99,
      campaignName: 'nov',
      respectOptout: false,
      snapshot: true,
      method: 'POST',
      url: entry.url,
      requestHeaders: entry.requestHeaders,
      requestBody: null,
      contact: '',
      responseHeaders: [],
      responseBody: null,
      errorText: '',
      outcomeAt: null,
      bodyRemovedAt: null,
      history: [],
    });
  });

  test('is on the disk at once: another connection reads it', () => {
    const file = logFile();
    openLog(file).begin(newEntry());
    expect(openLog(file).page(everything())).toMatchObject([{ id: 1, state: 'sending' }]);
  });

  test('gets its outcome, and keeps its other values', () => {
    const log = openLog();
    const begun = log.begin(newEntry());
    const completed = log.storeOutcome(
      pressOf(log, begun.id),
      storedOutcome({
        outcome: 'rejected',
        status: 404,
        responseHeaders: [
          ['X-a', '1'],
          ['X-a', 'ü"\\'],
        ],
        responseBody: Buffer.from('{"error":"Subscriber Not Found"}'),
        errorText: 'Subscriber Not Found',
        hint: 'Not subscribed',
        sentence: 'Rejected.',
      }),
    );
    expect(completed).toEqual({
      ...log.entry(begun.id),
      ...begun,
      state: 'rejected',
      cause: 'answer',
      status: 404,
      durationMs: 12,
      outcomeAt: at + 12,
      responseHeaders: [
        ['X-a', '1'],
        ['X-a', 'ü"\\'],
      ],
      responseBody: { text: '{"error":"Subscriber Not Found"}', keptBytes: 32, truncated: false },
      errorText: 'Subscriber Not Found',
      hint: 'Not subscribed',
      sentence: 'Rejected.',
    });
    expect(completed.requestHeaders).toEqual(newEntry().requestHeaders);
  });

  test.each(['accepted', 'rejected', 'not sent', 'unknown'] as const)('can become %s', (outcome) => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    expect(log.storeOutcome(pressOf(log, id), storedOutcome({ outcome })).state).toBe(outcome);
  });

  test('gets an outcome once, and keeps the first', () => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    log.storeOutcome(pressOf(log, id), storedOutcome());
    expect(() => log.storeOutcome(pressOf(log, id), storedOutcome({ outcome: 'unknown', cause: 'timeout' }))).toThrow(
      'is not waiting for an outcome',
    );
    expect(log.entry(id)).toMatchObject({ state: 'accepted', cause: 'answer' });
  });

  test('that does not exist gets no outcome and can not be read', () => {
    const log = openLog();
    expect(() => log.storeOutcome(pressOf(log, 7), storedOutcome())).toThrow('is not waiting for an outcome');
    expect(() => log.entry(7)).toThrow();
    expect(log.isEmpty()).toBe(true);
  });

  test('is written once per press', () => {
    const log = openLog();
    const press = newEntry();
    expect(log.hasPress(press.pressId)).toBe(false);
    log.begin(press);
    expect(() => log.begin(newEntry({ pressId: press.pressId, message: { customerKey: 'other' } }))).toThrow(/UNIQUE/);
    expect(log.hasPress(press.pressId)).toBe(true);
    expect(keysOf(log)).toEqual(['ck1042']);
  });

  test('has a higher id than all before: ids grow whatever the clock does, also after entries were removed', () => {
    const file = logFile();
    const log = openLog(file);
    const ids = [at, at - 1000, 0].map((moment) => log.begin(newEntry({ at: moment })).id);
    expect(ids).toEqual([1, 2, 3]);
    const database = openDatabase(file);
    database.exec('DELETE FROM entry');
    database.close();
    expect(log.begin(newEntry()).id).toBe(4);
  });

  test.each([
    ["quotes and what SQL means by them: '; DROP TABLE entry; --", 'O\'Brien "x"'],
    ['placeholders', '? :a $b @c'],
    ['other scripts', 'Zoë 🎉 שלום e\u0308'],
    ['a long text', 'k'.repeat(10_000)],
  ])('keeps names as they are: %s', (list, customerKey) => {
    const log = openLog();
    const { id } = log.begin(newEntry({ message: { list, customerKey, campaignName: list }, account: { ...acme, name: list } }));
    expect(log.entry(id)).toMatchObject({ list, customerKey, campaignName: list, accountName: list });
  });
});

describe('the body of a response', () => {
  const kept = (responseBody: Uint8Array | null, responseTruncated = false) => {
    const log = openLog();
    const { id } = log.begin(newEntry());
    return log.storeOutcome(pressOf(log, id), storedOutcome({ responseBody, responseTruncated })).responseBody;
  };

  test('may be missing, or empty, which is not the same', () => {
    expect(kept(null)).toBeNull();
    expect(kept(new Uint8Array())).toEqual({ text: '', keptBytes: 0, truncated: false });
  });

  test('is kept up to 256 KiB, and says when that is not all', () => {
    expect(keptBodyBytes).toBe(262_144);
    const whole = 'x'.repeat(keptBodyBytes);
    expect(kept(Buffer.from(whole))).toEqual({ text: whole, keptBytes: keptBodyBytes, truncated: false });
    expect(kept(Buffer.from(`${whole}y`))).toEqual({ text: whole, keptBytes: keptBodyBytes, truncated: true });
    expect(kept(Buffer.from('x'), true)).toEqual({ text: 'x', keptBytes: 1, truncated: true });
  });

  test('is kept byte for byte, also where it is not text', () => {
    const file = logFile();
    const log = openLog(file);
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    const { id } = log.begin(newEntry());
    // A view into something larger: only what it shows may be kept.
    const { responseBody } = log.storeOutcome(
      pressOf(log, id),
      storedOutcome({ responseBody: Buffer.concat([Buffer.from('before'), bytes]).subarray(6) }),
    );
    expect(responseBody).toMatchObject({ keptBytes: 256, truncated: false });
    const database = openDatabase(file);
    onTestFinished(() => {
      database.close();
    });
    expect(database.prepare('SELECT hex(answer_body) AS hex FROM entry').get()).toMatchObject({
      hex: Buffer.from(bytes).toString('hex').toUpperCase(),
    });
  });

  test('is shown up to the last whole character when the limit cuts one', () => {
    const body = kept(Buffer.from(`${'x'.repeat(keptBodyBytes - 1)}ü`));
    expect(body?.text.slice(-2)).toBe('x\uFFFD');
    expect(body).toMatchObject({ keptBytes: keptBodyBytes, truncated: true });
  });
});

describe('pages', () => {
  const filled = (count: number) => {
    const log = openLog();
    for (let n = 1; n <= count; n += 1) log.begin(newEntry({ at: at - n, message: { customerKey: `ck${n}` } }));
    return log;
  };

  test('an empty log has none', () => {
    expect(openLog().page(everything())).toEqual([]);
  });

  test('go from the newest to the oldest, without gaps and duplicates', () => {
    const log = filled(7);
    const first = keysOf(log, { limit: 3 });
    const second = keysOf(log, { before: 5, limit: 3 });
    expect([first, second, keysOf(log, { before: 2, limit: 3 }), keysOf(log, { before: 1 })]).toEqual([
      ['ck7', 'ck6', 'ck5'],
      ['ck4', 'ck3', 'ck2'],
      ['ck1'],
      [],
    ]);
  });

  test.each([0, -1, 1])('have nothing before %i', (before) => {
    expect(filled(2).page(everything({ before }))).toEqual([]);
  });
});

describe('recent sends', () => {
  test('by a preset are found by its id, whatever the preset was then', () => {
    const log = openLog();
    log.begin(newEntry({ presetId: 'p1', presetName: 'Old name', message: { list: 'Notices' } }));
    log.begin(newEntry({ presetId: 'p2' }));
    log.begin(newEntry({ presetId: 'p1', presetName: 'New name', account: { ...acme, id: 'other' } }));
    expect(log.recent(lately({ presetId: 'p1' })).map((entry) => entry.id)).toEqual([3, 1]);
    expect(log.recent(lately({ presetId: 'p1', limit: 1 })).map((entry) => entry.id)).toEqual([3]);
  });

  test('without a preset are found by list and template, of one account or of all', () => {
    const log = openLog();
    log.begin(newEntry({ presetId: 'p1' }));
    log.begin(newEntry({ account: { ...acme, id: 'other' } }));
    log.begin(newEntry({ message: { list: 'orders' } }));
    log.begin(newEntry({ message: { template: 'Refund' } }));
    expect(log.recent(lately()).map((entry) => entry.id)).toEqual([2, 1]);
    expect(log.recent(lately({ accountId: 'acme' })).map((entry) => entry.id)).toEqual([1]);
    expect(log.recent(lately({ accountId: 'nobody' }))).toEqual([]);
  });
});

describe('at a start', () => {
  test('what was still sending is unknown, and nothing else changes', () => {
    const file = logFile();
    const before = new ResponseLog(file);
    const { id: done } = before.begin(newEntry());
    const completed = before.storeOutcome(pressOf(before, done), storedOutcome());
    before.begin(newEntry());
    before.begin(newEntry());
    before.close();
    const log = openLog(file);
    expect(log.storeInterrupted(at + 99, 'Keypost stopped', 'Unknown. Keypost stopped.')).toBe(2);
    expect(log.entry(done)).toEqual(completed);
    for (const id of [2, 3]) {
      expect(log.entry(id)).toMatchObject({
        state: 'unknown',
        cause: 'appStopped',
        outcomeAt: at + 99,
        durationMs: null,
        hint: 'Keypost stopped',
        sentence: 'Unknown. Keypost stopped.',
        responseBody: null,
      });
    }
    expect(() => log.storeOutcome(pressOf(log, 2), storedOutcome())).toThrow('is not waiting for an outcome');
    expect(log.storeInterrupted(at + 100, '', '')).toBe(0);
  });

  test('the log knows whether anything was ever sent', () => {
    const file = logFile();
    const log = openLog(file);
    expect(log.isEmpty()).toBe(true);
    log.begin(newEntry());
    expect(log.isEmpty()).toBe(false);
    expect(openLog(file).isEmpty()).toBe(false);
  });
});

test('a closed log has everything in one file, which can be copied, and can not be read', () => {
  const file = logFile();
  const log = new ResponseLog(file);
  log.begin(newEntry());
  log.close();
  expect(() => log.begin(newEntry())).toThrow();
  expect(() => log.close()).not.toThrow();
  const copy = logFile();
  copyFileSync(file, copy);
  expect(openLog(copy).page(everything())).toHaveLength(1);
});
