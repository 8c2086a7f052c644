import { describe, expect, test } from 'vitest';
import { allEventsPath, eventsPath, readAllEvents, readEvents } from '../../../../electron/whatcounts/events.ts';
import { idsOfName, listsPath, readLists } from '../../../../electron/whatcounts/list-ids.ts';
import { wireResponse } from './responses.ts';

const at = Date.parse('2026-11-24T14:02:11Z');
const sent = { trackingId: 7, trackingListId: 13, trackingEventType: 9, trackingEventDate: 'Nov 24, 2026 2:02:11 PM', eventType: 'SENT' };
const read = { id: 7, listId: 13, at, date: 'Nov 24, 2026 2:02:11 PM' };

describe('the path', () => {
  test('includes a day more on both sides, and one because the end is exclusive', () => {
    expect(eventsPath('ck 1/2', at, at, 500)).toBe(
      '/rest/subscribers/ck%201%2F2/events?start=2026-11-23&end=2026-11-26&eventType=SENT&skip=500',
    );
  });
  test('for events of every type has no type', () => {
    expect(allEventsPath('ck 1/2', at, at, 500)).toBe('/rest/subscribers/ck%201%2F2/events?start=2026-11-23&end=2026-11-26&skip=500');
  });
  test('has the name of the list', () => {
    expect(listsPath('Returns & refunds', 0)).toBe('/rest/lists?listName=Returns%20%26%20refunds&skip=0');
  });
});

describe('events', () => {
  test.each([
    ['an array in the contact', { customerKey: 'ck1', events: [sent] }, [read], 'ck1'],
    ['one object where an array is expected', { customerKey: 'ck1', events: sent }, [read], 'ck1'],
    ['fields that nobody knows', { customerKey: 'ck1', x: [1], events: [{ ...sent, y: {} }] }, [read], 'ck1'],
    ['the contact in an array', [{ customerKey: 'ck1', events: [sent] }], [read], 'ck1'],
    ['bare events', [sent, sent], [read, read], null],
    ['one bare event in an array', [sent], [read], null],
    ['one bare event', sent, [read], null],
    ['one bare event that names its contact', { ...sent, subscriberId: 3 }, [read], null],
    ['a bare event with nothing but its number', { trackingId: 7 }, [{ id: 7, listId: null, at: null, date: '' }], null],
    ['a bare event with nothing but its type', { trackingEventType: 9 }, [{ id: null, listId: null, at: null, date: '' }], null],
    ['a contact of which nothing but its number is said', { subscriberId: 3 }, [], null],
    ['a date between spaces', { events: [{ ...sent, trackingEventDate: ' Nov 24, 2026 2:02:11 PM ' }] }, [read], null],
    ['a type of which nobody knows', { events: [{ ...sent, eventType: 'LATER', trackingEventType: undefined }] }, [], null],
    ['a contact without events', { customerKey: 'ck1', subscriberId: 3 }, [], 'ck1'],
    ['events that are null', { subscriberId: 3, events: null }, [], null],
    ['nothing at all', [], [], null],
    ['numbers as text', { events: [{ ...sent, trackingId: '7', trackingListId: '13' }] }, [read], null],
    ['the number of the type only', { events: [{ ...sent, eventType: undefined }] }, [read], null],
    ['no type: asked for SENT, it is one', { events: [{ ...sent, eventType: null, trackingEventType: undefined }] }, [read], null],
    [
      'other types are left out',
      {
        events: [
          { ...sent, eventType: 'OPEN' },
          { ...sent, eventType: undefined, trackingEventType: 10 },
        ],
      },
      [],
      null,
    ],
    ['no list', { events: [{ ...sent, trackingListId: undefined }] }, [{ ...read, listId: null }], null],
    ['a date that is none', { events: [{ ...sent, trackingEventDate: 'soon' }] }, [{ ...read, at: null, date: '' }], null],
    ['an event that is no object', { events: [3] }, [{ id: null, listId: null, at: null, date: '' }], null],
  ])('%s', (_, body, events, customerKey) => {
    expect(readEvents(wireResponse(body))).toMatchObject({ events, customerKey });
  });

  test('counts all events of a page, not only the useful ones, to recognize the last page', () => {
    const page = readEvents(wireResponse({ events: [sent, { ...sent, eventType: 'OPEN' }] }));
    expect(page).toMatchObject({ count: 2, events: [read] });
  });

  test.each([
    '0',
    'null',
    '[null]',
    '{"error":"Nope","customerKey":"ck1"}',
    '[{"customerKey":"ck1","events":[]},{"customerKey":"ck2","events":[]}]',
    '{}',
    '"text"',
    '[1,2]',
    '<html>',
    '{"error":"Unauthorized","status":"Unauthorized","statusCode":401}',
    '{"events":"none"}',
  ])('are not read from %s', (body) => {
    expect(readEvents(wireResponse(body))).toBeNull();
  });

  test('of every type keep their type', () => {
    const other = { ...sent, eventType: 'LATER' };
    const page = readAllEvents(wireResponse({ customerKey: 'ck1', events: [sent, other] }));
    const events = [
      { ...read, kind: 'SENT' },
      { ...read, kind: null },
    ];
    expect(page).toEqual({ count: 2, customerKey: 'ck1', events });
    expect(readAllEvents(wireResponse('<html>'))).toBeNull();
  });

  test('are not read from a truncated response', () => {
    expect(readEvents(wireResponse({ events: [sent] }, { truncated: true }))).toBeNull();
    expect(readEvents(wireResponse('', { body: new Uint8Array([0xff, 0xfe]) }))).toBeNull();
  });
});

describe('lists', () => {
  const lists = [
    { id: 13, name: 'Orders' },
    { id: 14, name: 'orders' },
    { id: 15, name: 'Notices' },
  ];
  test('are read from an array, or from one object', () => {
    const list = { listId: 13, listName: 'Orders', listDescription: '' };
    expect(readLists(wireResponse([list, { listName: 'no id' }]))).toEqual({ count: 2, lists: [{ id: 13, name: 'Orders' }] });
    expect(readLists(wireResponse(list))).toEqual({ count: 1, lists: [{ id: 13, name: 'Orders' }] });
    expect(readLists(wireResponse({ error: 'List Not Found' }))).toBeNull();
    expect(readLists(wireResponse('7'))).toBeNull();
    expect(readLists(wireResponse('null'))).toBeNull();
  });
  test('are filtered by name again; another case counts only if no name matches exactly', () => {
    expect(idsOfName(lists, 'Orders')).toEqual([13]);
    expect(idsOfName(lists, 'ORDERS')).toEqual([13, 14]);
    expect(idsOfName(lists, 'Order')).toEqual([]);
    expect(idsOfName([...lists, { id: 16, name: 'Notices' }], 'Notices')).toEqual([15, 16]);
  });
});
