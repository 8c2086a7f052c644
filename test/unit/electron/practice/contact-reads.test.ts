import { describe, expect, it } from 'vitest';
import { contacts } from '../../../../electron/practice/contacts.ts';
import { call, notThere, practiceRealm, problem } from './practice-client.ts';

const ada = {
  subscriberId: 51_042,
  realmId: 1561,
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lindqvist',
  company: '',
  address1: '53 Market Street',
  address2: '',
  city: 'Lagos',
  state: '',
  zip: '11042',
  country: 'Nigeria',
  phone: '555-0142',
  fax: '',
  ipAddress: '192.0.2.18',
  createdDate: 'Nov 2, 2025 10:31:27 AM',
  updatedDate: 'Nov 2, 2025 10:31:27 AM',
  customerKey: 'ck1042',
  md5Encryption: '3E3417D7EF77D5932A6734B916515ED5',
  sha1Encryption: '3CA93AD87E0BB737E653B66AD67731E86BBC050F',
  skip: 0,
  max: 0,
  customData: { text: 'text', number: 42, float: 12.12, date: '2016-07-04' },
};
const keysOf = ({ body }: { body: unknown }): string[] => (body as { customerKey: string }[]).map(({ customerKey }) => customerKey);
const allKeys = contacts.map(({ customerKey }) => customerKey);

describe('a contact', () => {
  it.each(['ck1042', '51042', 'ck%31042'])('is found by key or id: %s', async (keyOrId) => {
    const { get } = await practiceRealm();
    expect(await get(`/rest/subscribers/${keyOrId}`)).toEqual({ status: 200, type: 'application/json', body: ada });
  });

  it('includes neither its opt-out nor its lists', async () => {
    const { get } = await practiceRealm();
    const { body } = await get('/rest/subscribers/ck1013');
    expect(Object.keys(body as object)).toEqual(Object.keys(ada));
  });

  it.each(['nobody', 'CK1042', 'ck-404', ''])('is not there: %j', async (key) => {
    const { get } = await practiceRealm();
    for (const below of ['', '/subscriptions', '/events']) {
      expect(await get(`/rest/subscribers/${key}${below}`)).toEqual(problem(404, 'Not Found', 'Subscriber Not Found'));
    }
  });

  it.each(['/rest/subscribers/ck1042/nothing', '/rest/subscribers/nobody/nothing', '/rest/subscribers/ck1042/events/1'])(
    'has no such read: %s',
    async (path) => {
      const { get } = await practiceRealm();
      expect(await get(path)).toEqual(notThere);
    },
  );
});

describe('subscriptions', () => {
  it('are included in the contact', async () => {
    const { get } = await practiceRealm();
    const { body } = await get('/rest/subscribers/ck1042/subscriptions');
    const common = { subscriberId: 51_042, formatId: 2, createdDate: ada.createdDate, skip: 0, max: 0 };
    expect(body).toEqual({
      ...ada,
      subscriptions: [
        { ...common, subscriptionId: 5_104_213, listId: 13, listName: 'Orders' },
        { ...common, subscriptionId: 5_104_221, listId: 21, listName: 'Notices' },
        { ...common, subscriptionId: 5_104_234, listId: 34, listName: 'Returns & refunds' },
      ],
    });
  });

  it('are empty for ck2001', async () => {
    const { get } = await practiceRealm();
    expect((await get('/rest/subscribers/ck2001/subscriptions')).body).toMatchObject({ customerKey: 'ck2001', subscriptions: [] });
  });
});

