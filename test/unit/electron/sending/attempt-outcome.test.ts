import { describe, expect, test } from 'vitest';
import type { OutcomeTextParams } from '../../../../electron/sending/send-outcome-text.ts';
import { unknownOutcome, outcomeOf } from '../../../../electron/sending/attempt-outcome.ts';
import type { WireResponse, WireResult } from '../../../../electron/net/transport.ts';
import { causes, type Cause } from '../../../../electron/shared/domain/outcome.ts';

const subject: OutcomeTextParams = {
  customerKey: 'ck2001',
  recipient: 'customerKey',
  list: 'Orders',
  numbered: false,
  accountKind: 'production',
  host: 'mail.acme.example',
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
};
const response = (status: number, body: string): WireResult => ({
  kind: 'response',
  status,
  headers: [['Content-Type', 'application/json']],
  body: new TextEncoder().encode(body),
  truncated: false,
  durationMs: 5,
});
const failed = (sent: 'no' | 'maybe', cause: Cause, detail = '', partial: WireResponse | null = null): WireResult => ({
  kind: 'failed',
  sent,
  cause,
  detail,
  partial,
  durationMs: 5,
});
const error = (status: number, text: string) => JSON.stringify({ error: text, status: 'x', statusCode: status });

describe('a response', () => {
  test.each([
    [200, '0', 'accepted', 'Accepted. WhatCounts took the message for ck2001.'],
    [200, ' 0\r\n', 'accepted', 'Accepted. WhatCounts took the message for ck2001.'],
    [
      404,
      error(404, 'Subscriber Not Found'),
      'rejected',
      'Rejected. WhatCounts found no ck2001 on Orders: there is no such contact, or it isn\'t subscribed (404 "Subscriber Not Found"). Nothing was sent. Check the key or the list.',
    ],
    [
      401,
      error(401, 'Unauthorized'),
      'rejected',
      'Rejected. WhatCounts refused the realm or password (401). Nothing was sent. Open Accounts to correct them.',
    ],
    [500, '', 'rejected', 'Rejected by the server (500). It may have done part of the work: check before you send again.'],
  ])('%i %j is %s', (status, body, outcome, sentence) => {
    expect(outcomeOf(response(status, body), subject)).toMatchObject({ outcome, sentence, cause: 'answer', status });
  });

  test.each([
    [200, '7'],
    [200, '00'],
    [200, '-0'],
    [200, '0.0'],
    [200, '"0"'],
    [200, ''],
    [200, '<html>0</html>'],
    [200, '{ "error": "Subscriber Not Found" "status": 404'],
    [201, '0'],
    [202, '0'],
    [204, ''],
    [302, '0'],
    [400, '0'],
    [429, ''],
    [502, '<html>Bad Gateway</html>'],
  ])('%i %j is rejected, with a hint and a text', (status, body) => {
    const verdict = outcomeOf(response(status, body), subject);
    expect(verdict.outcome).toBe('rejected');
    expect(verdict.hint).not.toBe('');
    expect(verdict.sentence).toMatch(/^Rejected/);
    expect(verdict.sentence).toContain(String(status));
  });

  test("keeps the API's own error text and the bytes", () => {
    const verdict = outcomeOf(response(404, error(404, 'Template  Not\nFound')), subject);
    expect(verdict.errorText).toBe('Template Not Found');
    expect(verdict.sentence).toContain('404 "Template Not Found"');
    expect(new TextDecoder().decode(verdict.responseBody ?? new Uint8Array())).toContain('Template  Not');
  });

  test('of the practice realm does not mention WhatCounts', () => {
    const { sentence } = outcomeOf(response(200, '0'), { ...subject, accountKind: 'practice' });
    expect(sentence).not.toContain('WhatCounts');
  });
});

describe('a failure', () => {
  test.each(causes)('%s before anything left is "not sent"', (cause) => {
    const verdict = outcomeOf(failed('no', cause, 'some detail'), subject);
    expect(verdict).toMatchObject({ outcome: 'not sent', cause, status: null, responseBody: null });
    expect(verdict.sentence).toMatch(/^Not sent\. /);
  });

  test.each(causes)('%s after that is "unknown", and advises to check', (cause) => {
    const verdict = outcomeOf(failed('maybe', cause, 'some detail'), subject);
    expect(verdict).toMatchObject({ outcome: 'unknown', cause });
    expect(verdict.sentence).toMatch(/^Unknown\. .*The message may have been sent\. Check before you send again\.$/);
  });

  test('has the texts of the design', () => {
    const refused = { ...failed('no', 'refused'), problem: { code: 'connection.refused', params: {} } } as const;
    expect(outcomeOf(refused, subject).sentence).toBe(
      "Not sent. mail.acme.example couldn't be reached (connection refused). Nothing left this computer.",
    );
    expect(outcomeOf(failed('maybe', 'timeout'), subject).sentence).toBe(
      'Unknown. The request left, but no response came within 30 s. The message may have been sent. Check before you send again.',
    );
  });

  test('keeps an unreadable response as received, headers included, beside what could be read', () => {
    const raw = { bytes: new TextEncoder().encode('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n0'), truncated: true };
    const result = (partial: WireResponse | null): WireResult => ({
      kind: 'failed',
      sent: 'maybe',
      cause: 'unreadableAnswer',
      detail: '',
      durationMs: 5,
      partial,
      raw,
      malformed: 'twoLengths',
    });
    expect(outcomeOf(result(null), subject)).toMatchObject({
      outcome: 'unknown',
      status: null,
      responseBody: raw.bytes,
      responseTruncated: true,
      errorText: '',
      sentence: expect.stringContaining('it gives two lengths') as string,
    });
    const partial = { status: 200, headers: [['Transfer-Encoding', 'chunked']] as const, body: new Uint8Array([48]), truncated: false };
    expect(outcomeOf(result(partial), subject)).toMatchObject({
      status: 200,
      responseHeaders: partial.headers,
      responseBody: raw.bytes,
    });
  });

  test('keeps the part of a response that had arrived', () => {
    const partial = { status: 200, headers: [['Content-Length', '10']] as const, body: new Uint8Array([48]), truncated: false };
    const verdict = outcomeOf(failed('maybe', 'cutAnswer', 'cut', partial), subject);
    expect(verdict).toMatchObject({ outcome: 'unknown', status: 200, responseBody: new Uint8Array([48]), errorText: 'cut' });
  });
});

test('the text of a timeout depends on whether a response had begun, in whatever form it was kept', () => {
  const sentence = (changes: object) => outcomeOf({ ...failed('maybe', 'timeout'), ...changes }, subject).sentence;
  const partial: WireResponse = { status: 200, headers: [], body: new Uint8Array(), truncated: false };
  const raw = { bytes: new Uint8Array([72]), truncated: false };
  const none = sentence({});
  expect(sentence({ partial })).not.toBe(none);
  expect(sentence({ raw })).toBe(sentence({ partial }));
  expect(unknownOutcome('timeout', subject)).toMatchObject({ outcome: 'unknown', cause: 'timeout', sentence: none });
});
