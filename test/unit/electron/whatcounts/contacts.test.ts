import { describe, expect, it } from 'vitest';
import {
  canBeLookedUp,
  contactPath,
  contactMatch,
  isSubscribed,
  readContact,
  readSubscriptions,
  isNoContactResponse,
  subscriptionsPath,
  type Subscriptions,
} from '../../../../electron/whatcounts/contacts.ts';
import { wireResponse } from './responses.ts';

const ada = { subscriberId: 10, realmId: 1561, email: 'ada@example.com', firstName: 'Ada', lastName: 'Lindqvist', customerKey: 'ck10' };
const read = { customerKey: 'ck10', id: 10, firstName: 'Ada', lastName: 'Lindqvist', email: 'ada@example.com' };
const orders = { subscriptionId: 31263419, subscriberId: 10, listId: 11, formatId: 2, listName: 'Orders' };

describe('a key', () => {
  it('is one segment of the path, whatever it contains', () => {
    expect(contactPath('ck10')).toBe('/rest/subscribers/ck10');
    expect(contactPath('a/b?c#d%;ü')).toBe('/rest/subscribers/a%2Fb%3Fc%23d%25%3B%C3%BC');
    expect(subscriptionsPath('1/2')).toBe('/rest/subscribers/1%2F2/subscriptions');
  });

  it.each(['', '.', '..', 'a\nb', '\ud83d', '👩\u200d👧', 'x'.repeat(501)])(
    "%j can't be looked up, because its path would mean something else",
    (key) => {
      expect(canBeLookedUp(key)).toBe(false);
    },
  );

  it.each(['ck10', '...', '0', 'x'.repeat(500), '🎉'])('%j can be looked up', (key) => {
    expect(canBeLookedUp(key)).toBe(true);
  });
});

describe('a contact', () => {
  it('is read whatever the other fields', () => {
    expect(readContact(wireResponse({ ...ada, customData: { email: 'no' }, skip: 1, max: 0 }))).toEqual(read);
  });

  it('can lack every field but one, and have numbers as text and a key as a number', () => {
    expect(readContact(wireResponse({ subscriberId: '10' }))).toEqual({
      ...read,
      customerKey: null,
      firstName: '',
      lastName: '',
      email: '',
    });
    expect(readContact(wireResponse({ email: 'ada@example.com' }))).toMatchObject({ email: 'ada@example.com', id: null });
    expect(readContact(wireResponse({ customerKey: 1042 }))).toMatchObject({ customerKey: '1042', id: null });
    expect(readContact(wireResponse({ ...ada, firstName: null, lastName: 7, customerKey: '' }))).toMatchObject({
      firstName: '',
      lastName: '',
      customerKey: null,
    });
  });

  it('can be alone in an array, or inside a dto', () => {
    expect(readContact(wireResponse([ada]))).toEqual(read);
    expect(readContact(wireResponse({ dto: ada, skip: 0 }))).toEqual(read);
  });

  it('is not read from several contacts', () => {
    expect(readContact(wireResponse([ada, { ...ada, customerKey: 'ck11' }]))).toBe('several');
  });

  it.each(['<html>', '0', '', 'null', [], {}, { error: 'Nope', customerKey: 'ck10' }, [7, 8], [ada, 7], orders, '{"customerKey":"ck10"'])(
    'is not %o',
    (body) => {
      expect(readContact(wireResponse(body))).toBeNull();
    },
  );

  it('is not read from a truncated body', () => {
    expect(readContact(wireResponse(ada, { truncated: true }))).toBeNull();
  });
});

describe('subscriptions', () => {
  const own = { contactId: 10, listId: 11, listName: 'Orders' };

  it('are part of the contact, as an array or as one object', () => {
    const held = { customerKey: 'ck10', contactId: 10, all: [own] };
    expect(readSubscriptions(wireResponse({ ...ada, subscriptions: [orders] }))).toEqual(held);
    expect(readSubscriptions(wireResponse({ ...ada, subscriptions: orders }))).toEqual(held);
    expect(readSubscriptions(wireResponse([{ ...ada, subscriptions: { dto: orders } }]))).toEqual(held);
  });

  it('are read from a contact that has a list of its own as well', () => {
    expect(readSubscriptions(wireResponse({ ...ada, listId: 3, subscriptions: [orders] }))?.all).toEqual([own]);
  });

  it('can come without the contact', () => {
    expect(readSubscriptions(wireResponse([orders, { listId: '12' }]))).toEqual({
      customerKey: null,
      contactId: null,
      all: [own, { contactId: null, listId: 12, listName: null }],
    });
    expect(readSubscriptions(wireResponse(orders))?.all).toEqual([own]);
    expect(readSubscriptions(wireResponse([]))?.all).toEqual([]);
    expect(readSubscriptions(wireResponse([{ subscriptionId: 1 }]))?.all).toEqual([{ contactId: null, listId: null, listName: null }]);
    expect(readSubscriptions(wireResponse({ listName: 'Orders' }))?.all).toEqual([{ contactId: null, listId: null, listName: 'Orders' }]);
  });

  it.each([undefined, null, []])('are empty if the contact has %o', (subscriptions) => {
    expect(readSubscriptions(wireResponse({ ...ada, subscriptions }))).toEqual({ customerKey: 'ck10', contactId: 10, all: [] });
  });

  it.each(['<html>', '0', {}, { error: 'Nope' }, { ...ada, subscriptions: 'many' }, { ...ada, subscriptions: [7] }, [ada, ada]])(
    'are not %o',
    (body) => {
      expect(readSubscriptions(wireResponse(body))).toBeNull();
    },
  );
});

