import { describe, expect, it } from 'vitest';
import { contacts } from '../../../../electron/practice/contacts.ts';
import { call, notThere, practiceRealm, problem } from './practice-client.ts';

const accepted = { status: 200, type: 'application/json', body: 0 };
const missing = (what: string) => problem(404, 'Not Found', `${what} Not Found`);

describe('sendWithCustomerKey', () => {
  it('responds 200 and 0, and sends', async () => {
    const { realm, send } = await practiceRealm({ now: () => new Date(1000) });
    expect(await send('Orders', 'Shipping delay', 'ck1042', '?format=99&campaignName=delays%20nov&respectOptout=true')).toEqual(accepted);
    expect(realm.sent()).toMatchObject([
      {
        at: 1000,
        list: { listName: 'Orders' },
        template: { name: 'Shipping delay' },
        contact: { customerKey: 'ck1042' },
        format: 99,
        campaignName: 'delays nov',
        snapshot: false,
      },
    ]);
  });

  it('sends once per call', async () => {
    const { realm, send } = await practiceRealm();
    for (let n = 0; n < 3; n++) await send('Orders', 'Shipping delay', 'ck1042');
    expect(realm.sent()).toHaveLength(3);
  });

  it.each([
    ['Orders', 'Invoice/Receipt', '/Orders/Invoice%2FReceipt/'],
    ['Orders', 'Rückerstattung', '/Orders/R%C3%BCckerstattung/'],
    ['Returns & refunds', 'Refund issued', '/Returns%20%26%20refunds/Refund%20issued/'],
    ['Returns & refunds', 'Refund issued', '/Returns%20&%20refunds/Refund%20issued/'],
  ])('finds %s and %s, however they have to be encoded', async (listName, name, path) => {
    const { realm, post } = await practiceRealm();
    expect(await post(`/rest/msg/sendWithCustomerKey${path}ck1042`)).toEqual(accepted);
    expect(realm.sent()).toMatchObject([{ list: { listName }, template: { name } }]);
  });

  it.each([
    ['', 1],
    ['?format=1', 1],
    ['?format=2', 2],
    ['?format=99', 99],
    ['?Format=2', 1],
    ['?FORMAT=99', 1],
    ['?format=3', 1],
    ['?format=', 1],
  ])('reads the format of %j as %i', async (query, format) => {
    const { realm, send } = await practiceRealm();
    expect(await send('Orders', 'Shipping delay', 'ck1042', query)).toEqual(accepted);
    expect(realm.sent()).toMatchObject([{ format }]);
  });

  it.each([
    ['?snapshot=1', true],
    ['?snapshot=0', false],
    ['?Snapshot=1', false],
    ['', false],
  ])('makes a snapshot with %j: %s', async (query, snapshot) => {
    const { realm, send } = await practiceRealm();
    await send('Orders', 'Shipping delay', 'ck1042', query);
    expect(realm.sent()).toMatchObject([{ snapshot }]);
  });

  it('ignores a misspelt campaign name', async () => {
    const { realm, send } = await practiceRealm();
    await send('Orders', 'Shipping delay', 'ck1042', '?campaignname=delays');
    expect(realm.sent()).toMatchObject([{ campaignName: '' }]);
  });

  it.each([
    ['Nothing', 'Shipping delay', 'ck1042', 'List'],
    ['orders', 'Shipping delay', 'ck1042', 'List'],
    ['13', 'Shipping delay', 'ck1042', 'List'],
    ['Orders', 'shipping delay', 'ck1042', 'Template'],
    ['Orders', '302', 'ck1042', 'Template'],
    ['Orders', 'Shipping delay', 'nobody', 'Subscriber'],
    ['Orders', 'Shipping delay', 'CK1042', 'Subscriber'],
    ['Orders', 'Shipping delay', '51042', 'Subscriber'],
    ['Orders', 'Shipping delay', 'ck2001', 'Subscriber'],
    ['Orders', 'Shipping delay', 'ck2005', 'Subscriber'],
    ['Returns & refunds', 'Refund issued', 'ck1002', 'Subscriber'],
    ['North Newsletter Spring 2024', 'Gift card', 'ck1042', 'Subscriber'],
    ['Nothing', 'Shipping delay', 'ck-500', 'List'],
    ['Orders', 'Nothing', 'ck-500', 'Template'],
  ])('of %s, %s to %s: %s Not Found', async (list, template, key, what) => {
    const { realm, send } = await practiceRealm();
    expect(await send(list, template, key, '?respectOptout=false')).toEqual(missing(what));
    expect(realm.sent()).toEqual([]);
  });
});

describe('a contact who opted out', () => {
  it.each(['', '?respectOptout=true', '?respectOptout=', '?respectOptout=0', '?respectOptout=FALSE', '?respectoptout=false'])(
    'gets nothing with %j, and the response is 0',
    async (query) => {
      const { realm, send } = await practiceRealm();
      for (const key of ['ck1013', 'ck1063']) expect(await send('Orders', 'Shipping delay', key, query)).toEqual(accepted);
      expect(realm.sent()).toEqual([]);
    },
  );

  it('gets the message with respectOptout=false', async () => {
    const { realm, send } = await practiceRealm();
    expect(await send('Orders', 'Shipping delay', 'ck1013', '?respectOptout=false')).toEqual(accepted);
    expect(realm.sent()).toMatchObject([{ contact: { customerKey: 'ck1013', optedOut: true } }]);
  });

  it('is not found in a list that it is not subscribed to', async () => {
    const { send } = await practiceRealm();
    const stranger = contacts.find(({ optedOut, listIds }) => optedOut && !listIds.includes(34));
    expect(await send('Returns & refunds', 'Refund issued', stranger?.customerKey ?? '')).toEqual(missing('Subscriber'));
  });
});

