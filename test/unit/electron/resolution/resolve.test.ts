import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { fail } from '../../../../electron/shared/domain/result.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { jsonResponse, pressedAt, resolveBench, valueOf, withNeighbours, type BenchOptions, type ResolveBench } from './resolve-bench.ts';

const hour = 60 * 60_000;
const paths = ({ requests }: ResolveBench): string[] => requests.map(({ url }) => url.slice(acme.siteUrl.length));

const withEvidence = (options: BenchOptions = {}): ResolveBench => withNeighbours(resolveBench(options));

describe('Ask WhatCounts', () => {
  test('resolves the entry by an event, in the zone learned from the log', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.event(3);
    const report = valueOf(await bench.resolver.ask({ id, note: 'asked for Ada' }));
    expect(report.result).toBe('found');
    expect(report.sentence).toBe(
      'Accepted, confirmed by a SENT event of 2026-11-24 02:00:03.000 (time of the server), 3 s after the press of Send, for ck1042 on Orders.',
    );
    expect(report.entry).toMatchObject({ state: 'accepted', cause: 'confirmed', hint: 'Confirmed', sentence: report.sentence });
    expect(report.entry.history).toMatchObject([{ outcome: 'unknown' }, { by: 'api', outcome: 'accepted', note: 'asked for Ada' }]);
    expect(bench.changed).toMatchObject([{ id, state: 'accepted' }]);
    expect(paths(bench)).toEqual([
      '/rest/subscribers/ck1042/events?start=2026-11-16&end=2026-11-26&eventType=SENT&skip=0',
      '/rest/lists?listName=Orders&skip=0',
      '/rest/subscribers/ck1/events?start=2026-11-22&end=2026-11-27&eventType=SENT&skip=0',
      '/rest/subscribers/ck2/events?start=2026-11-22&end=2026-11-27&eventType=SENT&skip=0',
    ]);
    expect(bench.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('learns the zone from the same contact without reading others', async () => {
    const bench = resolveBench();
    for (const minutes of [-300, -100]) {
      bench.seed(minutes, { outcome: 'accepted' });
      bench.event(minutes * 60 + 2);
    }
    bench.seed(-90, { outcome: 'accepted', customerKey: 'ck1' });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
    expect(bench.requests).toHaveLength(2);
  });

  test('does not attribute an older event of the same contact to this send', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.event(-8 * 3600);
    bench.event(-120);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'notFound', entry: { state: 'unknown' } });
  });

  test('leaves a send without an event unknown, and records the check in its history', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    const first = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(first).toMatchObject({
      result: 'notFound',
      sentence: expect.stringContaining('How soon an event appears is not documented') as string,
    });
    expect(first.entry).toMatchObject({ state: 'unknown', cause: 'timeout', sentence: 'unknown.' });
    const second = valueOf(await bench.resolver.ask({ id, note: 'again' }));
    expect(second.entry.history).toMatchObject([
      { by: 'send', outcome: 'unknown' },
      { by: 'api', outcome: 'unknown', at: pressedAt + hour, note: '' },
      { by: 'api', outcome: 'unknown', at: pressedAt + hour, note: 'again' },
    ]);
    expect(paths(bench)).toHaveLength(2);
    expect(bench.changed).toHaveLength(2);
  });

  test('is unclear without evidence, and shows the times', async () => {
    const bench = resolveBench();
    const { id } = bench.seed(0);
    bench.event(3);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
    expect(report.sentence).toContain("too few accepted sends near this one to learn the server's clock");
    expect(report.sentence).toContain("Seen by the server's clock: 2026-11-24 02:00:03.000.");
  });

  test('ignores evidence from another site, list or realm and from a person', async () => {
    const bench = resolveBench();
    for (const [minutes, changes] of [
      [-99, { customerKey: 'ck3', realm: 'other' }],
      [-95, { customerKey: 'ck2', list: 'Notices' }],
      [-92, { customerKey: 'ck5', siteUrl: `${acme.siteUrl}/eu` }],
      [-90, { customerKey: 'ck1', siteUrl: 'https://old.acme.example' }],
    ] as const) {
      bench.seed(minutes, { outcome: 'accepted', ...changes });
      bench.event(minutes * 60 + 2, changes.customerKey);
    }
    const marked = bench.seed(-80, { customerKey: 'ck4' });
    bench.event(-80 * 60 + 2, 'ck4');
    valueOf(bench.resolver.resolve({ id: marked.id, outcome: 'accepted', note: '' }));
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('unclear');
    expect(bench.requests).toHaveLength(2);
  });

  test('does not learn the zone from sends that a person resolved, not even of the same contact', async () => {
    const bench = resolveBench();
    for (const minutes of [-300, -200]) {
      const marked = bench.seed(minutes);
      bench.event(minutes * 60 + 2);
      valueOf(bench.resolver.resolve({ id: marked.id, outcome: 'accepted', note: '' }));
    }
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('unclear');
  });

  test('attributes the event to a resend from another account of the same realm', async () => {
    const twin: AccountView = { ...acme, id: 'twin', name: 'Acme again' };
    const bench = withEvidence({ accounts: [acme, twin] });
    const { id } = bench.seed(0);
    bench.seed(5, { outcome: 'accepted', accountId: 'twin', customerKey: 'CK1042', template: 'Order confirmation' });
    bench.event(302);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
  });

  test('is unclear if another send to the contact got a 5xx, because it may have been sent', async () => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'rejected', status: 500 });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' }))).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
  });

  test.each([
    ['by e-mail', { command: 'email', recipient: 'email', customerKey: 'ada@example.com', firstName: 'Ada' }],
    ['to the key on a numbered list', { command: 'modelIds', list: '13', template: '302' }],
    [
      'to a contact on a numbered list',
      { command: 'listContact', list: '13', template: '302', recipient: 'contactId', customerKey: '51042' },
    ],
  ] as const)('is unclear if the event may be of an accepted send %s', async (_, changes) => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'accepted', changes });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' }))).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
  });

  test.each([
    ['to another key on a numbered list', { command: 'modelIds', list: '13', template: '302', customerKey: 'ck7' }],
    ['to the key on another named list', { command: 'modelNames', list: 'Notices', body: '{}' }],
  ] as const)('ignores an accepted send %s', async (_, changes) => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'accepted', changes });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
  });

  test('does not confuse a list with a numeric name with the list of that number', async () => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'accepted', changes: { command: 'modelIds', list: '17', template: '302' } });
    const { id } = bench.seed(0, { list: '2024' });
    bench.event(3);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report.result).not.toBe('found');
  });

  test('does not look up the number of a numbered list', async () => {
    const byIds = { command: 'modelIds', list: '13', template: '302' } as const;
    const bench = resolveBench();
    for (const [minutes, customerKey] of [
      [-200, 'ck2'],
      [-90, 'ck1'],
    ] as const) {
      bench.seed(minutes, { outcome: 'accepted', customerKey, changes: { ...byIds, body: JSON.stringify({ customerKey }) } });
      bench.event(minutes * 60 + 2, customerKey);
    }
    const { id } = bench.seed(0, { changes: { ...byIds, body: '{"customerKey":"ck1042"}' } });
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
    expect(paths(bench).filter((path) => path.startsWith('/rest/lists'))).toEqual([]);
  });

  test('refuses a send without a customer key, and reads nothing', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { changes: { command: 'email', recipient: 'email', customerKey: 'ada@example.com', firstName: 'Ada' } });
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'failed', entry: { state: 'unknown', history: [] } });
    expect(report.sentence).toContain('by customer key, and this message had none');
    expect(bench.requests).toEqual([]);
  });

  test('reads on while pages are full', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    for (let index = 0; index < 500; index++) bench.event(-3 * 24 * 3600 + index);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
    expect(
      paths(bench)
        .filter((path) => path.includes('/ck1042/'))
        .map((path) => path.replace(/.*skip=/, '')),
    ).toEqual(['0', '500']);
  });

  test('stops reading from a server that ignores skip', async () => {
    const page = jsonResponse({
      customerKey: 'ck1042',
      events: Array.from({ length: 500 }, (_, id) => ({ trackingId: id, eventType: 'SENT' })),
    });
    const bench = withEvidence({ respond: (path) => (path.includes('/ck1042/') ? page : undefined) });
    const { id } = bench.seed(0);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'unclear', sentence: expect.stringContaining('more events than could be read') as string });
    expect(bench.requests).toHaveLength(2);
  });

  test('finds the list among all lists when the filter is ignored', async () => {
    const crowd = Array.from({ length: 500 }, (_, id) => ({ listId: 1000 + id, listName: `List ${id}` }));
    const bench = withEvidence({
      respond: (path) => {
        if (!path.startsWith('/rest/lists')) return undefined;
        return jsonResponse(path.endsWith('skip=0') ? crowd : [{ listId: 13, listName: 'Orders' }]);
      },
    });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
  });

  test.each([
    ['50', { subscriberId: 50, events: [] }, 'unclear', 'did not say whose events these are'],
    ['50', { customerKey: '50', events: [] }, 'notFound', 'no SENT event for 50'],
    ['ck50', { subscriberId: 50, events: [] }, 'notFound', 'no SENT event for ck50'],
    ['50ck', { subscriberId: 50, events: [] }, 'notFound', 'no SENT event for 50ck'],
  ])('counts the events of a numeric key only if the response names the key: %s, %o', async (customerKey, body, result, text) => {
    const bench = withEvidence({ respond: (path) => (path.includes(`/${customerKey}/`) ? jsonResponse(body) : undefined) });
    const { id } = bench.seed(0, { customerKey });
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result, sentence: expect.stringContaining(text) as string });
  });

  test('shows only times on its own list, and those without a list', async () => {
    const event = (trackingId: number, time: string, list: object) => ({
      trackingId,
      ...list,
      eventType: 'SENT',
      trackingEventDate: `2026-11-24 ${time}`,
    });
    const events = [event(1, '02:00:03', { trackingListId: 13 }), event(2, '02:00:04', { trackingListId: 14 }), event(3, '02:00:05', {})];
    const bench = resolveBench({
      respond: (path) => (path.includes('/ck1042/') ? jsonResponse({ customerKey: 'ck1042', events }) : undefined),
    });
    const { id } = bench.seed(0);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).sentence).toContain(
      "Seen by the server's clock: 2026-11-24 02:00:03; 2026-11-24 02:00:05. Check",
    );
  });

  test('does not learn the clock if every event is far from the send', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.event(-5 * 24 * 3600);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
    expect(bench.requests).toHaveLength(2);
  });

  test("reports evidence that can't be read as missing", async () => {
    const bench = withEvidence({ respond: (path) => (/\/ck[12]\//.test(path) ? jsonResponse('', 500) : undefined) });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).sentence).toContain('could not be read');
  });

  test('fails for an account that was removed or moved, or that has no password', async () => {
    const removed = resolveBench({ accounts: [] });
    expect(valueOf(await removed.resolver.ask({ id: removed.seed(0).id, note: '' }))).toMatchObject({
      result: 'failed',
      sentence: expect.stringContaining('The account Acme production was removed') as string,
    });
    const moved = resolveBench();
    for (const siteUrl of ['https://old.acme.example', `${acme.siteUrl}/eu`, `${acme.siteUrl}/rest/msg`]) {
      const { id } = moved.seed(0, { siteUrl });
      expect(valueOf(await moved.resolver.ask({ id, note: '' })).sentence).toContain('another site or realm now');
    }
    const inOtherRealm = resolveBench({ accounts: [{ ...acme, realm: 'else' }] });
    expect(valueOf(await inOtherRealm.resolver.ask({ id: inOtherRealm.seed(0).id, note: '' }))).toMatchObject({
      result: 'failed',
      sentence: expect.stringContaining('another site or realm now') as string,
    });
    expect([moved.requests, inOtherRealm.requests]).toEqual([[], []]);
    const accounts = {
      get: () => acme,
      secretFor: () => Promise.resolve(fail('noCredentials', 'No password is stored for Acme.')),
    };
    const without = resolveBench({ deps: { accounts } });
    expect(valueOf(await without.resolver.ask({ id: without.seed(0).id, note: '' })).sentence).toContain('No password is stored for Acme.');
    expect([removed.requests, moved.requests, without.requests]).toEqual([[], [], []]);
  });

  test('runs once at a time for each send', async () => {
    let respond: (result: WireResult) => void = () => undefined;
    const held = new Promise<WireResult>((resolve) => (respond = resolve));
    const bench = resolveBench({ respond: () => held });
    const { id } = bench.seed(0);
    const first = bench.resolver.ask({ id, note: '' });
    expect(await bench.resolver.ask({ id, note: '' })).toEqual(
      fail('alreadyAsking', 'WhatCounts is being asked about this send already. Wait for the result.'),
    );
    respond(jsonResponse({ customerKey: 'ck1042' }));
    expect(valueOf(await first).result).toBe('notFound');
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
  });

  test('keeps the outcome if a person resolved the send in the meantime, and reports the result', async () => {
    let respond: (result: WireResult) => void = () => undefined;
    const held = new Promise<WireResult>((resolve) => (respond = resolve));
    const bench = resolveBench({ respond: () => held });
    const { id } = bench.seed(0);
    const asked = bench.resolver.ask({ id, note: '' });
    valueOf(bench.resolver.resolve({ id, outcome: 'not sent', note: '' }));
    respond(jsonResponse({ customerKey: 'ck1042' }));
    expect(await asked).toMatchObject({
      ok: false,
      error: { code: 'resolve.resolvedAlready', sentence: expect.stringContaining('The result from WhatCounts: Still unknown.') as string },
    });
    expect(valueOf(bench.log.entry(id))).toMatchObject({ state: 'not sent', history: [{ by: 'send' }, { by: 'person' }] });
  });

  test('removes credentials that a server sends back', async () => {
    const authorization = Buffer.from(`${secret.realm}:${secret.password}`).toString('base64');
    const bench = resolveBench({ respond: () => jsonResponse({ error: `no: ${secret.password} ${authorization}` }, 404) });
    const { id } = bench.seed(0);
    const report = JSON.stringify(valueOf(await bench.resolver.ask({ id, note: '' })));
    expect(report).toContain('[credential removed]');
    for (const one of [secret.password, authorization]) expect(report).not.toContain(one);
  });
  test('learns no clock for the practice realm, which uses UTC', async () => {
    const practice: AccountView = { ...acme, id: 'practice', kind: 'practice', builtIn: true };
    const bench = resolveBench({ zone: 0, accounts: [practice] });
    const { id } = bench.seed(0, { accountId: 'practice' });
    bench.event(0);
    expect(valueOf(await bench.resolver.ask({ id, note: '' }))).toMatchObject({ result: 'found', entry: { state: 'accepted' } });
    expect(bench.requests).toHaveLength(2);
    const before = bench.seed(1, { accountId: 'practice', siteUrl: 'http://127.0.0.1:1' });
    expect(valueOf(await bench.resolver.ask({ id: before.id, note: '' })).sentence).toContain('no longer knows what it sent');
  });
});
