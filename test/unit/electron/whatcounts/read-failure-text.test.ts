import { describe, expect, test } from 'vitest';
import { noResponseText, refusalText } from '../../../../electron/whatcounts/read-failure-text.ts';
import { wireResponse } from './responses.ts';

const host = 'wc.example';
const asked = { host, practice: false };
const apiError = { error: 'Realm Is Closed', status: 'Forbidden', statusCode: 403 };

describe('without a response', () => {
  test.each([
    ['timeout', 'read.timedOut'],
    ['cutAnswer', 'read.cut'],
    ['reset', 'read.reset'],
    ['unreadableAnswer', 'read.malformed'],
    ['tls', 'read.failed'],
    ['internal', 'read.failed'],
    ['dns', 'connection.nameNotFound'],
    ['refused', 'connection.refused'],
    ['unreachable', 'connection.unreachable'],
    ['cancelledBefore', 'connection.stopped'],
  ] as const)('derives the text from the cause: %s', (cause, code) => {
    expect(noResponseText({ cause }, host, 'read')).toEqual({ code, params: { host, next: 'read' } });
  });

  test('prefers a problem of the connection to the cause', () => {
    const problem = { code: 'connection.timedOut', params: { seconds: 15 } } as const;
    expect(noResponseText({ cause: 'timeout', problem }, host, 'test')).toEqual({
      code: 'connection.timedOut',
      params: { seconds: 15, host, next: 'test' },
    });
  });
});

describe('with a response', () => {
  test('has no text for a 200, unless it is a web page', () => {
    expect(refusalText(wireResponse('[]'), asked, 'read')).toBeNull();
    expect(refusalText(wireResponse('<html>Welcome'), asked, 'read')).toEqual({
      code: 'response.webPage',
      params: { by: 'gateway', status: 200, errorText: '', host, next: 'read' },
    });
  });

  test('has its own text for another status of success', () => {
    expect(refusalText(wireResponse('[]', { status: 202 }), asked, 'test')).toEqual({
      code: 'read.otherResponse',
      params: { host, next: 'test', status: 202 },
    });
  });

  test('quotes the text of the response only on request', () => {
    const refused = wireResponse(apiError, { status: 403 });
    const params = { by: 'whatcounts', status: 403, host, next: 'read' };
    expect(refusalText(refused, asked, 'read')).toEqual({ code: 'response.noRight', params: { ...params, errorText: '' } });
    expect(refusalText(refused, asked, 'read', false)).toEqual({ code: 'response.noRight', params: { ...params, errorText: '' } });
    expect(refusalText(refused, asked, 'read', true)).toEqual({
      code: 'response.noRight',
      params: { ...params, errorText: 'Realm Is Closed' },
    });
  });

  test('names the practice realm', () => {
    expect(refusalText(wireResponse(apiError, { status: 403 }), { host, practice: true }, 'read')).toMatchObject({
      params: { by: 'practice' },
    });
  });
});
