import { describe, expect, it } from 'vitest';
import { contacts } from '../../../../electron/practice/contacts.ts';
import { notThere, practiceRealm, problem } from './practice-client.ts';

const ada = {
  subscriberId: 51_042,
  realmId: 1561,
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lindqvist',
  city: 'Lagos',
  country: 'Nigeria',
  createdDate: 'Nov 2, 2025 10:31:27 AM',
  customerKey: 'ck1042',
  skip: 0,
  max: 0,
};
const keysOf = ({ body }: { body: unknown }): string[] => (body as { customerKey: string }[]).map(({ customerKey }) => customerKey);
const allKeys = contacts.map(({ customerKey }) => customerKey);

describe('a contact', () => {
  it.each(['ck1042', '51042', 'ck%31042'])('is found by key and by id: %s', async (keyOrId) => {
    const { get } = await practiceRealm();
    expect(await get(`/rest/subscribers/${keyOrId}`)).toEqual({ status: 200, type: 'application/json', body: ada });
  });

  it('says neither that it has opted out nor its lists', async () => {
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
  it('come with the contact', async () => {
    const { get } = await practiceRealm();
    const { body } = await get('/rest/subscribers/ck1042/subscriptions');
    const common = { subscriberId: 51_042, formatId: 2, createdDate: ada.createdDate };
    expect(body).toEqual({
      ...ada,
      subscriptions: [
        { ...common, subscriptionId: 5_104_213, listId: 13, listName: 'Orders' },
        { ...common, subscriptionId: 5_104_221, listId: 21, listName: 'Notices' },
        { ...common, subscriptionId: 5_104_234, listId: 34, listName: 'Returns & refunds' },
      ],
    });
  });

  it('are none for ck2001', async () => {
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

  it('finds everybody of a first name with signs of its own', async () => {
    const { get } = await practiceRealm();
    const expected = contacts.filter(({ firstName }) => firstName === 'Søren').map(({ customerKey }) => customerKey);
    expect(expected.length).toBeGreaterThan(1);
    expect(keysOf(await get(`/rest/subscribers?firstName=${encodeURIComponent('Søren')}`))).toEqual(expected);
  });

  it.each(['Email=ada@example.com', 'firstname=Ada', 'customerkey=ck1042', 'key=ck1042'])(
    'ignores a misspelt filter and gives everybody: %s',
    async (query) => {
      const { get } = await practiceRealm();
      expect(keysOf(await get(`/rest/subscribers?${query}`))).toEqual(allKeys.slice(0, 500));
    },
  );

  it('heeds the one that is spelt rightly beside one that is not', async () => {
    const { get } = await practiceRealm();
    expect(keysOf(await get('/rest/subscribers?firstname=Bruno&lastName=Lindqvist&customerKey=ck1042'))).toEqual(['ck1042']);
  });
});

describe('/rest/lists/[id]/subscribers', () => {
  it('holds those who are subscribed, with the same filters and pages', async () => {
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

  /** A realm that sent to Ada on November 23, at 24 o'clock sharp of that day, and late on the 24th. */
  async function afterThree() {
    let now = day(23, 10);
    const practice = await practiceRealm({ now: () => now });
    for (const [at, template] of [
      [day(23, 10), 'Order confirmation'],
      [day(24), 'Shipping delay'],
      [day(24, 23), 'Refund issued'],
    ] as const) {
      now = at;
      await practice.send('Orders', template, 'ck1042');
      await practice.send('Orders', template, 'ck1043');
    }
    const events = async (query = '') => {
      const { body } = await practice.get(`/rest/subscribers/ck1042/events${query}`);
      return (body as { events: { trackingEventDate: string }[] }).events;
    };
    return { ...practice, events, dates: async (query: string) => (await events(query)).map((event) => event.trackingEventDate) };
  }

  const first = 'Nov 23, 2026 10:00:00 AM';
  const second = 'Nov 24, 2026 12:00:00 AM';
  const third = 'Nov 24, 2026 11:00:00 PM';

  it('are none before a send', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/subscribers/ck1042/events')).toMatchObject({ status: 200, body: { ...ada, events: [] } });
  });

  it('say SENT for every message that went to this contact, and no other', async () => {
    const { events } = await afterThree();
    const all = await events();
    expect(all).toHaveLength(3);
    expect(all[1]).toEqual({
      trackingId: 9002,
      trackingCampaignId: 1002,
      trackingRealmId: 1561,
      trackingListId: 13,
      trackingSubscriberId: 51_042,
      trackingEventType: 9,
      trackingEventDate: second,
      eventType: 'SENT',
      skip: 0,
      max: 0,
    });
  });

  it('are found by id as by key', async () => {
    const { get } = await afterThree();
    expect(await get('/rest/subscribers/51042/events')).toEqual(await get('/rest/subscribers/ck1042/events'));
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
  ])('come from start, at midnight, to just before end: %s', async (query, dates) => {
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

  it('do not tell of what did not go', async () => {
    const { get, send } = await practiceRealm();
    await send('Orders', 'Shipping delay', 'ck1013');
    await send('Orders', 'Nothing', 'ck1013');
    expect((await get('/rest/subscribers/ck1013/events')).body).toMatchObject({ events: [] });
  });
});
