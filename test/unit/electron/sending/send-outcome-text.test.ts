import { describe, expect, test } from 'vitest';
import { causes } from '../../../../electron/shared/domain/outcome.ts';
import { acceptedText, notSentText, rejectedText, type OutcomeTextParams } from '../../../../electron/sending/send-outcome-text.ts';
import { unknownOutcomeText } from '../../../../electron/shared/domain/unknown-outcome-text.ts';
import { malformedKinds } from '../../../../electron/shared/base/malformed-kind.ts';
import { connectionHints, type ConnectionProblem } from '../../../../electron/shared/i18n/connection-text.ts';
import { wireResponse } from '../whatcounts/responses.ts';

const subject: OutcomeTextParams = {
  customerKey: 'ck1042',
  recipient: 'customerKey',
  list: 'Orders',
  numbered: false,
  accountKind: 'production',
  host: 'mail.acme.example',
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
};
const json = [['Content-Type', 'application/json']] as const;
const html = [['Content-Type', 'text/html; charset=utf-8']] as const;
const page = '<!doctype html><h1>Sign in</h1>';
const apiError = (status: number, error: string, headers: readonly (readonly [string, string])[] = json) =>
  wireResponse({ error, status: 'x', statusCode: status }, { status, headers });
const rejected = (response: ReturnType<typeof wireResponse>, of: OutcomeTextParams = subject) =>
  rejectedText(response, of, Date.parse('2026-11-30T12:00:00Z'));
const empty = (status: number, ...headers: (readonly [string, string])[]) => wireResponse('', { status, headers });

describe('accepted', () => {
  test.each(['test', 'production'] as const)('by a %s account', (accountKind) => {
    expect(acceptedText(wireResponse('0', { headers: json }), { ...subject, accountKind })).toEqual({
      hint: '',
      sentence: 'Accepted. WhatCounts took the message for ck1042.',
    });
  });

  test('by the practice realm states that no mail is sent', () => {
    expect(acceptedText(wireResponse('0'), { ...subject, accountKind: 'practice' })).toEqual({
      hint: '',
      sentence: 'Accepted. The practice realm took the message for ck1042. No mail goes out from there.',
    });
  });

  test('by a server that is not recognisably WhatCounts does not mention WhatCounts', () => {
    const { hint, sentence } = acceptedText(wireResponse('0', { headers: html }), subject);
    expect([hint, sentence]).toEqual(['', expect.stringMatching(/^Accepted\. The server at mail\.acme\.example took/)]);
  });
});

