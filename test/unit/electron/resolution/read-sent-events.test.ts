/** Reading a contact's SENT events, and learning the server's clock from those of other contacts. */
import { describe, expect, test } from 'vitest';
import { learnClock, timesOnList, type ReferenceSend } from '../../../../electron/resolution/learn-clock.ts';
import { SentEventReader } from '../../../../electron/resolution/read-sent-events.ts';
import type { ClockReading } from '../../../../electron/resolution/server-clock.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { target } from '../whatcounts/checked-message.ts';
import { jsonResponse } from './resolve-bench.ts';

const hour = 60 * 60_000;
const pressedAt = Date.parse('2026-11-24T10:00:00Z');
const dateAt = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
const sent = (trackingId: number | null, at = pressedAt, trackingListId: number | null = 13) => ({
  ...(trackingId === null ? {} : { trackingId }),
  ...(trackingListId === null ? {} : { trackingListId }),
  eventType: 'SENT',
  trackingEventDate: dateAt(at),
});

function reading(respond: (path: URL) => WireResult) {
  const asked: URL[] = [];
  const exchange = (request: { url: string }): Promise<WireResult> => {
    const url = new URL(request.url);
    asked.push(url);
    return Promise.resolve(respond(url));
  };
  const reader = new SentEventReader({ transport: { exchange }, target: target(), timeoutMs: 1000, connectTimeoutMs: 1000 });
  return { reader, asked, keys: () => asked.map(({ pathname }) => decodeURIComponent(pathname.split('/')[3] ?? '')) };
}

/** Responds with the page of that number; the last page is repeated. */
const pages =
  (...bodies: unknown[]) =>
  (url: URL): WireResult =>
    jsonResponse(bodies[Math.min(Number(url.searchParams.get('skip')) / 500, bodies.length - 1)]);

describe('the events of a contact', () => {
  const full = Array.from({ length: 500 }, (_, id) => sent(id));
  const events = async (respond: (path: URL) => WireResult) => {
    const read = await reading(respond).reader.events('ck1', pressedAt - hour, pressedAt);
    if (!read.ok) throw new Error('not read');
    return read;
  };

  test('of overlapping pages count once each, and all count that have no number', async () => {
    const read = await events(pages(full, [sent(499), sent(500), sent(null), sent(null)]));
    expect(read).toMatchObject({ whole: true });
    expect(read.events.map(({ id }) => id)).toEqual([...full.map((_, id) => id), 500, null, null]);
  });

  test.each([
    ['the key that was asked for', [{ customerKey: 'CK1', events: [] }], 'asked'],
    ['another key', [{ customerKey: 'ck2', events: [] }], 'other'],
    ['no key', [[]], 'unnamed'],
    [
      'another key on one of two pages',
      [
        { customerKey: 'ck2', events: full },
        { customerKey: 'ck1', events: [] },
      ],
      'other',
    ],
    ['no key on the second page', [{ customerKey: 'ck1', events: full }, []], 'asked'],
    ['no key on the first page', [full, { customerKey: 'ck1', events: [] }], 'asked'],
  ])('a response with %s', async (_, bodies, contact) => {
    expect(await events(pages(...bodies))).toMatchObject({ contact });
  });

  test('are incomplete from a server that repeats a page', async () => {
    expect(await events(pages(full))).toMatchObject({ whole: false });
  });

  test.each([
    ['no page', jsonResponse({ error: 'no' }), 'answered'],
    ['nothing', { kind: 'failed', sent: 'maybe', cause: 'reset', detail: '', partial: null, durationMs: 1 } as const, 'failed'],
  ])("can't be read if the response was %s", async (_, response, kind) => {
    expect(await reading(() => response).reader.events('ck1', 0, 1)).toMatchObject({ ok: false, kind });
    expect(await reading(() => response).reader.listIds('Orders')).toMatchObject({ ok: false, kind });
  });
});

describe('the ids of a list', () => {
  test('are searched on every page', async () => {
    const crowd = Array.from({ length: 500 }, (_, id) => ({ listId: 1000 + id, listName: 'Other' }));
    const { reader, asked } = reading(pages(crowd, [{ listId: 13, listName: 'Orders' }]));
    expect(await reader.listIds('Orders')).toEqual({ ok: true, ids: [13], whole: true });
    expect(asked.map(({ searchParams }) => searchParams.get('listName'))).toEqual(['Orders', 'Orders']);
  });

  test('may be incomplete', async () => {
    const crowd = Array.from({ length: 500 }, (_, id) => ({ listId: id, listName: 'Orders' }));
    expect(await reading(pages(crowd)).reader.listIds('Orders')).toMatchObject({ ok: true, whole: false });
  });
});

