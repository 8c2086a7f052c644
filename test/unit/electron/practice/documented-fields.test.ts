/** Every read returns exactly the fields that the API's documentation or a public client names, with their types. */
import { describe, expect, it } from 'vitest';
import { practiceRealm, type PracticeResponse } from './practice-client.ts';

type FieldType = 'integer' | 'boolean' | 'text' | 'date' | 'object' | 'array';
type Table = Readonly<Record<string, FieldType>>;

const fields = (type: FieldType, names: string): Table => Object.fromEntries(names.split(/\s+/).map((name) => [name, type]));

/** WhatCounts support: Get All Lists; URI Structure and Response. The other names: a public client. */
const listFields: Table = {
  ...fields('integer', 'listId listRealmId listTemplateId listFolderId type vmtaId baseUrlId defaultLifecycleCampaignId'),
  ...fields('integer', 'parentTemplateId listSubscribeEmailTemplateId listUnsubscribeEmailTemplateId skip max'),
  ...fields('integer', 'subscriberCountTotal subscriberCountPlain subscriberCountHtml subscriberCountRss subscriberCountMime'),
  ...fields('text', 'listName listFromAddress listReplyToAddress listAdminEmail listMailFromAddress listDescription'),
  ...fields('text', 'listConfirmationSubGoto listConfirmationUnsubGoto unsubHeaderHttpValue unsubHeaderEmailValue'),
  ...fields('date', 'listCreatedDate listUpdatedDate'),
  ...fields('boolean', 'isTemplate listConfirmSubs listSendCourtesySubsEmail listSendCourtesyUnsubsEmail listTrackingReadEnabled'),
  ...fields(
    'boolean',
    'listTrackingClickthroughEnabled listUseStickyCampaign ftafUseListFromAddress unsubscribeHeaderEnabled defaultLifecycle',
  ),
};

/** WhatCounts support: Get Template by ID. `hasVideo`, `skip` and `max`: a public client. */
const templateFields: Table = {
  ...fields('integer', 'id realmId templateFolderId createdById templateLibraryId templateLayoutId templateSize templateProductLayoutId'),
  ...fields('integer', 'liveIntentContentId skip max'),
  ...fields('text', 'name description subject permissionMask templateDataPlaintext templateDataHtml templateDataMobile templateDataWap'),
  ...fields('text', 'templateDataAvantgo templateDataAol templateReplaceFields templateNotes status createdBy templateDataXml'),
  ...fields('date', 'createdDate updatedDate'),
  ...fields('boolean', 'deletedFlag templateInherited plainHasRelational htmlHasRelational isLiveIntentEnabled hasVideo'),
};

/** WhatCounts support: Get Contact by Customer Key; Get All Contacts, which has no custom data. */
const contactFields: Table = {
  ...fields('integer', 'subscriberId realmId skip max'),
  ...fields('text', 'email firstName lastName company address1 address2 city state zip country phone fax ipAddress customerKey'),
  ...fields('text', 'md5Encryption sha1Encryption'),
  ...fields('date', 'createdDate updatedDate'),
};
const wholeContactFields: Table = { ...contactFields, customData: 'object' };

/** WhatCounts support: Get Subscriptions by Customer Key; `skip` and `max`: a public client. */
const subscriptionFields: Table = {
  ...fields('integer', 'subscriptionId subscriberId listId formatId skip max'),
  ...fields('date', 'createdDate'),
  ...fields('text', 'listName'),
};

/** A public client. */
const eventFields: Table = {
  ...fields('integer', 'trackingId trackingCampaignId trackingRealmId trackingListId trackingSubscriberId trackingEventType'),
  ...fields('integer', 'trackingClickthroughId skip max'),
  ...fields('date', 'trackingEventDate'),
  ...fields('text', 'eventType trackingMetaData'),
};

/** WhatCounts support: Get Snapshot Images for Contact by Customer Key, All Campaigns. */
const snapshotFields: Table = { customerKey: 'text', realmId: 'integer', content: 'object' };
const snapshotContentFields: Table = fields('text', 'template_name image_file_name image created_date');

function typeOf(value: unknown): FieldType | 'other' {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'other';
  if (typeof value === 'string') return /^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d{2}:\d{2} [AP]M$/.test(value) ? 'date' : 'text';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && value !== null ? 'object' : 'other';
}

const typesOf = (object: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, typeOf(value)]));

function objects({ status, body }: PracticeResponse): unknown[] {
  expect(status).toBe(200);
  const all: unknown[] = Array.isArray(body) ? body : [body];
  expect(all.length).toBeGreaterThan(0);
  return all;
}

const part = (object: unknown, name: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;

describe('the practice realm returns every documented field', () => {
  it.each([
    ['/rest/lists', listFields],
    ['/rest/lists?skip=1000', listFields],
    ['/rest/lists/13', listFields],
    ['/rest/lists?listName=Notices', listFields],
    ['/rest/templates', templateFields],
    ['/rest/templates/301', templateFields],
    ['/rest/templates?name=Shipping%20delay', templateFields],
    ['/rest/subscribers', contactFields],
    ['/rest/subscribers?email=ada@example.com', contactFields],
    ['/rest/lists/13/subscribers', contactFields],
    ['/rest/subscribers/ck1042', wholeContactFields],
    ['/rest/subscribers/51042', wholeContactFields],
    ['/rest/subscribers/ck1042/subscriptions', { ...wholeContactFields, subscriptions: 'array' as const }],
    ['/rest/subscribers/ck1042/events', { ...wholeContactFields, events: 'array' as const }],
  ])('of %s', async (path, table) => {
    const { get } = await practiceRealm();
    for (const object of objects(await get(path))) expect(typesOf(object)).toEqual(table);
  });

  it('of subscriptions, events and snapshots', async () => {
    const now = { ms: Date.parse('2026-11-24T10:00:00Z') };
    const { get, send } = await practiceRealm({ now: () => new Date(now.ms) });
    expect((await send('Orders', 'Shipping delay', 'ck1042', '?snapshot=1')).body).toBe(0);
    now.ms += 60_000;
    const subscriptions = part((await get('/rest/subscribers/ck1042/subscriptions')).body, 'subscriptions');
    const events = part((await get('/rest/subscribers/ck1042/events')).body, 'events');
    const snapshots = (await get('/rest/subscribers/availableimagessenttocustomerkey/ck1042')).body;
    expect([subscriptions, events, snapshots].map((all) => Array.isArray(all) && all.length)).toEqual([3, 3, 1]);
    for (const one of subscriptions as unknown[]) expect(typesOf(one)).toEqual(subscriptionFields);
    for (const one of events as unknown[]) expect(typesOf(one)).toEqual(eventFields);
    for (const one of snapshots as unknown[]) {
      expect(typesOf(one)).toEqual(snapshotFields);
      expect(typesOf(part(one, 'content'))).toEqual(snapshotContentFields);
    }
  });

  it('is consistent: sizes of lists, hashes of the address, the link of a click', async () => {
    const { get } = await practiceRealm();
    const onList = (await get('/rest/lists/34/subscribers')).body as unknown[];
    expect((await get('/rest/lists/34')).body).toMatchObject({ subscriberCountTotal: onList.length, subscriberCountHtml: onList.length });
    expect((await get('/rest/subscribers/ck1042')).body).toMatchObject({
      md5Encryption: expect.stringMatching(/^[0-9A-F]{32}$/) as string,
      sha1Encryption: expect.stringMatching(/^[0-9A-F]{40}$/) as string,
    });
  });
});
