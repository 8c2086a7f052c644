import { describe, expect, test } from 'vitest';
import { causes } from '../../../../electron/sending/outcome.ts';
import { acceptedWords, notSentWords, rejectedWords, unknownWords, type Subject } from '../../../../electron/sending/outcome-words.ts';
import type { SendAnswer } from '../../../../electron/whatcounts/answer.ts';

const subject: Subject = {
  customerKey: 'ck1042',
  recipient: 'customerKey',
  list: 'Orders',
  numbered: false,
  accountKind: 'production',
  host: 'mail.acme.example',
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
};
const answer = (body: SendAnswer['body'], errorText = ''): SendAnswer => ({ accepted: false, body, errorText });

describe('accepted', () => {
  test.each(['test', 'production'] as const)('by a %s account', (accountKind) => {
    expect(acceptedWords({ ...subject, accountKind })).toEqual({ hint: '', sentence: 'Accepted. WhatCounts took the message for ck1042.' });
  });

  test('by the practice realm says that nothing goes out', () => {
    expect(acceptedWords({ ...subject, accountKind: 'practice' }).sentence).toBe(
      'Accepted. The practice realm took the message for ck1042. No mail goes out from there.',
    );
  });
});

describe('rejected', () => {
  test.each([
    ['email', 'ada@example.com', false, 'WhatCounts found no ada@example.com on Orders: there is', 'Check the address or the list.'],
    ['email', 'ada@example.com', true, 'WhatCounts found no ada@example.com on list Orders: there is', 'Check the address or the list.'],
    ['contactId', '51042', true, 'WhatCounts found no contact 51042 on list Orders: there is', 'Check the number or the list.'],
  ] as const)('of a contact named by %s %s', (recipient, customerKey, numbered, start, end) => {
    const { hint, sentence } = rejectedWords(404, answer('error', 'Subscriber Not Found'), {
      ...subject,
      recipient,
      customerKey,
      numbered,
    });
    expect(hint).toBe('No such subscriber');
    expect(sentence).toBe(
      `Rejected. ${start} no such contact, or it is not subscribed (404 "Subscriber Not Found"). Nothing was sent. ${end}`,
    );
  });

  test.each([
    [
      404,
      answer('error', 'Subscriber Not Found'),
      'Not subscribed',
      'ck1042 is not subscribed to Orders (404 "Subscriber Not Found"). Nothing was',
    ],
    [404, answer('error', 'SUBSCRIBER NOT FOUND'), 'Not subscribed', '(404 "SUBSCRIBER NOT FOUND")'],
    [404, answer('error', 'Template Not Found'), 'Not found', 'did not find what was asked for (404 "Template Not Found"). Check the list'],
    [404, answer('unreadable'), 'Not found', 'did not find what was asked for (404). Check the list, the template and the key.'],
    [401, answer('error', 'Unauthorized'), 'Credentials refused', 'refused the realm or password (401). Nothing was sent. Open Accounts'],
    [400, answer('error', 'Bad key'), 'Refused (400)', 'refused the message (400 "Bad key"). Read the answer, correct'],
    [403, answer('empty'), 'Refused (403)', 'refused the message (403).'],
    [429, answer('json'), 'Refused (429)', 'refused the message (429).'],
    [
      301,
      answer('empty'),
      'Redirect (301)',
      "mail.acme.example answered with a redirect (301), which Keypost doesn't follow. Open Accounts",
    ],
    [304, answer('zero'), 'Redirect (304)', 'redirect (304)'],
    [
      500,
      answer('error', 'Oops'),
      'Server error 500',
      'by the server (500 "Oops"). WhatCounts has been seen to answer 500 after doing part of the work: check',
    ],
    [
      502,
      answer('unreadable'),
      'Server error 502',
      'by the server (502). A server error does not prove that nothing was sent: check before you send again.',
    ],
    [599, answer('zero'), 'Server error 599', 'by the server (599)'],
    [
      200,
      answer('number'),
      'Unexpected answer',
      'answered 200, but with another number than the 0 that means acceptance. What that means is not documented.',
    ],
    [200, answer('error', 'Oops'), 'Unexpected answer', 'answered 200, but with an error ("Oops").'],
    [200, answer('empty'), 'Unexpected answer', 'answered 200, but without the 0 that means acceptance.'],
    [200, answer('json'), 'Unexpected answer', 'answered 200, but with something else than the 0 that means acceptance.'],
    [200, answer('unreadable'), 'Unexpected answer', 'answered 200, but with something else than the 0'],
    [201, answer('zero'), 'Unexpected answer', 'answered 201, but only 200 is known to mean acceptance.'],
    [204, answer('empty'), 'Unexpected answer', 'answered 204, but without the 0'],
  ])('%i with %j', (status, read, hint, part) => {
    const words = rejectedWords(status, read, subject);
    expect(words.hint).toBe(hint);
    expect(words.sentence).toContain(part);
    expect(words.sentence).toMatch(/^Rejected( by the server)?\b.*\.$/);
  });

  test.each([200, 201, 204, 500, 502, 503])('%i says to check before sending again', (status) => {
    expect(rejectedWords(status, answer('empty'), subject).sentence).toMatch(/check before you send again\.$/i);
  });

  test.each([301, 400, 401, 404, 429, 500, 503])('%i has a hint of at most four words', (status) => {
    expect(rejectedWords(status, answer('empty'), subject).hint.split(' ').length).toBeLessThanOrEqual(4);
  });
});

