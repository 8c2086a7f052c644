import { expect, test } from 'vitest';
import type { Message, RecipientReport, SentTexts } from '../../../../electron/shared/ipc/contract.ts';
import { reviewFacts } from '../../../../renderer/send/review-facts.ts';
import { message } from '../../electron/sending/message.ts';

/** As returned by the main process, which trims invisible characters. */
const sentOf = ({ list, template, customerKey, email, firstName, subject, campaignName, command }: Message): SentTexts => ({
  list: list.trim(),
  template: (command === 'content' ? subject : template).trim(),
  customerKey: (command === 'email' ? email : customerKey).trim(),
  firstName: firstName.trim(),
  campaignName,
});
const factsOf = (changes: Partial<Message>, report: RecipientReport | null = null) =>
  reviewFacts(message(changes), sentOf(message(changes)), report);

const labels = (changes: Partial<Message>) => factsOf(changes).map(({ label, value }) => `${label}: ${value}`);

test('the recipient comes first, wherever it was typed', () => {
  expect(labels({})[0]).toBe('Customer key: ck1042');
  expect(labels({ command: 'email', email: ' a@b.example ', firstName: 'Ada' }).slice(0, 2)).toEqual([
    'E-mail: a@b.example',
    'First name: Ada',
  ]);
  const body = '{"customerKey":"ck7","email":"a@b.example","html":"<p>"}';
  expect(labels({ command: 'content', subject: ' Hello ', body }).slice(0, 5)).toEqual([
    'Customer key: ck7',
    'E-mail: a@b.example',
    'Sent by: Own content',
    'List: Orders',
    'Subject line: Hello',
  ]);
  expect(labels({ command: 'listContact', body: '{"subscriberId":7}' })).not.toContain('Respect opt-out: Yes');
});

test('the looked-up contact is shown only for the same key and account', () => {
  const contact = { name: 'Ada Lindqvist', address: 'ada@example.com', list: 'Orders', subscribed: true, checkedAt: 1, sentence: '' };
  const report = { ...contact, accountId: 'acme', customerKey: 'ck1042', state: 'found' } as const;
  const lookedUp = (changes: Partial<Message>, of: RecipientReport = report) =>
    factsOf(changes, of).find(({ label }) => label === 'Looked up')?.value;
  expect(lookedUp({ customerKey: ' ck1042' })).toBe('Ada Lindqvist · ada@example.com · subscribed to this list');
  expect(lookedUp({ list: 'Notices' })).toBe('Ada Lindqvist · ada@example.com');
  expect(lookedUp({}, { ...report, state: 'notFound' })).toBe('No contact has this key');
  expect(lookedUp({ customerKey: 'ck1043' })).toBeUndefined();
  expect(lookedUp({ accountId: 'other' })).toBeUndefined();
  expect(lookedUp({ command: 'email', email: 'a@b.example', firstName: 'Ada' })).toBeUndefined();
});

test('list and template are shown as they are sent, however they were typed', () => {
  const typed = message({ list: 'orders', template: 'Shipping delay' });
  const facts = reviewFacts(typed, { ...sentOf(typed), list: 'Orders', template: 'Shipping\u00a0delay' });
  expect(facts.filter(({ label }) => label === 'List' || label === 'Template').map(({ value }) => value)).toEqual([
    'Orders',
    'Shipping\u00a0delay',
  ]);
});
