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

describe('runningWords', () => {
  it.each([
    [-5, '0.0 s'],
    [0, '0.0 s'],
    [99, '0.0 s'],
    [2345, '2.3 s'],
    [59_999, '59.9 s'],
    [60_000, '1 min 0.0 s'],
    [125_040, '2 min 5.0 s'],
  ])('%i ms is %s', (ms, words) => expect(runningText(ms)).toBe(words));
});

describe('agoWords', () => {
  const now = new Date(2026, 10, 24, 14, 30).getTime();
  it.each([
    [-5000, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 min'],
    [9.9 * 60_000, '9 min'],
    [3_600_000, '1 h'],
    [11.9 * 3_600_000, '11 h'],
    [26 * 3_600_000, 'Mon 12:30'],
  ])('%i ms ago', (ms, words) => expect(agoText(now - ms, now)).toBe(words));
});

it('names only a production account on the button', () => {
  expect(sendLabel({ kind: 'production', name: 'Acme production' })).toBe('Send as Acme production');
  expect(sendLabel({ kind: 'test', name: 'Acme staging' })).toBe('Send');
  expect(sendLabel(null)).toBe('Send');
});

it('says the kind of an account once', () => {
  expect(accountLabel({ name: 'Practice realm', kind: 'practice' })).toBe('Practice realm');
  expect(accountLabel({ name: 'Acme', kind: 'production' })).toBe('Acme (production)');
});

it('takes the outcome off the sentence only where it is a word of its own', () => {
  expect(textWithoutOutcome({ state: 'accepted', sentence: 'Accepted. WhatCounts took it.' })).toBe('WhatCounts took it.');
  expect(textWithoutOutcome({ state: 'rejected', sentence: 'Rejected by the server (500).' })).toBe('Rejected by the server (500).');
});

it('hints at anything but acceptance', () => {
  expect(recentHint({ state: 'accepted', hint: '' })).toBe('');
  expect(recentHint({ state: 'unknown', hint: '' })).toBe('Unknown');
  expect(recentHint({ state: 'sending', hint: '' })).toBe('No outcome yet');
  expect(recentHint({ state: 'rejected', hint: 'Not subscribed' })).toBe('Not subscribed');
});

it('shortens the address to what differs', () => {
  expect(shortUrl('https://api.whatcounts.net/rest/msg/sendWithCustomerKey/Orders/A%2FB/ck1?format=1')).toBe('…/Orders/A%2FB/ck1?format=1');
  expect(shortUrl('https://elsewhere.example/x')).toBe('https://elsewhere.example/x');
});

describe('undoWords', () => {
  it.each([
    [5000, 'Sending in 5 s'],
    [4001, 'Sending in 5 s'],
    [1, 'Sending in 1 s'],
    [-20, 'Sending in 1 s'],
  ])('%d ms before the end: %s', (ms, words) => {
    expect(undoText(1000 + ms, 1000)).toBe(words);
  });
});

describe('cancelWords', () => {
  it('says before it is done what cancelling would mean', () => {
    expect(cancelText(null, false)).toBe('');
    expect(cancelText('opening', false)).toContain('the message is not sent');
    expect(cancelText('left', false)).toContain('outcome is unknown');
    expect(cancelText('left', true)).toBe('');
  });
});

describe('offlineWords', () => {
  const account = { kind: 'production', siteUrl: 'https://mail.acme.example' } as const;
  it('speaks only where the network is missing and needed', () => {
    expect(offlineText(false, account)).toContain('offline');
    expect(offlineText(true, account)).toBe('');
    expect(offlineText(false, null)).toBe('');
    expect(offlineText(false, { kind: 'practice', siteUrl: '' })).toBe('');
    expect(offlineText(false, { kind: 'test', siteUrl: 'http://127.0.0.1:8080' })).toBe('');
  });
});

it('gives the hint below the key only where it is about what stands there', () => {
  const typed = { customerKey: 'ck1001', list: 'Orders', template: 'Delay' };
  expect(keyHintText('none', typed, 'ck1001')).toBe('');
  expect(keyHintText('trial', typed, 'ck1001')).toContain('Press Enter to send.');
  expect(keyHintText('trial', { ...typed, customerKey: 'ck9' }, 'ck1001')).toBe('');
  expect(keyHintText('next', { ...typed, customerKey: 'ck9' }, 'ck1001')).toContain('next customer key');
  expect(keyHintText('next', { ...typed, template: ' ' }, 'ck1001')).toBe('');
});

it.each([
  [
    'words that stand in no sentence',
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
] as const)('quotes %s', (_, entry, words) => {
  expect(quotedText(entry)).toBe(words);
});

it.each([
  ['answer', 404, 'The server said'],
  ['dns', null, 'Network error:'],
  ['reset', null, 'Network error:'],
  ['tls', null, 'Error code:'],
  ['timeout', null, 'Keypost saw:'],
  ['cutAnswer', 200, 'Keypost saw:'],
] as const)('says whose words an error is in: %s %s', (cause, status, words) => {
  expect(errorSource({ cause, status })).toBe(words);
});

it('the window names a production account, and no other', () => {
  expect(windowTitle({ kind: 'production', name: 'Acme' })).toBe('Acme (production) – Keypost');
  expect(windowTitle({ kind: 'test', name: 'Acme' })).toBe('Keypost');
  expect(windowTitle(null)).toBe('Keypost');
});

it('what Escape means is said as long as it means something', () => {
  expect(escapeText('undoable', false)).toBe('Esc undoes: nothing has left');
  expect(escapeText('opening', false)).toBe('Esc cancels: not sent');
  expect(escapeText('left', false)).toBe('Esc cancels: outcome unknown');
  expect([escapeText(null, false), escapeText('left', true)]).toEqual(['', '']);
});

it('an entry is of the message in the form whatever its names look like, and not of another account, list or template', () => {
  const fields = { ...emptyFields('acme'), list: 'orders', template: ' Shipping delay' };
  const entry = { accountId: 'acme', list: 'Orders', template: 'Shipping delay' };
  expect(isEntryOf(fields, entry)).toBe(true);
  for (const other of [{ accountId: 'b' }, { list: 'Notices' }, { template: 'Refund' }]) {
    expect(isEntryOf(fields, { ...entry, ...other })).toBe(false);
  }
  expect(isEntryOf({ ...fields, command: 'content', subject: 'Hello' }, { ...entry, template: 'Hello' })).toBe(true);
});
