import { describe, expect, test } from 'vitest';
import { noResponseText, refusalText } from '../../../../electron/whatcounts/read-failure-text.ts';
import { wireResponse } from './responses.ts';

const host = 'wc.example';
const asked = { host, practice: false };
const apiError = { error: 'Realm Is Closed', status: 'Forbidden', statusCode: 403 };

describe('where no response came', () => {
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
  ] as const)('the cause alone gives the reason: %s', (cause, code) => {
    expect(noResponseText({ cause }, host, 'read')).toEqual({ code, params: { host, next: 'read' } });
  });

  test('a problem of the connection says more than the cause', () => {
    const problem = { code: 'connection.timedOut', params: { seconds: 15 } } as const;
    expect(noResponseText({ cause: 'timeout', problem }, host, 'test')).toEqual({
      code: 'connection.timedOut',
      params: { seconds: 15, host, next: 'test' },
    });
  });
});

describe('where a response came', () => {
  test('nothing is said of 200, unless it is a page', () => {
    expect(refusalText(wireResponse('[]'), asked, 'read')).toBeNull();
    expect(refusalText(wireResponse('<html>Welcome'), asked, 'read')).toEqual({
      code: 'response.webPage',
      params: { by: 'gateway', status: 200, errorText: '', host, next: 'read' },
    });
  });

  test('another success may be of anybody', () => {
    expect(refusalText(wireResponse('[]', { status: 202 }), asked, 'test')).toEqual({
      code: 'read.otherResponse',
      params: { host, next: 'test', status: 202 },
    });
  });

  test('its own text is quoted only on request', () => {
    const refused = wireResponse(apiError, { status: 403 });
    const params = { by: 'whatcounts', status: 403, host, next: 'read' };
    expect(refusalText(refused, asked, 'read')).toEqual({ code: 'response.noRight', params: { ...params, errorText: '' } });
    expect(refusalText(refused, asked, 'read', false)).toEqual({ code: 'response.noRight', params: { ...params, errorText: '' } });
    expect(refusalText(refused, asked, 'read', true)).toEqual({
      code: 'response.noRight',
      params: { ...params, errorText: 'Realm Is Closed' },
    });
  });

  test('the practice realm is called by its name', () => {
    expect(refusalText(wireResponse(apiError, { status: 403 }), { host, practice: true }, 'read')).toMatchObject({
      params: { by: 'practice' },
    });
  });
});