describe('/rest/subscribers', () => {
  it('comes in pages of 500', async () => {
    const { get } = await practiceRealm();
    expect(keysOf(await get('/rest/subscribers'))).toEqual(allKeys.slice(0, 500));
    expect(keysOf(await get('/rest/subscribers?skip=500'))).toEqual(allKeys.slice(500));
    expect(keysOf(await get('/rest/subscribers?skip=1000'))).toEqual([]);
  });

  it.each([
    ['email=ada@example.com', ['ck1042']],
    ['email=ada%40example.com', ['ck1042']],
    ['customerKey=ck1042', ['ck1042']],
    ['firstName=Ada&lastName=Lindqvist', ['ck1042']],
    ['firstName=Ada&customerKey=ck1043', []],
    ['email=ADA@example.com', []],
    ['customerKey=', []],
  ])('filters by %s', async (query, keys) => {
    const { get } = await practiceRealm();
    expect(keysOf(await get(`/rest/subscribers?${query}`))).toEqual(keys);
  });

  it('finds all contacts with a first name with special characters', async () => {
    const { get } = await practiceRealm();
    const expected = contacts.filter(({ firstName }) => firstName === 'Søren').map(({ customerKey }) => customerKey);
    expect(expected.length).toBeGreaterThan(1);
    expect(keysOf(await get(`/rest/subscribers?firstName=${encodeURIComponent('Søren')}`))).toEqual(expected);
  });

  it.each(['Email=ada@example.com', 'firstname=Ada', 'customerkey=ck1042', 'key=ck1042'])(
    'ignores a misspelt filter and returns all contacts: %s',
    async (query) => {
      const { get } = await practiceRealm();
      expect(keysOf(await get(`/rest/subscribers?${query}`))).toEqual(allKeys.slice(0, 500));
    },
  );

  it('uses a correct filter beside a misspelt one', async () => {
    const { get } = await practiceRealm();
    expect(keysOf(await get('/rest/subscribers?firstname=Bruno&lastName=Lindqvist&customerKey=ck1042'))).toEqual(['ck1042']);
  });
});

describe('/rest/lists/[id]/subscribers', () => {
  it('has the subscribed contacts, with the same filters and pages', async () => {
    const { get } = await practiceRealm();
    const expected = contacts.filter(({ listIds }) => listIds.includes(34)).map(({ customerKey }) => customerKey);
    expect(keysOf(await get('/rest/lists/34/subscribers'))).toEqual(expected);
    expect(keysOf(await get('/rest/lists/34/subscribers?customerKey=ck1042'))).toEqual(['ck1042']);
    expect(keysOf(await get('/rest/lists/13/subscribers?skip=500'))).toEqual([...allKeys.slice(500, 600), ...allKeys.slice(605)]);
    expect(keysOf(await get('/rest/lists/13/subscribers?customerKey=ck2001'))).toEqual([]);
    expect(keysOf(await get('/rest/lists/100/subscribers'))).toEqual([]);
  });
});

describe('events', () => {
  const day = (date: number, hour = 0) => new Date(Date.UTC(2026, 10, date, hour));

  /** A realm with sends to ck1048, who opens nothing: on November 23, at the midnight after it, and late on the 24th. */
  async function afterThree() {
    let now = day(23, 10);
    const practice = await practiceRealm({ now: () => now });
    for (const [at, template] of [
      [day(23, 10), 'Order confirmation'],
      [day(24), 'Shipping delay'],
      [day(24, 23), 'Refund issued'],
    ] as const) {
      now = at;
      await practice.send('Orders', template, 'ck1048');
      await practice.send('Orders', template, 'ck1043');
    }
    const events = async (query = '') => {
      const { body } = await practice.get(`/rest/subscribers/ck1048/events${query}`);
      return (body as { events: { trackingEventDate: string }[] }).events;
    };
    return { ...practice, events, dates: async (query: string) => (await events(query)).map((event) => event.trackingEventDate) };
  }

  const first = 'Nov 23, 2026 10:00:00 AM';
  const second = 'Nov 24, 2026 12:00:00 AM';
  const third = 'Nov 24, 2026 11:00:00 PM';

  it('are empty before a send', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/subscribers/ck1042/events')).toMatchObject({ status: 200, body: { ...ada, events: [] } });
  });

  it('include SENT for every message that was sent to this contact, and no other', async () => {
    const { events } = await afterThree();
    const all = await events();
    expect(all).toHaveLength(3);
    expect(all[1]).toEqual({
      trackingId: 9020,
      trackingCampaignId: 1002,
      trackingRealmId: 1561,
      trackingListId: 13,
      trackingSubscriberId: 51_048,
      trackingEventType: 9,
      trackingClickthroughId: 0,
      trackingEventDate: second,
      eventType: 'SENT',
      trackingMetaData: '',
      skip: 0,
      max: 0,
    });
  });

  it('are found by id and by key', async () => {
    const { get } = await afterThree();
    expect(await get('/rest/subscribers/51048/events')).toEqual(await get('/rest/subscribers/ck1048/events'));
  });

  it.each([
    ['?start=2026-11-23', [first, second, third]],
    ['?start=2026-11-24', [second, third]],
    ['?start=2026-11-25', []],
    ['?end=2026-11-24', [first]],
    ['?end=2026-11-25', [first, second, third]],
    ['?start=2026-11-24&end=2026-11-25', [second, third]],
    ['?start=2026-11-24&end=2026-11-24', []],
    ['?start=2026-02-30&end=soon', [first, second, third]],
    ['?Start=2026-11-25&END=2026-11-01', [first, second, third]],
  ])('are those from the midnight of start to just before end: %s', async (query, dates) => {
    expect(await (await afterThree()).dates(query)).toEqual(dates);
  });

  it.each([
    ['SENT', 3],
    ['NONE', 3],
    ['OPEN', 0],
    ['9', 0],
    ['sent', 0],
  ])('of the type %s, by its name: %i', async (type, count) => {
    expect(await (await afterThree()).events(`?eventType=${type}`)).toHaveLength(count);
  });

  it('skip', async () => {
    const { dates } = await afterThree();
    expect(await dates('?skip=2')).toEqual([third]);
    expect(await dates('?skip=3')).toEqual([]);
  });

  it('include no event of a message that was not sent', async () => {
    const { get, send } = await practiceRealm();
    await send('Orders', 'Shipping delay', 'ck1013');
    await send('Orders', 'Nothing', 'ck1013');
    expect((await get('/rest/subscribers/ck1013/events')).body).toMatchObject({ events: [] });
  });
});

