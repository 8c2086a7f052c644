import { describe, expect, it } from 'vitest';
import { reportForList, loggedText, subscriptionText, contactNameText } from '../../../../renderer/send/recipient-text.ts';

const ada = {
  state: 'found',
  customerKey: 'ck1042',
  list: 'Orders',
  name: 'Ada Lindqvist',
  address: 'ada@example.com',
  subscribed: true,
} as const;
const nobody = { ...ada, name: '', address: '', subscribed: null };

it('names the contact by what is known', () => {
  expect(contactNameText(ada)).toEqual(['Ada Lindqvist', 'ada@example.com']);
  expect(contactNameText({ ...ada, name: '' })).toEqual(['ada@example.com']);
  expect(contactNameText({ ...ada, name: '', address: '' })).toEqual(['ck1042 has neither name nor address']);
  expect(contactNameText({ ...nobody, state: 'notFound' })).toEqual(['No contact has this key']);
  expect(contactNameText({ ...nobody, state: 'unclear' })).toEqual(["Can't tell who this is"]);
});

it("gives the subscription to the form's list, and to no other", () => {
  expect(subscriptionText(ada, 'Orders')).toBe('subscribed to this list');
  expect(subscriptionText({ ...ada, state: 'notSubscribed', subscribed: false }, 'Orders')).toBe('not subscribed to this list');
  expect(subscriptionText({ ...ada, subscribed: null }, 'Orders')).toBe('subscription not known');
  expect(subscriptionText(ada, 'Notices')).toBe('');
  expect(subscriptionText({ ...ada, list: '', subscribed: null }, '')).toBe('');
  for (const state of ['notFound', 'unclear'] as const) expect(subscriptionText({ ...nobody, state }, 'Orders')).toBe('');
});

it('keeps the contact but not the subscription for another list', () => {
  const report = {
    ...ada,
    accountId: 'a',
    checkedAt: 1,
    state: 'notSubscribed',
    subscribed: false,
    sentence: 'A send would fail.',
  } as const;
  expect(reportForList(report, 'Orders')).toBe(report);
  for (const list of ['Notices', '', 'orders']) {
    const contact = reportForList(report, list);
    expect(contact).toMatchObject({ state: 'found', name: 'Ada Lindqvist', subscribed: null, sentence: '' });
    expect(subscriptionText(contact, list)).toBe('');
  }
  const why = { ...report, state: 'found', subscribed: null, sentence: 'Its subscriptions could not be read (500).' } as const;
  expect(reportForList(why, 'Notices').sentence).toBe('');
  for (const state of ['notFound', 'unclear'] as const)
    expect(reportForList({ ...report, state }, 'Notices').sentence).toBe('A send would fail.');
});

describe('the last send', () => {
  const now = new Date(2026, 10, 24, 14, 30).getTime();
  const entry = { state: 'accepted', at: now - 3 * 60_000, template: 'Shipping delay', list: 'Orders' } as const;

  it.each([
    [{}, 'Accepted 3 min ago: Shipping delay'],
    [{ at: now - 5 * 3_600_000 }, 'Accepted 5 h ago: Shipping delay'],
    [{ at: now - 1000, state: 'not sent' }, 'Not sent just now: Shipping delay'],
    [{ at: now - 26 * 3_600_000, state: 'unknown' }, 'Unknown Mon 12:30: Shipping delay'],
    [{ list: 'Notices' }, 'Accepted 3 min ago: Shipping delay (Notices)'],
    [{ state: 'sending' }, 'No outcome yet: Shipping delay'],
  ] as const)('with %o', (changes, expected) => {
    expect(loggedText({ ...entry, ...changes }, 'Orders', now)).toBe(expected);
  });
});