it('contactMatch ignores case, and distinguishes another key from a missing one', () => {
  expect(contactMatch('CK10', 'ck10')).toBe('asked');
  expect(contactMatch('e\u0301', '\u00e9')).toBe('asked');
  expect(contactMatch('ck11', 'ck10')).toBe('other');
  expect(contactMatch(null, 'ck10')).toBe('unnamed');
});

describe('whether a contact is subscribed to a list', () => {
  const of = (...all: Partial<Subscriptions['all'][number]>[]): Subscriptions => ({
    customerKey: null,
    contactId: 10,
    all: all.map((one) => ({ contactId: 10, listId: null, listName: null, ...one })),
  });

  it('is decided by name, whatever its case, and by known ids', () => {
    expect(isSubscribed(of({ listName: 'orders' }), 'Orders', [])).toBe(true);
    expect(isSubscribed(of({ listId: 11 }), 'Orders', [7, 11])).toBe(true);
    expect(isSubscribed(of({ listName: 'Notices', listId: 12 }), 'Orders', [11])).toBe(false);
    expect(isSubscribed(of(), 'Orders', [])).toBe(false);
  });

  it('is unknown if a subscription has neither', () => {
    expect(isSubscribed(of({ listName: 'Notices' }, { listId: 11 }), 'Orders', [])).toBeNull();
    expect(isSubscribed(of({}), 'Orders', [11])).toBeNull();
    expect(isSubscribed(of({ listId: 12 }), 'Orders', [11])).toBe(false);
    expect(isSubscribed(of({}, { listName: 'Orders' }), 'Orders', [])).toBe(true);
  });

  it('counts all subscriptions if the contact has no number', () => {
    const all = [{ contactId: 11, listId: null, listName: 'Orders' }];
    expect(isSubscribed({ customerKey: 'ck10', contactId: null, all }, 'Orders', [])).toBe(true);
  });

  it('ignores the subscriptions of another contact', () => {
    expect(isSubscribed(of({ contactId: 11, listName: 'Orders' }), 'Orders', [])).toBeNull();
    expect(isSubscribed(of({ contactId: 11, listName: 'Orders' }, { listName: 'Notices' }), 'Orders', [])).toBe(false);
    expect(isSubscribed(of({ contactId: null, listName: 'Orders' }), 'Orders', [])).toBe(true);
  });
});

describe('a missing contact is recognized', () => {
  const whole = (error: string) => ({ error, status: 'Not Found', statusCode: 404 });

  it.each([
    [whole('Subscriber Not Found')],
    [{ error: 'Subscriber Not Found' }],
    [{ error: 'subscriber ck10 was not found', statusCode: '404' }],
    [whole('Contact not found')],
    [whole('Unable to find subscriber')],
    [whole('Read Failed: Unable to find resource to read')],
  ])('by %j', (body) => {
    expect(isNoContactResponse(wireResponse(body, { status: 404 }))).toBe(true);
  });

  it.each([
    [{ error: 'Not Found' }],
    [whole('Not Found')],
    [{ error: 'No such API' }],
    [{ error: 'Unable to find resource' }],
    [{ error: 'Unable to find resource', status: 'Gone', statusCode: 404 }],
    [{ error: 'Unable to find resource', status: 'Not Found' }],
    [{ error: 'no Route matched with those values' }],
    [{ error: 'Subscriber Not Found', statusCode: 500 }],
    [{ error: 'Realm not found', status: 'Not Found', statusCode: 404 }],
    [{ error: 'List not found; ask for a subscriber of another' }],
    [{ error: { message: 'Subscriber Not Found' } }],
    [{ message: 'Subscriber Not Found' }],
    ['Subscriber Not Found'],
    ['<html>Subscriber Not Found</html>'],
    [''],
  ])('not by %j', (body) => {
    expect(isNoContactResponse(wireResponse(body, { status: 404 }))).toBe(false);
  });

  it('not with another status', () => {
    for (const status of [200, 400, 403, 410, 500])
      expect(isNoContactResponse(wireResponse(whole('Subscriber Not Found'), { status }))).toBe(false);
  });
});