describe('rejected', () => {
  test.each([
    ['email', 'ada@example.com', false, 'WhatCounts found no ada@example.com on Orders: there is', 'Check the address or the list.'],
    ['email', 'ada@example.com', true, 'WhatCounts found no ada@example.com on list Orders: there is', 'Check the address or the list.'],
    ['contactId', '51042', true, 'WhatCounts found no contact 51042 on list Orders: there is', 'Check the number or the list.'],
  ] as const)('of a contact named by %s %s', (recipient, customerKey, numbered, start, end) => {
    const { hint, sentence } = rejected(apiError(404, 'Subscriber Not Found'), { ...subject, recipient, customerKey, numbered });
    expect(hint).toBe('No such subscriber');
    expect(sentence).toBe(
      `Rejected. ${start} no such contact, or it isn't subscribed (404 "Subscriber Not Found"). Nothing was sent. ${end}`,
    );
  });

  test.each([
    [400, 'Subscriber Not Found'],
    [404, 'No Subscriber Not Found'],
    [404, 'Subscriber Not Found Here'],
  ])('with %s "%s" is not reported as a missing contact', (status, error) => {
    expect(rejected(apiError(status, error)).sentence).not.toContain('ck1042');
  });

  test('by the practice realm names it', () => {
    const { sentence } = rejected(apiError(404, 'Subscriber Not Found'), { ...subject, accountKind: 'practice' });
    expect(sentence).toContain('The practice realm found no ck1042 on Orders');
  });

  const likelyNot = 'The message was most likely not sent.';

  test.each([
    [
      'the sentences of the design',
      apiError(404, 'Subscriber Not Found'),
      'No such subscriber',
      'Rejected. WhatCounts found no ck1042 on Orders: there is no such contact, or it isn\'t subscribed (404 "Subscriber Not Found"). Nothing was sent. Check the key or the list.',
    ],
    [
      'credentials',
      apiError(401, 'Unauthorized'),
      'Credentials refused',
      'Rejected. WhatCounts refused the realm or password (401). Nothing was sent. Open Accounts to correct them.',
    ],
    [
      'a limit',
      apiError(429, 'Slow down'),
      'Limited (429)',
      `Rejected. WhatCounts is limiting requests (429 "Slow down"). ${likelyNot} Wait a minute, then send again.`,
    ],
    [
      'a firewall',
      wireResponse(page, { status: 403, headers: html }),
      'Blocked (403)',
      `Rejected by a proxy or firewall, not by WhatCounts (403). ${likelyNot} Show the response to your administrator.`,
    ],
    [
      'a server error',
      empty(500),
      'Server error 500',
      'Rejected by the server (500). It may have done part of the work: check before you send again.',
    ],
  ])('%s', (_, response, hint, sentence) => {
    expect(rejected(response)).toEqual({ hint, sentence });
  });

  test.each([
    [apiError(404, 'Template Not Found'), 'Not found', 'WhatCounts didn\'t find what was asked for (404 "Template Not Found").'],
    [apiError(400, 'Bad key'), 'Refused (400)', 'WhatCounts refused the message (400 "Bad key").'],
    [apiError(403, 'No right'), 'Account refused (403)', 'WhatCounts refused this account (403 "No right").'],
    [apiError(402, 'Quota'), 'Payment required (402)', 'WhatCounts asks for a payment (402 "Quota").'],
    [
      wireResponse({ error: 'Not found' }, { status: 404, headers: json }),
      'Wrong address (404)',
      'The server at mail.acme.example has nothing at this address (404 "Not found").',
    ],
    [wireResponse(page, { status: 404, headers: html }), 'Wrong address (404)', 'Check the site URL in Accounts.'],
    [
      empty(401),
      'Credentials refused',
      `The server at mail.acme.example refused the realm or password (401). ${likelyNot} Open Accounts to check them.`,
    ],
    [wireResponse(page, { status: 401, headers: html }), 'Forbidden (401)', 'A proxy or firewall refused the request (401).'],
    [empty(400), 'Refused (400)', `The server at mail.acme.example refused the request (400). ${likelyNot} Check the message.`],
    [empty(403), 'Forbidden (403)', 'The server at mail.acme.example refused the request (403).'],
    [empty(403, ['Server', 'squid/6.1']), 'Blocked (403)', 'Rejected by a proxy or firewall, not by WhatCounts (403).'],
    [empty(405), 'Method refused (405)', "doesn't take this kind of request (405)."],
    [empty(406), 'JSON refused (406)', "doesn't take or give JSON here (406)."],
    [
      empty(407, ['Proxy-Authenticate', 'NTLM']),
      'Proxy login needed',
      'A proxy on the way to mail.acme.example asks for a name and password (407).',
    ],
    [empty(408), 'Too slow (408)', "didn't get the whole request in time (408)."],
    [empty(409), 'Refused (409)', 'refused the request (409).'],
    [empty(410), 'Wrong address (410)', 'has nothing at this address (410).'],
    [empty(411), 'Length missing (411)', 'misses the length of the request (411)'],
    [empty(413), 'Too large (413)', 'takes no message as large as this one (413).'],
    [empty(414), 'Address too long (414)', 'The address of the request is too long (414).'],
    [empty(415), 'JSON refused (415)', "doesn't take or give JSON here (415)."],
    [empty(421), 'Wrong server (421)', "The request reached a server that isn't responsible for mail.acme.example (421)."],
    [empty(425), 'Too early (425)', "didn't want to risk the request yet (425)."],
    [empty(426), 'HTTP version refused (426)', 'wants another version of HTTP (426).'],
    [
      empty(429, ['Retry-After', '120']),
      'Limited (429)',
      'The server at mail.acme.example is limiting requests (429). The message was most likely not sent. It asks to wait 2 minutes. Then send again.',
    ],
    [empty(429, ['retry-after', 'Mon, 30 Nov 2026 12:00:30 GMT']), 'Limited (429)', 'It asks to wait 30 seconds. Then send again.'],
    [empty(429, ['Retry-After', 'soon']), 'Limited (429)', 'Wait a minute, then send again.'],
    [empty(429, ['Retry-After', '7200']), 'Limited (429)', 'It asks to wait 2 hours.'],
    [empty(431), 'Headers too large (431)', 'takes no headers as large as these (431).'],
    [empty(451), 'Legally blocked (451)', 'mail.acme.example is blocked here for legal reasons (451).'],
    [wireResponse(page, { status: 511, headers: html }), 'Sign-in needed (511)', 'This network wants somebody to sign in first (511).'],
    [
      empty(301),
      'Redirect (301)',
      "mail.acme.example responded with a redirect (301), which Keypost doesn't follow. It may have done part of the work: check",
    ],
    [empty(301, ['Location', '/login?key=secret']), 'Redirect (301)', 'responded with a redirect (301), which'],
    [empty(302, ['Location', 'https://portal.hotel.example/?from=x']), 'Redirect (302)', 'a redirect to portal.hotel.example (302), which'],
    [wireResponse('0', { status: 304 }), 'Redirect (304)', 'a redirect (304)'],
    [wireResponse({ error: 'Oops' }, { status: 500, headers: json }), 'Server error 500', 'Rejected by the server (500 "Oops").'],
    [
      wireResponse(page, { status: 502, headers: html }),
      'Gateway error 502',
      'Rejected by a gateway before mail.acme.example (502). It may have passed the message on: check before you send again.',
    ],
    [empty(504), 'Gateway error 504', 'Rejected by a gateway before mail.acme.example (504).'],
    [empty(522), 'Gateway error 522', 'Rejected by a gateway before mail.acme.example (522).'],
    [apiError(502, 'Oops'), 'Server error 502', 'Rejected by WhatCounts (502 "Oops").'],
    [
      empty(503, ['Retry-After', '1']),
      'Not available (503)',
      'It asks to wait 1 second. It may have done part of the work: check before you send again.',
    ],
    [empty(999), 'Unusual status 999', 'which means nothing in HTTP. Check before you send again.'],
    [
      wireResponse('7', { headers: json }),
      'Unexpected response',
      "responded 200, but with another number than the 0 that means acceptance. What that means isn't documented.",
    ],
    [apiError(200, 'Oops'), 'Unexpected response', 'WhatCounts responded 200, but with an error ("Oops").'],
    [empty(200), 'Unexpected response', 'responded 200, but without the 0 that means acceptance.'],
    [
      wireResponse('{}', { headers: json }),
      'Unexpected response',
      'responded 200, but with something else than the 0 that means acceptance.',
    ],
    [
      wireResponse('0', { status: 201, headers: json }),
      'Unexpected response',
      'WhatCounts responded 201, but only 200 is known to mean acceptance.',
    ],
    [empty(204), 'Unexpected response', 'responded 204, but without the 0'],
    [
      wireResponse(page, { headers: html }),
      'Web page (200)',
      'A web page came back (200), not a response of WhatCounts: perhaps a sign-in page of this network.',
    ],
    [wireResponse(page), 'Web page (200)', 'A web page came back (200)'],
  ])('%j', (response, hint, part) => {
    const text = rejected(response);
    expect(text.hint).toBe(hint);
    expect(text.sentence).toContain(part);
    expect(text.sentence).toMatch(/^Rejected( by (the server|a gateway before|a proxy or firewall))?\b.*\.$/);
    expect(text.hint.split(' ').length).toBeLessThanOrEqual(4);
  });

  test.each([200, 201, 204, 500, 502, 503, 504, 520, 599, 999])('%i advises to check before sending again', (status) => {
    expect(rejected(empty(status)).sentence).toMatch(/check before you send again\.$/i);
  });
});