describe('the events of a message', () => {
  const typesAfter = async (customerKey: string, seconds: number) => {
    let now = Date.UTC(2026, 10, 24, 10);
    const { send, get } = await practiceRealm({ now: () => new Date(now) });
    await send('Orders', 'Shipping delay', customerKey);
    now += seconds * 1000;
    const { body } = await get(`/rest/subscribers/${customerKey}/events`);
    return (body as { events: { eventType: string; trackingEventType: number }[] }).events.map((one) => [
      one.eventType,
      one.trackingEventType,
    ]);
  };

  it.each([
    [
      'ck1042',
      2,
      [
        ['SENT', 9],
        ['OPEN', 10],
        ['CLICKTHROUGH', 11],
      ],
    ],
    [
      'ck1042',
      1,
      [
        ['SENT', 9],
        ['OPEN', 10],
      ],
    ],
    ['ck1042', 0, [['SENT', 9]]],
    [
      'ck1001',
      60,
      [
        ['SENT', 9],
        ['OPEN', 10],
      ],
    ],
    [
      'ck1007',
      60,
      [
        ['SENT', 9],
        ['HARD_BOUNCE', 31],
      ],
    ],
    ['ck1048', 60, [['SENT', 9]]],
  ] as const)('to %s, %i s later', async (key, seconds, types) => {
    expect(await typesAfter(key, seconds)).toEqual(types);
  });
});

describe('snapshots', () => {
  const path = '/rest/subscribers/availableimagessenttocustomerkey';

  it('exist for messages that were sent with one, and open without a password', async () => {
    const { realm, send, get } = await practiceRealm({ now: () => new Date(Date.UTC(2026, 10, 24, 10, 0, 0, 110)) });
    await send('Orders', 'Shipping delay', 'ck1042', '?snapshot=1');
    await send('Orders', 'Order confirmation', 'ck1042');
    const { body } = await get(`${path}/ck1042`);
    const [first, ...others] = body as { content: { template_name: string; image: string; created_date: string } }[];
    expect(others).toEqual([]);
    expect(first?.content).toMatchObject({ template_name: 'Shipping delay', created_date: '2026-11-24 10:00:00.11' });
    const address = first?.content.image ?? '';
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/snapshots\/51042_1561_302_1002_\d+\.html$/);
    const page = await call(realm, address.slice(realm.siteUrl.length), { authorization: null });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Your order will be late');
    expect((await call(realm, '/snapshots/other.html', { authorization: null })).status).toBe(404);
  });

  it('are empty if nothing was sent with one, and 404 for an unknown contact', async () => {
    const { get } = await practiceRealm();
    expect(await get(`${path}/ck1042`)).toMatchObject({ status: 200, body: [] });
    expect((await get(`${path}/nobody`)).status).toBe(404);
  });
});
