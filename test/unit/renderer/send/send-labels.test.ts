import { describe, expect, it } from 'vitest';
import { emptyFields } from '../../../../renderer/send/fields.ts';
import {
  accountLabel,
  cancelText,
  escapeText,
  isEntryOf,
  offlineText,
  keyHintText,
  quotedText,
  recentHint,
  textWithoutOutcome,
  runningText,
  sendLabel,
  shortUrl,
  undoText,
  windowTitle,
  errorSource,
} from '../../../../renderer/send/send-labels.ts';
import { agoText } from '../../../../renderer/text/time-text.ts';

describe('runningText', () => {
  it.each([
    [-5, '0.0 s'],
    [0, '0.0 s'],
    [99, '0.0 s'],
    [2345, '2.3 s'],
    [59_999, '59.9 s'],
    [60_000, '1 min 0.0 s'],
    [125_040, '2 min 5.0 s'],
  ])('%i ms is %s', (ms, expected) => expect(runningText(ms)).toBe(expected));
});

describe('agoText', () => {
  const now = new Date(2026, 10, 24, 14, 30).getTime();
  it.each([
    [-5000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 min'],
    [9.9 * 60_000, '9 min'],
    [3_600_000, '1 h'],
    [11.9 * 3_600_000, '11 h'],
    [26 * 3_600_000, 'Mon 12:30'],
  ])('%i ms ago', (ms, expected) => expect(agoText(now - ms, now)).toBe(expected));
});

it('names only a production account on the button', () => {
  expect(sendLabel({ kind: 'production', name: 'Acme production' })).toBe('Send as Acme production');
  expect(sendLabel({ kind: 'test', name: 'Acme staging' })).toBe('Send');
  expect(sendLabel(null)).toBe('Send');
});

it("doesn't repeat an account's kind", () => {
  expect(accountLabel({ name: 'Practice realm', kind: 'practice' })).toBe('Practice realm');
  expect(accountLabel({ name: 'Acme', kind: 'production' })).toBe('Acme (production)');
});

it('removes the outcome from the text only if it is a separate word', () => {
  expect(textWithoutOutcome({ state: 'accepted', sentence: 'Accepted. WhatCounts took it.' })).toBe('WhatCounts took it.');
  expect(textWithoutOutcome({ state: 'rejected', sentence: 'Rejected by the server (500).' })).toBe('Rejected by the server (500).');
});

it('notes every outcome except accepted', () => {
  expect(recentHint({ state: 'accepted', hint: '' })).toBe('');
  expect(recentHint({ state: 'unknown', hint: '' })).toBe('Unknown');
  expect(recentHint({ state: 'sending', hint: '' })).toBe('No outcome yet');
  expect(recentHint({ state: 'rejected', hint: 'Not subscribed' })).toBe('Not subscribed');
});

it('shortens the address to the part that differs', () => {
  expect(shortUrl('https://api.whatcounts.net/rest/msg/sendWithCustomerKey/Orders/A%2FB/ck1?format=1')).toBe('…/Orders/A%2FB/ck1?format=1');
  expect(shortUrl('https://elsewhere.example/x')).toBe('https://elsewhere.example/x');
});

describe('undoText', () => {
  it.each([
    [5000, 'Sending in 5 s'],
    [4001, 'Sending in 5 s'],
    [1, 'Sending in 1 s'],
    [-20, 'Sending in 1 s'],
  ])('%d ms before the end: %s', (ms, expected) => {
    expect(undoText(1000 + ms, 1000)).toBe(expected);
  });
});

describe('cancelText', () => {
  it('describes what cancelling would do', () => {
    expect(cancelText(null, false)).toBe('');
    expect(cancelText('opening', false)).toContain('the message is not sent');
    expect(cancelText('left', false)).toContain('outcome is unknown');
    expect(cancelText('left', true)).toBe('');
  });
});

describe('offlineText', () => {
  const account = { kind: 'production', siteUrl: 'https://mail.acme.example' } as const;
  it('gives a text only if the network is missing and needed', () => {
    expect(offlineText(false, account)).toContain('offline');
    expect(offlineText(true, account)).toBe('');
    expect(offlineText(false, null)).toBe('');
    expect(offlineText(false, { kind: 'practice', siteUrl: '' })).toBe('');
    expect(offlineText(false, { kind: 'test', siteUrl: 'http://127.0.0.1:8080' })).toBe('');
  });
});

it('gives the hint below the key only if it applies to the field', () => {
  const typed = { customerKey: 'ck1001', list: 'Orders', template: 'Delay' };
  expect(keyHintText('none', typed, 'ck1001')).toBe('');
  expect(keyHintText('trial', typed, 'ck1001')).toContain('Press Enter to send.');
  expect(keyHintText('trial', { ...typed, customerKey: 'ck9' }, 'ck1001')).toBe('');
  expect(keyHintText('next', { ...typed, customerKey: 'ck9' }, 'ck1001')).toContain('next customer key');
  expect(keyHintText('next', { ...typed, template: ' ' }, 'ck1001')).toBe('');
});

it.each([
  [
    'text that is not in the sentence',
    { cause: 'reset', errorText: 'read ECONNRESET', sentence: 'Unknown. It broke off.' },
    'read ECONNRESET',
  ],
  ['not what the sentence says', { cause: 'answer', errorText: 'Oops', sentence: 'Rejected by the server (500 "Oops").' }, ''],
  [
    'not what older entries have twice',
    { cause: 'proxy', errorText: 'proxy p:1: it answered 503', sentence: 'Not sent. (proxy p:1: it answered 503)' },
    '',
  ],
  ['not what the person did', { cause: 'cancelledInFlight', errorText: 'cancelled', sentence: 'Unknown.' }, ''],
  ['nothing', { cause: 'dns', errorText: '', sentence: 'Not sent.' }, ''],
] as const)('quotes %s', (_, entry, expected) => {
  expect(quotedText(entry)).toBe(expected);
});

it.each([
  ['answer', 404, 'The server said'],
  ['dns', null, 'Network error:'],
  ['reset', null, 'Network error:'],
  ['tls', null, 'Error code:'],
  ['timeout', null, 'Keypost saw:'],
  ['cutAnswer', 200, 'Keypost saw:'],
] as const)('names the source of an error: %s %s', (cause, status, expected) => {
  expect(errorSource({ cause, status })).toBe(expected);
});

it('the window title names only a production account', () => {
  expect(windowTitle({ kind: 'production', name: 'Acme' })).toBe('Acme (production) – Keypost');
  expect(windowTitle({ kind: 'test', name: 'Acme' })).toBe('Keypost');
  expect(windowTitle(null)).toBe('Keypost');
});

it('the meaning of Escape is shown as long as it has one', () => {
  expect(escapeText('undoable', false)).toBe('Esc undoes: nothing has left');
  expect(escapeText('opening', false)).toBe('Esc cancels: not sent');
  expect(escapeText('left', false)).toBe('Esc cancels: outcome unknown');
  expect([escapeText(null, false), escapeText('left', true)]).toEqual(['', '']);
});

it("an entry is of the form's message however its names are written, but not of another account, list or template", () => {
  const fields = { ...emptyFields('acme'), list: 'orders', template: ' Shipping delay' };
  const entry = { accountId: 'acme', list: 'Orders', template: 'Shipping delay' };
  expect(isEntryOf(fields, entry)).toBe(true);
  for (const other of [{ accountId: 'b' }, { list: 'Notices' }, { template: 'Refund' }]) {
    expect(isEntryOf(fields, { ...entry, ...other })).toBe(false);
  }
  expect(isEntryOf({ ...fields, command: 'content', subject: 'Hello' }, { ...entry, template: 'Hello' })).toBe(true);
});
