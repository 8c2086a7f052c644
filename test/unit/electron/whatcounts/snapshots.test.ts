import { expect, test } from 'vitest';
import { readAllEvents } from '../../../../electron/whatcounts/events.ts';
import { readSnapshots, snapshotsPath } from '../../../../electron/whatcounts/snapshots.ts';
import { wireResponse } from './responses.ts';

test('the path encodes the key', () => {
  expect(snapshotsPath('a/b ü')).toBe('/rest/subscribers/availableimagessenttocustomerkey/a%2Fb%20%C3%BC');
});

test.each([
  ['an array of objects', [{ customerKey: 'ck1', content: { template_name: 'T', image: ' https://a/ ', created_date: ' then ' } }]],
  ['one object', { customerKey: 'ck1', content: { template_name: 'T', image: 'https://a/', created_date: 'then' } }],
  [
    'several contents',
    {
      customerKey: 'ck1',
      content: [{ template_name: 'T', image: 'https://a/', created_date: 'then' }, { image: '' }, { image: ' \n' }, null],
    },
  ],
  [
    'odd things beside it',
    ['x', 7, null, { customerKey: 'ck1', content: { template_name: 'T', image: 'https://a/', created_date: 'then', more: 1 } }],
  ],
])('reads %s', (_, body) => {
  expect(readSnapshots(wireResponse(body))).toEqual([{ customerKey: 'ck1', template: 'T', address: 'https://a/', date: 'then' }]);
});

test.each(['<html>', '"text"', '7', 'null', '{"error":"x"}', '['])('%j contains none', (body) => {
  expect(readSnapshots(wireResponse(body))).toBeNull();
});

test('an empty array has no contents, and absent fields are empty', () => {
  expect(readSnapshots(wireResponse([]))).toEqual([]);
  expect(readSnapshots(wireResponse({ content: { image: 'https://a/' } }))).toEqual([
    { customerKey: null, template: '', address: 'https://a/', date: '' },
  ]);
});

test.each([
  [{ eventType: 'open' }, 'OPEN'],
  [{ eventType: ' HARD_BOUNCE ' }, 'HARD_BOUNCE'],
  [{ trackingEventType: 36 }, 'BLOCKED'],
  [{ trackingEventType: '34' }, 'ABUSE'],
  [{ eventType: 'VIDEO_DISPLAY_MSG', trackingEventType: 10 }, null],
  [{ eventType: 5, trackingEventType: 9 }, 'SENT'],
  [{ trackingEventType: 20 }, null],
  [{}, null],
])('an event of %j is %s', (fields, kind) => {
  const page = readAllEvents(wireResponse({ customerKey: 'ck1', events: [{ trackingId: 1, ...fields }] }));
  expect(page?.events.map((event) => event.kind)).toEqual([kind]);
});