test('each class of status has its own text, and only that of 400 advises to correct the message', () => {
  const statuses = [400, 401, 402, 403, 404, 405, 407, 408, 411, 413, 414, 415, 421, 425, 426, 429, 431, 451, 302, 500, 502, 503, 511, 200];
  const sentences = statuses.map((status) => rejected(empty(status)).sentence.replaceAll(String(status), '#'));
  expect(new Set(sentences).size).toBe(statuses.length);
  expect(sentences.filter((sentence) => /correct the message/i.test(sentence))).toEqual([]);
  expect(rejected(apiError(400, 'Bad')).sentence).toContain('Correct the message, then send it again.');
});

describe('whatever the status, only a response that is recognisably from WhatCounts is called so', () => {
  const statuses = [...Array.from({ length: 200 }, (_, n) => 200 + n), 400, 404, 418, 429, 500, 502, 503, 511, 599, 600, 999];
  const bodies = [
    '',
    page,
    '{"message":"Forbidden"}',
    '{"error":"x"}',
    '{"status":403,"error":"Forbidden","path":"/"}',
    'plain words',
    '7',
  ];

  test.each(bodies)('%j', (body) => {
    for (const status of statuses)
      for (const headers of [[], json, html]) {
        const { sentence } = rejected(wireResponse(body, { status, headers }));
        // "not by WhatCounts" may name it.
        expect(sentence.replace(/not (?:by|a response of) WhatCounts/, ''), String(status)).not.toContain('WhatCounts');
        if (status !== 401 && status !== 404) expect(sentence).not.toContain('Nothing was sent');
      }
  });
});