describe('not sent', () => {
  const unreached = (why: string) => `Not sent. mail.acme.example could not be reached (${why}). Nothing left this computer.`;

  test.each([
    ['dns', 'Name not found', unreached('its name was not found')],
    ['refused', 'Connection refused', unreached('connection refused')],
    ['connectTimeout', 'No connection', unreached('no connection within 10 s')],
    ['unreachable', 'Not reached', unreached('the detail')],
    ['cancelledBefore', 'Cancelled', 'Not sent. You cancelled before the request left. Nothing left this computer.'],
    ['noCredentials', 'No password', 'Not sent. the detail'],
    ['vaultLocked', 'Keychain not open', 'Not sent. the detail'],
    ['internal', 'Keypost failed', 'Not sent. Keypost failed before the request left. Nothing left this computer. Start Keypost again.'],
    [
      'tls',
      'No trusted connection',
      'Not sent. No trusted connection to mail.acme.example could be made (the detail). Nothing left this computer. Check the site URL, or ask who runs this network.',
    ],
    [
      'proxy',
      'Proxy failed',
      "Not sent. The way through this network's proxy failed (the detail). Nothing left this computer. Ask who runs this network.",
    ],
  ] as const)('%s', (cause, hint, sentence) => {
    expect(notSentWords(cause, 'the detail', subject)).toEqual({ hint, sentence });
  });
});

describe('unknown', () => {
  const tail = 'The message may have been sent. Check before you send again.';

  test.each([
    ['timeout', false, 'Timed out', 'The request left, but no answer came within 30 s.'],
    ['timeout', true, 'Timed out', 'The request left, but the answer was not complete within 30 s.'],
    ['cutAnswer', true, 'Answer broke off', 'The request left, but the answer broke off.'],
    ['unreadableAnswer', false, 'Unreadable answer', 'The request left, but what came back was no HTTP answer.'],
    ['cancelledInFlight', false, 'Cancelled', 'You cancelled after the request had left.'],
    ['appStopped', false, 'Keypost stopped', 'Keypost stopped before the outcome was recorded.'],
    ['internal', false, 'Keypost failed', 'Keypost failed while the request was on its way.'],
    ['reset', false, 'Connection lost', 'The request left, but the connection broke off before an answer came.'],
  ] as const)('%s, and whether an answer had begun: %s', (cause, began, hint, what) => {
    expect(unknownWords(cause, began, 30_000)).toEqual({ hint, sentence: `Unknown. ${what} ${tail}` });
  });
});

test.each(causes)('%s has words whichever outcome it leads to', (cause) => {
  for (const words of [notSentWords(cause, 'why', subject), unknownWords(cause, false, 1000)]) {
    expect(words.hint).not.toBe('');
    expect(words.hint.split(' ').length).toBeLessThanOrEqual(4);
    expect(words.sentence).toMatch(/^(Not sent|Unknown)\. /);
  }
});

test.each([
  [30_000, '30 s'],
  [500, '0.5 s'],
  [1549, '1.5 s'],
  [120_000, '120 s'],
])('%i milliseconds are %s', (timeoutMs, seconds) => {
  expect(unknownWords('timeout', false, timeoutMs).sentence).toContain(`within ${seconds}.`);
});