describe('the msg commands', () => {
  const paths = [
    ['sendWithCustomerKey', '/Orders/Shipping%20delay/ck1042'],
    ['sendWithModel', '/Orders/Shipping%20delay'],
    ['sendWithIdsAndModel', '/13/302'],
    ['sendWithContent', '/Orders/'],
  ] as const;

  const ada = JSON.stringify({ customerKey: 'ck1042', email: 'ada@example.com', firstName: 'Ada' });
  const others = [
    ['by e-mail and first name', '/msg/send/Orders/Shipping%20delay/ada@example.com/Ada?format=2', ''],
    ['with a model by names', '/rest/msg/sendWithModel/Orders/Shipping%20delay?format=2', ada],
    ['with a model by ids', '/rest/msg/sendWithIdsAndModel/13/302?format=2', ada],
    ['to a contact in a list', '/rest/lists/13/302?format=2', '{"subscriberId":51042}'],
    ['to a contact in a list by both', '/rest/lists/13/302?format=2', '{"subscriberId":51042,"customerKey":"ck1042"}'],
  ] as const;

  it.each(others)('%s get the response 0, and sent', async (_, path, body) => {
    const { realm, post } = await practiceRealm();
    expect(await post(path, body)).toEqual(accepted);
    const [list, template] = [{ listName: 'Orders' }, { name: 'Shipping delay' }];
    expect(realm.sent()).toMatchObject([{ list, template, contact: { customerKey: 'ck1042' }, format: 2 }]);
  });

  it('of own content are identified by their subject line', async () => {
    const { realm, post } = await practiceRealm();
    expect(await post('/rest/msg/sendWithContent/Orders/?format=99&subjectLine=Your%20order', ada)).toEqual(accepted);
    expect(realm.sent()).toMatchObject([{ template: { name: 'Your order' }, contact: { customerKey: 'ck1042' } }]);
  });

  it.each([
    ['/msg/send/Orders/Shipping%20delay/ada@example.com/Bruno', '', 404, 'Subscriber Not Found'],
    ['/msg/send/Nothing/Shipping%20delay/ada@example.com/Ada', '', 404, 'List Not Found'],
    ['/rest/msg/sendWithModel/Orders/Shipping%20delay', '', 400, 'The body is no JSON object'],
    ['/rest/msg/sendWithModel/Orders/Shipping%20delay', '[1]', 400, 'The body is no JSON object'],
    ['/rest/msg/sendWithModel/Orders/Shipping%20delay', '{"email":"nobody@example.com"}', 404, 'Subscriber Not Found'],
    ['/rest/msg/sendWithModel/13/302', ada, 404, 'List Not Found'],
    ['/rest/msg/sendWithIdsAndModel/Orders/302', ada, 404, 'List Not Found'],
    ['/rest/msg/sendWithIdsAndModel/13/1', ada, 404, 'Template Not Found'],
    ['/rest/msg/sendWithContent/Orders/', ada, 400, 'subjectLine is missing'],
    [`/rest/msg/sendWithContent/Orders/?subjectLine=${'x'.repeat(49)}`, ada, 400, 'subjectLine has more than 48 characters'],
    ['/rest/lists/13/302', '{"subscriberId":"51042"}', 400, 'subscriberId has to be an integer above 0'],
    ['/rest/lists/13/302', '{"subscriberId":0}', 400, 'subscriberId has to be an integer above 0'],
    ['/rest/lists/13/302', '{"subscriberId":51042,"customerKey":"ck1043"}', 404, 'Subscriber Not Found'],
  ])('at %s with %s: %i %s', async (path, body, status, error) => {
    const { realm, post } = await practiceRealm();
    expect(await post(path, body)).toMatchObject({ status, body: { error } });
    expect(realm.sent()).toEqual([]);
  });

  it('a special key misbehaves in a body as well', async () => {
    const { realm, post } = await practiceRealm();
    const response = await post('/rest/msg/sendWithModel/Orders/Shipping%20delay', '{"customerKey":"ck-number"}');
    expect(response).toEqual({ ...accepted, body: 7 });
    expect(realm.sent()).toEqual([]);
  });

  it.each(paths)('%s wants just so many names', async (command, names) => {
    const { realm, post } = await practiceRealm();
    const tooFew = names.slice(0, names.lastIndexOf('/'));
    for (const path of [tooFew, `${names}/x`, `${names}/`, '']) expect(await post(`/rest/msg/${command}${path}`)).toEqual(notThere);
    expect(realm.sent()).toEqual([]);
  });

  it.each(paths)('%s is a POST', async (command, names) => {
    const { realm } = await practiceRealm();
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const response = await call(realm, `/rest/msg/${command}${names}`, { method });
      expect(response).toEqual(problem(405, 'Method Not Allowed', `${method} is not allowed here`));
    }
    expect(realm.sent()).toEqual([]);
  });

  it.each([
    '/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042',
    '/rest/sendWithCustomerKey/Orders/Shipping%20delay/ck1042',
    '/rest/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042',
    '/rest/Msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042',
    '/rest/msg/sendwithcustomerkey/Orders/Shipping%20delay/ck1042',
    '/rest/msg/sendWithCustomerKeys/Orders/Shipping%20delay/ck1042',
    '/rest/msg/sendWithCustomerKey/Orders/Invoice/Receipt/ck1042',
    '/rest/msg/sendWithContent/Orders/Shipping%20delay',
    '/rest/msg',
    '/rest/msg/',
  ])('are not at %s', async (path) => {
    const { realm, post } = await practiceRealm();
    expect((await post(path)).status).toBeGreaterThanOrEqual(404);
    expect((await post(path)).status).toBeLessThanOrEqual(405);
    expect(realm.sent()).toEqual([]);
  });
});