describe('not sent', () => {
  const unreached = (why: string, more = '') =>
    `Not sent. mail.acme.example couldn't be reached (${why}). Nothing left this computer.${more}`;
  const problem = (value: ConnectionProblem) => value;

  test.each([
    [
      'dns',
      'Name not found',
      problem({ code: 'connection.nameNotFound', params: {} }),
      unreached("its name wasn't found", ' Check the site URL and the network.'),
    ],
    ['refused', 'Connection refused', problem({ code: 'connection.refused', params: {} }), unreached('connection refused')],
    [
      'connectTimeout',
      'No connection',
      problem({ code: 'connection.timedOut', params: { seconds: 10 } }),
      unreached('no connection within 10 s'),
    ],
    [
      'tls',
      'Check the clock',
      problem({ code: 'connection.notYetValid', params: { now: new Date(2019, 2, 3).getTime() } }),
      "Not sent. The certificate of mail.acme.example isn't valid yet: this computer's clock says 3 March 2019. Set the clock, then send again.",
    ],
    [
      'proxy',
      'Proxy not supported',
      problem({ code: 'connection.proxyKind', params: { kind: 'SOCKS', proxy: '127.0.0.1:1080' } }),
      "Not sent. The system's settings name a SOCKS proxy (127.0.0.1:1080), and Keypost can only use HTTP and HTTPS proxies. Name one of those in the system's settings, or ask whoever runs this network.",
    ],
    [
      'tls',
      'Self-signed certificate',
      problem({ code: 'connection.selfSigned', params: {}, host: 'the proxy p:1' }),
      "Not sent. The certificate of the proxy p:1 is signed by nobody but itself. Check the site URL in Accounts. If it's meant to be like that, ask your administrator to install the certificate on this computer, then restart Keypost.",
    ],
    ['noCredentials', 'No password', problem({ code: 'connection.because', params: { sentence: 'the detail' } }), 'Not sent. the detail'],
    [
      'vaultLocked',
      'Keychain not open',
      problem({ code: 'connection.because', params: { sentence: 'the detail' } }),
      'Not sent. the detail',
    ],
    ['cancelledBefore', 'Cancelled', undefined, 'Not sent. You cancelled before the request left. Nothing left this computer.'],
    [
      'internal',
      'Keypost failed',
      undefined,
      'Not sent. Keypost failed before the request left. Nothing left this computer. Start Keypost again, then press Send again.',
    ],
  ] as const)('%s: %s', (cause, hint, why, sentence) => {
    expect(notSentText(cause, subject, why)).toEqual({ hint, sentence });
  });

  test('every hint is short', () => {
    for (const hint of Object.values(connectionHints)) expect(hint.split(' ').length, hint).toBeLessThanOrEqual(4);
  });
});

describe('unknown', () => {
  const tail = 'The message may have been sent. Check before you send again.';

  test.each([
    ['timeout', false, 'Timed out', 'The request left, but no response came within 30 s.'],
    ['timeout', true, 'Timed out', "The request left, but the response wasn't complete within 30 s."],
    ['cutAnswer', true, 'Response broke off', 'The request left, but the response broke off.'],
    ['unreadableAnswer', false, 'Unreadable response', 'The request left, but what came back was no HTTP response.'],
    ['cancelledInFlight', false, 'Cancelled', 'You cancelled after the request had left.'],
    ['appStopped', false, 'Keypost stopped', 'Keypost stopped before the outcome was recorded.'],
    ['internal', false, 'Keypost failed', 'Keypost failed while the request was on its way.'],
    ['reset', false, 'Connection lost', 'The request left, but the connection broke off before a response came.'],
  ] as const)('%s, and whether a response had begun: %s', (cause, began, hint, what) => {
    expect(unknownOutcomeText(cause, began, 30_000)).toEqual({ hint, sentence: `Unknown. ${what} ${tail}` });
  });

  test('has a text for each kind of unreadable response', () => {
    const sentences = malformedKinds.map((kind) => unknownOutcomeText('unreadableAnswer', false, 1000, kind).sentence);
    expect(new Set(sentences).size).toBe(malformedKinds.length);
    for (const sentence of sentences)
      expect(sentence).toMatch(/^Unknown\. The request left, but .*\. The message may have been sent\. Check/);
  });
});

test.each(causes)('%s has a text for each outcome it can lead to', (cause) => {
  for (const text of [notSentText(cause, subject), unknownOutcomeText(cause, false, 1000)]) {
    expect(text.hint).not.toBe('');
    expect(text.hint.split(' ').length).toBeLessThanOrEqual(4);
    expect(text.sentence).toMatch(/^(Not sent|Unknown)\. /);
  }
});

test('an unreachable server is named, even if the reason is unknown', () => {
  expect(notSentText('unreachable', subject)).toEqual({
    hint: 'Not reached',
    sentence: "Not sent. mail.acme.example couldn't be reached. Nothing left this computer.",
  });
});

test.each([
  [30_000, '30 s'],
  [500, '0.5 s'],
  [1549, '1.5 s'],
  [120_000, '120 s'],
])('%i milliseconds are %s', (timeoutMs, seconds) => {
  expect(unknownOutcomeText('timeout', false, timeoutMs).sentence).toContain(`within ${seconds}.`);
});
