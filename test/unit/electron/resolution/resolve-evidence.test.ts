/** "Ask WhatCounts" where other sends were removed from the log, have other spellings, or were made around a clock change. */
import { describe, expect, test } from 'vitest';
import { acme } from '../sending/sender-bench.ts';
import { jsonResponse, pressedAt, resolveBench, valueOf, type BenchOptions, type SeededSend, type ResolveBench } from './resolve-bench.ts';

/** With two accepted sends to other contacts and their events: enough to learn the server's clock. */
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

describe('an event of a send that was removed from the log', () => {
  test('is not attributed to a send that is still there', async () => {
    const bench = withEvidence();
    const lost = bench.seed(0);
    const again = bench.seed(1, { outcome: 'accepted' });
    bench.event(62);
    expect(bench.log.removeEntries([again.id])).toEqual({ ok: true, value: 1 });
    expect((await ask(bench, lost.id)).result).toBe('notFound');
  });

  test("makes the result unclear if the ledger was cleared as well, or can't be used", async () => {
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

test('the result is unclear if the evidence is cleared during the request', async () => {
  let bench: ResolveBench | null = null;
  const clearing = withEvidence('Orders', {
    respond: (path) => {
      // This is the last request before the events are judged.
      if (path.includes('/ck2/')) bench?.ledger.clear();
      return undefined;
    },
  });
  bench = clearing;
  const { id } = clearing.seed(0);
  clearing.event(3);
  expect(await ask(clearing, id)).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
});

test('sends at another port of this computer do not explain an event, because each site has its own contacts', async () => {
  const bench = withEvidence();
  bench.seed(-1, { outcome: 'accepted', siteUrl: 'http://127.0.0.1:4001' });
  const { id } = bench.seed(0);
  bench.event(3);
  expect((await ask(bench, id)).result).toBe('found');
});

test('a send that stays rejected is not called unknown', async () => {
  const bench = withEvidence();
  const { id } = bench.seed(0, { outcome: 'rejected', status: 502 });
  const report = await ask(bench, id);
  expect(report).toMatchObject({ result: 'notFound', entry: { state: 'rejected' } });
  expect(report.sentence).toMatch(/^Still rejected\. /);
});

test('a list is not called missing when not all lists could be read', async () => {
  const page = jsonResponse(Array.from({ length: 500 }, (_, id) => ({ listId: 1000 + id, listName: `List ${id}` })));
  const bench = withEvidence('Orders', { respond: (path) => (path.startsWith('/rest/lists') ? page : undefined) });
  const { id } = bench.seed(0);
  bench.event(3);
  const report = await ask(bench, id);
  expect(report.result).toBe('unclear');
  expect(report.sentence).toContain('it has more lists than could be read');
});

describe('names are compared like in the duplicate guard', () => {
  test.each([
    ['the key', { customerKey: 'müller-7' }, { customerKey: 'MÜLLER-7' }],
    ['the key, its accent written in another way', { customerKey: 'müller-7' }, { customerKey: 'mu\u0308ller-7' }],
    ['the list', { list: 'Kündigungen' }, { list: 'KÜNDIGUNGEN' }],
  ])('%s', async (_, first: SeededSend, second: SeededSend) => {
    const { list = 'Orders', customerKey = 'ck1042' } = first;
    const bench = withEvidence(list, {
      respond: (path) => (path.startsWith('/rest/lists') ? jsonResponse([{ listId: 13, listName: list }]) : undefined),
    });
    const lost = bench.seed(0, first);
    bench.seed(0.2, { outcome: 'accepted', ...first, ...second });
    // The event of the accepted send: to the server both are one contact.
    bench.event(13, customerKey);
    expect((await ask(bench, lost.id)).result).toBe('notFound');
  });
});

describe('a send whose response was neither acceptance nor refusal', () => {
  test.each([500, 502, 504, 302, 303, 399])('is resolved by its event after a %i', async (status) => {
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

  test('stays unresolved without an event, and a person may resolve it', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { outcome: 'rejected', status: 502 });
    const report = await ask(bench, id);
    expect(report).toMatchObject({ result: 'notFound', entry: { state: 'rejected', status: 502 } });
    expect(report.entry.history).toMatchObject([{ outcome: 'rejected' }, { by: 'api', outcome: 'rejected' }]);
    const resolved = valueOf(bench.resolver.resolve({ id, outcome: 'not sent', note: '' }));
    expect(resolved).toMatchObject({ state: 'not sent', cause: 'person' });
  });

  test.each([400, 404, 499])('cannot be resolved after a refusal of the message: %i', async (status) => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { outcome: 'rejected', status });
    expect(bench.resolver.resolve({ id, outcome: 'accepted', note: '' })).toMatchObject({
      ok: false,
      error: { code: 'resolve.resolvedAlready' },
    });
    expect(await bench.resolver.ask({ id, note: '' })).toMatchObject({ ok: false, error: { code: 'resolve.notAsked' } });
  });
});

describe('another send to the contact, at a site that may be the same one', () => {
  const places: readonly (readonly [string, SeededSend])[] = [
    ['the realm in another case', { realm: 'Acme' }],
    ['the realm in other letters that look the same', { realm: '\u0430cm\u0435 ' }],
    ['another host of the service', { siteUrl: 'https://secure.whatcounts.net' }],
    ['another host, and the realm in capitals', { siteUrl: 'https://secure.whatcounts.net', realm: 'ACME' }],
    ['a dot after the host', { siteUrl: `${acme.siteUrl}.` }],
    ['a path below the site', { siteUrl: `${acme.siteUrl}/v1` }],
  ];

  test.each(places)('%s: its event is not attributed to the lost send', async (_, place) => {
    for (const isBefore of [true, false]) {
      const bench = withEvidence();
      if (isBefore) bench.seed(-0.2, { outcome: 'accepted', accountId: 'other', ...place });
      const { id } = bench.seed(0);
      if (!isBefore) bench.seed(0.6, { outcome: 'accepted', accountId: 'other', ...place });
      bench.event(isBefore ? -10 : 38);
      expect(['unclear', 'notFound']).toContain((await ask(bench, id)).result);
    }
  });

  test.each(places)('%s: a send to another contact there changes nothing', async (_, place) => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.seed(0.6, { outcome: 'accepted', accountId: 'other', customerKey: 'ck7', ...place });
    bench.event(2);
    expect((await ask(bench, id)).result).toBe('found');
  });

  test('its server time is not used for the site', () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.seed(0.6, { outcome: 'accepted', siteUrl: 'https://secure.whatcounts.net' });
    for (const host of ['mail.acme.example', 'secure.whatcounts.net']) bench.ledger.sawServerTime(host, pressedAt + 90_000);
    const found = bench.ledger.sends(valueOf(bench.log.pressOf(id)));
    expect([found?.own.ahead, found?.others[0]?.ahead, found?.others[0]?.same_list]).toEqual([expect.any(Number), null, 0]);
  });
});

describe('at the end of daylight saving time', () => {
  test('two unknown sends an hour apart are not confused', async () => {
    const bench = withEvidence();
    const [first, second] = [bench.seed(0), bench.seed(60)];
    // The event of the second send: the server has set its clock back by then, so both sends seem to be of the same time.
    bench.event(3);
    for (const { id } of [first, second]) expect((await ask(bench, id)).result).toBe('unclear');
  });
});

test('resolving an entry that does not exist fails', () => {
  expect(resolveBench().resolver.resolve({ id: 99, outcome: 'accepted', note: '' })).toMatchObject({ ok: false });
});
