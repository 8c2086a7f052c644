/** WhatCounts is asked about sends whose neighbours are gone from the log, are named otherwise, or came when a clock was changed. */
import { describe, expect, test } from 'vitest';
import { acme } from '../sending/sender-bench.ts';
import { answered, pressedAt, resolveBench, valueOf, type BenchOptions, type SeededSend, type ResolveBench } from './resolve-bench.ts';

/** Two sends to other contacts that were accepted and have their events: enough to learn the server's clock. */
function withEvidence(list = 'Orders', options: BenchOptions = {}): ResolveBench {
  const bench = resolveBench(options);
  for (const [minutes, customerKey] of [
    [-200, 'ck2'],
    [-90, 'ck1'],
  ] as const) {
    bench.seed(minutes, { outcome: 'accepted', customerKey, list });
    bench.event(minutes * 60 + 2, customerKey);
  }
  return bench;
}
const ask = async (bench: ResolveBench, id: number) => valueOf(await bench.resolver.ask({ id, note: '' }));

describe('an event of a send that is gone from the log', () => {
  test('is not taken for one that is still there', async () => {
    const bench = withEvidence();
    const lost = bench.seed(0);
    const again = bench.seed(1, { outcome: 'accepted' });
    bench.event(62);
    expect(bench.log.removeEntries([again.id])).toEqual({ ok: true, value: 1 });
    expect((await ask(bench, lost.id)).result).toBe('notFound');
  });

  test("makes it unclear when the ledger was cleared, too, or can't be used", async () => {
    for (const forget of [(bench: ResolveBench) => bench.ledger.clear(), (bench: ResolveBench) => bench.ledger.close()]) {
      const bench = withEvidence();
      const lost = bench.seed(0);
      const again = bench.seed(1, { outcome: 'accepted' });
      bench.event(62);
      bench.log.removeEntries([again.id]);
      forget(bench);
      const report = await ask(bench, lost.id);
      expect(report).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
      expect(report.sentence).toMatch(/Keypost.s evidence|no longer knows every send/);
    }
  });
});

test('evidence that is cleared while WhatCounts is asked makes it unclear', async () => {
  let bench: ResolveBench | null = null;
  const clearing = withEvidence('Orders', {
    answer: (path) => {
      // The last thing that is read before the events are judged.
      if (path.includes('/ck2/')) bench?.ledger.clear();
      return undefined;
    },
  });
  bench = clearing;
  const { id } = clearing.seed(0);
  clearing.event(3);
  expect(await ask(clearing, id)).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
});

test('a site on this computer has contacts of its own: sends at another port of it explain nothing', async () => {
  const bench = withEvidence();
  bench.seed(-1, { outcome: 'accepted', siteUrl: 'http://127.0.0.1:4001' });
  const { id } = bench.seed(0);
  bench.event(3);
  expect((await ask(bench, id)).result).toBe('found');
});

test('what stays rejected is not called unknown', async () => {
  const bench = withEvidence();
  const { id } = bench.seed(0, { outcome: 'rejected', status: 502 });
  const report = await ask(bench, id);
  expect(report).toMatchObject({ result: 'notFound', entry: { state: 'rejected' } });
  expect(report.sentence).toMatch(/^Still rejected\. /);
});

test('a list that may be among those that were not read is not called missing', async () => {
  const page = answered(Array.from({ length: 500 }, (_, id) => ({ listId: 1000 + id, listName: `List ${id}` })));
  const bench = withEvidence('Orders', { answer: (path) => (path.startsWith('/rest/lists') ? page : undefined) });
  const { id } = bench.seed(0);
  bench.event(3);
  const report = await ask(bench, id);
  expect(report.result).toBe('unclear');
  expect(report.sentence).toContain('it has more lists than could be read');
});

describe('names are compared as the guard compares them', () => {
  test.each([
    ['the key', { customerKey: 'müller-7' }, { customerKey: 'MÜLLER-7' }],
    ['the key, its accent written in another way', { customerKey: 'müller-7' }, { customerKey: 'mu\u0308ller-7' }],
    ['the list', { list: 'Kündigungen' }, { list: 'KÜNDIGUNGEN' }],
  ])('%s', async (_, first: SeededSend, second: SeededSend) => {
    const { list = 'Orders', customerKey = 'ck1042' } = first;
    const bench = withEvidence(list, {
      answer: (path) => (path.startsWith('/rest/lists') ? answered([{ listId: 13, listName: list }]) : undefined),
    });
    const lost = bench.seed(0, first);
    bench.seed(0.2, { outcome: 'accepted', ...first, ...second });
    // Of the accepted one: to the server both are one contact.
    bench.event(13, customerKey);
    expect((await ask(bench, lost.id)).result).toBe('notFound');
  });
});

