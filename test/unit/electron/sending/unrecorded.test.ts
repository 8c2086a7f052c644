import { expect, test } from 'vitest';
import type { EntrySummary } from '../../../../electron/shared/domain/entry.ts';
import { unrecordedEntry, unrecordedText, type UnrecordedInput } from '../../../../electron/sending/unrecorded.ts';
import { buildSendRequest, placeholderHeaders } from '../../../../electron/whatcounts/request.ts';
import { message } from '../log/a-log.ts';

const begun: EntrySummary = {
  id: 7,
  at: 1000,
  state: 'sending',
  cause: null,
  accountId: 'acme',
  accountName: 'Acme production',
  accountKind: 'production',
  list: message.list,
  template: message.template,
  customerKey: message.customerKey,
  presetId: 'p1',
  presetName: 'Delay',
  status: null,
  durationMs: null,
  hint: '',
  sentence: '',
};
const shown = buildSendRequest('https://mail.acme.example', message, placeholderHeaders(false));
const warning = unrecordedText('ck1042');

const unrecorded = (changes: Partial<UnrecordedInput['storedOutcome']> = {}): UnrecordedInput => ({
  entry: begun,
  message,
  request: shown,
  warning,
  storedOutcome: {
    outcome: 'rejected',
    cause: 'answer',
    status: 404,
    responseHeaders: [['X-a', '1']],
    responseBody: Buffer.from('{"error":"Subscriber Not Found"}'),
    responseTruncated: false,
    errorText: 'Subscriber Not Found',
    hint: 'Not subscribed',
    sentence: 'Rejected.',
    at: 1012,
    durationMs: 12,
    ...changes,
  },
});

test('an outcome that could not be written is shown in full', () => {
  const { body, alsoNamed, ...shownMessage } = message;
  expect([body, alsoNamed]).toEqual(['', []]);
  expect(unrecordedEntry(unrecorded())).toEqual({
    ...begun,
    ...shownMessage,
    requestBody: null,
    contact: '',
    state: 'rejected',
    cause: 'answer',
    status: 404,
    durationMs: 12,
    outcomeAt: 1012,
    bodyRemovedAt: null,
    history: [],
    method: 'POST',
    url: shown.url,
    requestHeaders: shown.headers,
    responseHeaders: [['X-a', '1']],
    responseBody: { text: '{"error":"Subscriber Not Found"}', keptBytes: 0, truncated: false },
    errorText: 'Subscriber Not Found',
    hint: 'Not subscribed',
    sentence:
      "Rejected. The log can't be written: Keypost keeps trying to record this outcome of the send to ck1042. If it can't, the log will show it as unknown.",
  });
});

test('there is no body if no response came', () => {
  expect(unrecordedEntry(unrecorded({ responseBody: null })).responseBody).toBeNull();
});

test('a truncated or binary body is shown as far as possible', () => {
  const { responseBody } = unrecordedEntry(unrecorded({ responseBody: new Uint8Array([0x30, 0xff]), responseTruncated: true }));
  expect(responseBody).toEqual({ text: '0ÿ', keptBytes: 0, truncated: true });
});

test('the body of the request is shown', () => {
  const sent = { ...unrecorded(), message: { ...message, body: '{"email":"a@b.example"}' } };
  expect(unrecordedEntry(sent).requestBody).toBe('{"email":"a@b.example"}');
});
