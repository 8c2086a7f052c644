import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { fail } from '../../../../electron/shared/domain/result.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { answered, pressedAt, resolveBench, valueOf, withNeighbours, type BenchOptions, type ResolveBench } from './resolve-bench.ts';

const hour = 60 * 60_000;
const paths = ({ requests }: ResolveBench): string[] => requests.map(({ url }) => url.slice(acme.siteUrl.length));

const withEvidence = (options: BenchOptions = {}): ResolveBench => withNeighbours(resolveBench(options));

describe('WhatCounts is asked', () => {
  test('and an event in the zone that the log teaches resolves the entry', async () => {
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

  test('and the same contact teaches the zone without asking for others', async () => {
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

  test('and an older event of the same contact is not taken for this send', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.event(-8 * 3600);
    bench.event(-120);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'notFound', entry: { state: 'unknown' } });
  });

  test('and no event leaves it unknown, with the time of the look in its history', async () => {
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

  test('without evidence it is unclear, and the times are shown', async () => {
    const bench = resolveBench();
    const { id } = bench.seed(0);
    bench.event(3);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
    expect(report.sentence).toContain("too few accepted sends near this one to learn the server's clock");
    expect(report.sentence).toContain("Seen by the server's clock: 2026-11-24 02:00:03.000.");
  });

  test('evidence of another site, another list, another realm or a person is none', async () => {
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

  test('what a person marked teaches no zone, of the same contact neither', async () => {
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

  test('a resend from another account of the same realm explains the event', async () => {
    const twin: AccountView = { ...acme, id: 'twin', name: 'Acme again' };
    const bench = withEvidence({ accounts: [acme, twin] });
    const { id } = bench.seed(0);
    bench.seed(5, { outcome: 'accepted', accountId: 'twin', customerKey: 'CK1042', template: 'Order confirmation' });
    bench.event(302);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
  });

  test('a 5xx to another send of the contact may have gone out: it is unclear', async () => {
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
  ] as const)('an accepted send %s may be what the event is of: it is unclear', async (_, parts) => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'accepted', parts });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' }))).toMatchObject({ result: 'unclear', entry: { state: 'unknown' } });
  });

  test.each([
    ['to another key on a numbered list', { command: 'modelIds', list: '13', template: '302', customerKey: 'ck7' }],
    ['to the key on another named list', { command: 'modelNames', list: 'Notices', body: '{}' }],
  ] as const)('an accepted send %s has nothing to do with it', async (_, parts) => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'accepted', parts });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
  });

  test('a list that is named by digits is not the list of that number', async () => {
    const bench = withEvidence();
    bench.seed(-1, { outcome: 'accepted', parts: { command: 'modelIds', list: '17', template: '302' } });
    const { id } = bench.seed(0, { list: '2024' });
    bench.event(3);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report.result).not.toBe('found');
  });

  test('of a numbered list, it need not look for the number', async () => {
    const parts = { command: 'modelIds', list: '13', template: '302' } as const;
    const bench = resolveBench();
    for (const [minutes, customerKey] of [
      [-200, 'ck2'],
      [-90, 'ck1'],
    ] as const) {
      bench.seed(minutes, { outcome: 'accepted', customerKey, parts: { ...parts, body: JSON.stringify({ customerKey }) } });
      bench.event(minutes * 60 + 2, customerKey);
    }
    const { id } = bench.seed(0, { parts: { ...parts, body: '{"customerKey":"ck1042"}' } });
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('found');
    expect(paths(bench).filter((path) => path.startsWith('/rest/lists'))).toEqual([]);
  });

  test("a send without a customer key can't be asked about, and nothing is read", async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0, { parts: { command: 'email', recipient: 'email', customerKey: 'ada@example.com', firstName: 'Ada' } });
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

  test('does not read for ever from a server that ignores skip', async () => {
    const page = answered({
      customerKey: 'ck1042',
      events: Array.from({ length: 500 }, (_, id) => ({ trackingId: id, eventType: 'SENT' })),
    });
    const bench = withEvidence({ answer: (path) => (path.includes('/ck1042/') ? page : undefined) });
    const { id } = bench.seed(0);
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result: 'unclear', sentence: expect.stringContaining('more events than could be read') as string });
    expect(bench.requests).toHaveLength(2);
  });

  test('finds the list among all of them when the filter is ignored', async () => {
    const crowd = Array.from({ length: 500 }, (_, id) => ({ listId: 1000 + id, listName: `List ${id}` }));
    const bench = withEvidence({
      answer: (path) => {
        if (!path.startsWith('/rest/lists')) return undefined;
        return answered(path.endsWith('skip=0') ? crowd : [{ listId: 13, listName: 'Orders' }]);
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
  ])('events of a key of digits count only where the response names the key: %s, %o', async (customerKey, body, result, words) => {
    const bench = withEvidence({ answer: (path) => (path.includes(`/${customerKey}/`) ? answered(body) : undefined) });
    const { id } = bench.seed(0, { customerKey });
    const report = valueOf(await bench.resolver.ask({ id, note: '' }));
    expect(report).toMatchObject({ result, sentence: expect.stringContaining(words) as string });
  });

  test('only times on its own list are shown, and those that name no list', async () => {
    const event = (trackingId: number, time: string, list: object) => ({
      trackingId,
      ...list,
      eventType: 'SENT',
      trackingEventDate: `2026-11-24 ${time}`,
    });
    const events = [event(1, '02:00:03', { trackingListId: 13 }), event(2, '02:00:04', { trackingListId: 14 }), event(3, '02:00:05', {})];
    const bench = resolveBench({ answer: (path) => (path.includes('/ck1042/') ? answered({ customerKey: 'ck1042', events }) : undefined) });
    const { id } = bench.seed(0);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).sentence).toContain(
      "Seen by the server's clock: 2026-11-24 02:00:03; 2026-11-24 02:00:05. Check",
    );
  });

  test('where every event is far from the send, the clock is not asked for', async () => {
    const bench = withEvidence();
    const { id } = bench.seed(0);
    bench.event(-5 * 24 * 3600);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
    expect(bench.requests).toHaveLength(2);
  });

  test("evidence that can't be read is reported as missing", async () => {
    const bench = withEvidence({ answer: (path) => (/\/ck[12]\//.test(path) ? answered('', 500) : undefined) });
    const { id } = bench.seed(0);
    bench.event(3);
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).sentence).toContain('could not be read');
  });

  test('an account that was removed, moved, or has no password', async () => {
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
    const without = resolveBench({ parts: { accounts } });
    expect(valueOf(await without.resolver.ask({ id: without.seed(0).id, note: '' })).sentence).toContain('No password is stored for Acme.');
    expect([removed.requests, moved.requests, without.requests]).toEqual([[], [], []]);
  });

  test('once at a time for one send', async () => {
    let answer: (result: WireResult) => void = () => undefined;
    const held = new Promise<WireResult>((resolve) => (answer = resolve));
    const bench = resolveBench({ answer: () => held });
    const { id } = bench.seed(0);
    const first = bench.resolver.ask({ id, note: '' });
    expect(await bench.resolver.ask({ id, note: '' })).toEqual(
      fail('alreadyAsking', 'WhatCounts is being asked about this send already. Wait for the result.'),
    );
    answer(answered({ customerKey: 'ck1042' }));
    expect(valueOf(await first).result).toBe('notFound');
    expect(valueOf(await bench.resolver.ask({ id, note: '' })).result).toBe('notFound');
  });

  test('and a send that a person resolved in the meantime keeps that outcome, but the result is reported', async () => {
    let answer: (result: WireResult) => void = () => undefined;
    const held = new Promise<WireResult>((resolve) => (answer = resolve));
    const bench = resolveBench({ answer: () => held });
    const { id } = bench.seed(0);
    const asked = bench.resolver.ask({ id, note: '' });
    valueOf(bench.resolver.resolve({ id, outcome: 'not sent', note: '' }));
    answer(answered({ customerKey: 'ck1042' }));
    expect(await asked).toMatchObject({
      ok: false,
      error: { code: 'resolve.resolvedAlready', sentence: expect.stringContaining('The result from WhatCounts: Still unknown.') as string },
    });
    expect(valueOf(bench.log.entry(id))).toMatchObject({ state: 'not sent', history: [{ by: 'send' }, { by: 'person' }] });
  });

  test('and credentials that a server sends back are not repeated', async () => {
    const authorization = Buffer.from(`${secret.realm}:${secret.password}`).toString('base64');
    const bench = resolveBench({ answer: () => answered({ error: `no: ${secret.password} ${authorization}` }, 404) });
    const { id } = bench.seed(0);
    const report = JSON.stringify(valueOf(await bench.resolver.ask({ id, note: '' })));
    expect(report).toContain('[credential removed]');
    for (const one of [secret.password, authorization]) expect(report).not.toContain(one);
  });
  test('the practice realm speaks UTC: nothing has to be learned', async () => {
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
