import { expect, test } from 'vitest';
import { noSecrets } from '../../../../electron/net/redaction/secrets.ts';
import { serverTime, watchServerTime } from '../../../../electron/net/server-time.ts';
import type { WireHeader, WireResult } from '../../../../electron/net/transport.ts';

const date: WireHeader = ['Date', 'Tue, 24 Nov 2026 10:00:00 GMT'];
const time = Date.parse('2026-11-24T10:00:00Z');

test.each<readonly [string, WireHeader[], number | null]>([
  [
    'a date',
    [
      ['X', '1'],
      ['date', date[1]],
    ],
    time,
  ],
  ['a date among spaces', [['Date', ` ${date[1]}\t`]], time],
  ['none', [], null],
  ['one from a cache', [date, ['Age', '3']], null],
  ['one of another form', [['Date', '2026-11-24T10:00:00Z']], null],
  ['no date', [['Date', 'Tue, 99 Nov 2026 10:00:00 GMT']], null],
])('%s', (_, headers, expected) => {
  expect(serverTime(headers)).toBe(expected);
});

test('is reported for every response, and not for a failure', async () => {
  const response: WireResult = { kind: 'response', status: 200, headers: [date], body: new Uint8Array(), truncated: false, durationMs: 1 };
  const failed: WireResult = { kind: 'failed', sent: 'no', cause: 'dns', detail: '', partial: null, durationMs: 1 };
  const results = [response, failed];
  const seen: unknown[] = [];
  const transport = watchServerTime({ exchange: () => Promise.resolve(results.shift() ?? failed) }, (...args) => seen.push(args));
  const request = { method: 'GET', url: 'https://a.example:8443/rest/x', headers: [], secrets: noSecrets } as const;
  const options = { timeoutMs: 1, connectTimeoutMs: 1, signal: new AbortController().signal };
  expect(await transport.exchange(request, options)).toBe(response);
  expect(await transport.exchange(request, options)).toBe(failed);
  expect(seen).toEqual([['a.example:8443', time]]);
});