test('timesOnList ignores events without a time or a list', () => {
  const event = (at: number | null, listId: number | null) => ({ id: 1, at, listId, date: '' });
  expect(timesOnList([event(1, 13), event(2, 14), event(3, null), event(null, 13), event(5, 15)], [13, 15])).toEqual([1, 5]);
});

describe('learning the clock of a server', () => {
  const window = (at: number) => ({ from: at, to: at + 1000 });
  const none: ClockReading = { accepted: [], events: [] };
  /** Accepted that many hours before the press, on a server eight hours behind. */
  const fit = (hours: number): ClockReading => ({
    accepted: [window(pressedAt - hours * hour)],
    events: [pressedAt - (hours + 8) * hour + 2000],
  });
  const other = (customerKey: string, hours: number): ReferenceSend => {
    const at = pressedAt - hours * hour;
    return { customerKey, at, windows: () => [window(at)] };
  };
  /** The events of that contact: one, for a send that many hours before the press. */
  const eventOf = (hours: number) => [sent(1, pressedAt - (hours + 8) * hour + 2000)];
  const learn = async (own: ClockReading, others: readonly ReferenceSend[], respond: (key: string) => unknown) => {
    const { reader, asked, keys } = reading((url) => {
      const body = respond(decodeURIComponent(url.pathname.split('/')[3] ?? ''));
      return body === null ? jsonResponse('', 500) : jsonResponse(body);
    });
    return { learned: await learnClock({ reader, own, listIds: [13], others }), asked, keys: keys() };
  };
  const known = { clock: { offset: -8 * hour } };

  test('uses the contact alone where that is enough, and reads no others', async () => {
    const own = { accepted: [...fit(2).accepted, ...fit(4).accepted], events: [...fit(2).events, ...fit(4).events] };
    const { learned, keys } = await learn(own, [other('ck2', 1)], () => eventOf(1));
    expect(learned).toMatchObject(known);
    expect(keys).toEqual([]);
  });

  test('uses as many other contacts as needed, each for a day around its send', async () => {
    const { learned, asked, keys } = await learn(none, [other('ck2', 1), other('ck3', 3), other('ck4', 5)], (key) =>
      eventOf(key === 'ck2' ? 1 : 3),
    );
    expect(learned).toMatchObject(known);
    expect(keys).toEqual(['ck2', 'ck3']);
    expect(asked[0]?.search).toBe('?start=2026-11-22&end=2026-11-27&eventType=SENT&skip=0');
  });

  test('uses three others at most, and each contact once, however its key is written', async () => {
    const others = ['ck2', 'CK2', 'ck3', 'ck2', 'ck4', 'ck5'].map((key, index) => other(key, index + 1));
    const { learned, keys } = await learn(none, others, () => []);
    expect(learned).toEqual({ clock: null, why: 'few' });
    expect(keys).toEqual(['ck2', 'ck3', 'ck4']);
  });

  test('fails for contacts that disagree, and then reads no others', async () => {
    const { learned, keys } = await learn(fit(2), [other('ck2', 1), other('ck3', 3)], () => eventOf(2));
    expect(learned).toEqual({ clock: null, why: 'conflict' });
    expect(keys).toEqual(['ck2']);
  });

  test.each<readonly [string, (key: string) => unknown]>([
    ['do not come', () => null],
    ['are of another contact', () => ({ customerKey: 'ck9', events: eventOf(1) })],
    ['go on without an end', () => Array.from({ length: 500 }, (_, id) => ({ ...eventOf(1)[0], trackingId: id }))],
  ])('does not use events that %s, and reports that', async (_, respond) => {
    expect((await learn(fit(2), [other('ck2', 1)], respond)).learned).toEqual({ clock: null, why: 'unread' });
  });

  test("uses others although one of them can't be read", async () => {
    const { learned } = await learn(fit(2), [other('ck2', 1), other('ck3', 3)], (key) => (key === 'ck2' ? null : eventOf(3)));
    expect(learned).toMatchObject(known);
  });

  test("reports that contacts disagree although one of them can't be read", async () => {
    const { learned } = await learn(fit(2), [other('ck2', 1), other('ck3', 3)], (key) => (key === 'ck2' ? null : eventOf(5)));
    expect(learned).toEqual({ clock: null, why: 'conflict' });
  });

  test('uses only events on the list', async () => {
    const { learned } = await learn(fit(2), [other('ck2', 1)], () => [sent(1, pressedAt - 9 * hour + 2000, 99)]);
    expect(learned).toEqual({ clock: null, why: 'few' });
  });
});