describe('a send that was answered by neither acceptance nor a refusal', () => {
  test.each([500, 502, 504, 302, 303, 399])('%i: WhatCounts is asked, and its event resolves it', async (status) => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { outcome: 'rejected', status });
    bench.event(2);
    const report = await ask(bench, id);
    expect(report).toMatchObject({ result: 'found', entry: { state: 'accepted', cause: 'confirmed' } });
    expect(report.entry.history).toMatchObject([
      { by: 'send', outcome: 'rejected' },
      { by: 'api', outcome: 'accepted' },
    ]);
  });

  test('stays as it is where nothing is found, and a person may decide', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { outcome: 'rejected', status: 502 });
    const report = await ask(bench, id);
    expect(report).toMatchObject({ result: 'notFound', entry: { state: 'rejected', status: 502 } });
    expect(report.entry.history).toMatchObject([{ outcome: 'rejected' }, { by: 'api', outcome: 'rejected' }]);
    const settled = valueOf(bench.resolver.resolve({ id, outcome: 'not sent', note: '' }));
    expect(settled).toMatchObject({ state: 'not sent', cause: 'person' });
  });

  test.each([400, 404, 499])('not where it refused the message: %i', async (status) => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { outcome: 'rejected', status });
    expect(bench.resolver.resolve({ id, outcome: 'accepted', note: '' })).toMatchObject({
      ok: false,
      error: { code: 'resolve.resolvedAlready' },
    });
    expect(await bench.resolver.ask({ id, note: '' })).toMatchObject({ ok: false, error: { code: 'resolve.notAsked' } });
  });
});

describe('another send to the contact, at a place that may be the same one', () => {
  const places: readonly (readonly [string, SeededSend])[] = [
    ['the realm in another case', { realm: 'Acme' }],
    ['the realm in other letters that look the same', { realm: '\u0430cm\u0435 ' }],
    ['another host of the service', { siteUrl: 'https://secure.whatcounts.net' }],
    ['another host, and the realm in capitals', { siteUrl: 'https://secure.whatcounts.net', realm: 'ACME' }],
    ['a dot after the host', { siteUrl: `${acme.siteUrl}.` }],
    ['a path below the site', { siteUrl: `${acme.siteUrl}/v1` }],
  ];

  test.each(places)('%s: its event is not taken for that of the lost one', async (_, place) => {
    for (const isBefore of [true, false]) {
      const bench = withEvidence();
      if (isBefore) bench.seed(-0.2, { outcome: 'accepted', accountId: 'other', ...place });
      const { id } = bench.seed(0);
      if (!isBefore) bench.seed(0.6, { outcome: 'accepted', accountId: 'other', ...place });
      bench.event(isBefore ? -10 : 38);
      expect(['unclear', 'notFound']).toContain((await ask(bench, id)).result);
    }
  });

  test.each(places)('%s: one to somebody else there changes nothing', async (_, place) => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.seed(0.6, { outcome: 'accepted', accountId: 'other', customerKey: 'ck7', ...place });
    bench.event(2);
    expect((await ask(bench, id)).result).toBe('found');
  });

  test('its clock is not taken for that of the site', () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.seed(0.6, { outcome: 'accepted', siteUrl: 'https://secure.whatcounts.net' });
    for (const host of ['mail.acme.example', 'secure.whatcounts.net']) bench.ledger.sawServerTime(host, pressedAt + 90_000);
    const found = bench.ledger.sends(valueOf(bench.log.pressOf(id)));
    expect([found?.own.ahead, found?.others[0]?.ahead, found?.others[0]?.same_list]).toEqual([expect.any(Number), null, 0]);
  });
});

describe('at the end of daylight saving time', () => {
  test('two unknown sends an hour apart do not swap', async () => {
    const bench = withEvidence();
    const [first, second] = [bench.seed(0), bench.seed(60)];
    // Of the second: the server has set its clock back by then, so both seem to be of one time.
    bench.event(3);
    for (const { id } of [first, second]) expect((await ask(bench, id)).result).toBe('unclear');
  });
});

test('an entry that is not there', () => {
  expect(resolveBench().resolver.resolve({ id: 99, outcome: 'accepted', note: '' })).toMatchObject({ ok: false });
});
