import { expect, it } from 'vitest';
import { wireResponse } from '../whatcounts/responses.ts';
import {
  otherResponseText,
  anotherContactText,
  reportOf,
  unreachedText,
  type RecipientReading,
} from '../../../../electron/recipient/recipient-report.ts';

const question = { accountId: 'acme', customerKey: 'ck10', list: 'Orders', listIds: [], checkedAt: 7 };
const contact = { customerKey: 'ck10', id: 10, firstName: 'Ada', lastName: 'Lindqvist', email: 'ada@example.com' };
const subscribedTo = (...names: string[]): RecipientReading => ({
  kind: 'contact',
  contact,
  subscriptions: { customerKey: 'ck10', contactId: 10, all: names.map((listName) => ({ contactId: 10, listId: null, listName })) },
  whyNone: '',
});
const known = { accountId: 'acme', customerKey: 'ck10', list: 'Orders', name: 'Ada Lindqvist', address: 'ada@example.com', checkedAt: 7 };

it('reports that the contact is subscribed, and nothing more', () => {
  expect(reportOf(subscribedTo('Orders'), question)).toEqual({ ...known, state: 'found', subscribed: true, sentence: '' });
});

it('describes the effect of a send without a subscription', () => {
  for (const reading of [subscribedTo('Notices'), subscribedTo()]) {
    const sentence = 'A send would fail with “Subscriber Not Found”. Check the list.';
    expect(reportOf(reading, question)).toEqual({ ...known, state: 'notSubscribed', subscribed: false, sentence });
  }
});

it('claims nothing without a list', () => {
  expect(reportOf(subscribedTo('Notices'), { ...question, list: '' })).toMatchObject({ state: 'found', subscribed: null, sentence: '' });
});

it("reports a contact whose subscriptions can't be determined, with the reason", () => {
  const reading: RecipientReading = {
    kind: 'contact',
    contact,
    subscriptions: null,
    whyNone: 'Its subscriptions could not be read (404).',
  };
  expect(reportOf(reading, question)).toMatchObject({
    state: 'found',
    subscribed: null,
    sentence: 'Its subscriptions could not be read (404).',
  });
  const nameless = { customerKey: null, contactId: 10, all: [{ contactId: 10, listId: 1, listName: null }] };
  expect(reportOf({ ...reading, subscriptions: nameless, whyNone: '' }, question)).toMatchObject({
    state: 'found',
    subscribed: null,
    sentence: 'WhatCounts did not name the lists of this contact so that they could be compared.',
  });
});

it('has no contact if there is none, or if it is unclear', () => {
  const nobody = { ...known, name: '', address: '', subscribed: null };
  expect(reportOf({ kind: 'notFound' }, question)).toEqual({
    ...nobody,
    state: 'notFound',
    sentence: 'A send would be rejected. Check the key.',
  });
  expect(reportOf({ kind: 'unclear', sentence: 'Why.' }, question)).toEqual({ ...nobody, state: 'unclear', sentence: 'Why.' });
});

it('shows names on one line, in their own order and not too long', () => {
  const odd = { ...contact, firstName: ' A\n\u202eda\u0007 ', lastName: '', email: `${'x'.repeat(118)}🎉@example.com` };
  const report = reportOf({ kind: 'contact', contact: odd, subscriptions: null, whyNone: '' }, question);
  expect(report.name).toBe('A da');
  expect(report.address).toBe(`${'x'.repeat(118)}…`);
});

it('has a text for every other response', () => {
  const said = (status: number, error = '') =>
    otherResponseText('acme.example', wireResponse(error === '' ? '' : { error, status: 'x', statusCode: status }, { status }));
  expect(unreachedText('acme.example', { cause: 'refused' })).toBe("acme.example couldn't be reached (connection refused).");
  expect(said(401, 'Unauthorized')).toBe('WhatCounts refused the realm or password (401). Open Accounts to correct them.');
  expect(said(403)).toBe('The server at acme.example refused the request (403). Ask your administrator about it.');
  expect(said(502)).toBe('A gateway before acme.example got no usable response from it (502). Wait a minute, then try again.');
  expect(said(500, 'Broken')).toBe('acme.example responded with a server error (500 "Broken"). Wait a minute, then try again.');
  expect(said(200, 'Broken')).toBe('acme.example responded, but not with a contact (200 "Broken").');
});

it("distinguishes a key that may have been read as a number from one that can't have been", () => {
  expect(anotherContactText('10', 'ck10')).toBe("10 was read as a contact's number: the response is about ck10.");
  expect(anotherContactText('10', null)).toBe("The response does not name its customer key: 10 may have been read as a contact's number.");
  expect(anotherContactText('ck10', 'ck11')).toBe('The response is about another contact (ck11).');
  expect(anotherContactText('ck10', null)).toBe('The response does not name its customer key, so it may be about another contact.');
});
