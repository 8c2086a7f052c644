/** Responses without events: who sent them, and what they mean. */
import { expect, test } from 'vitest';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { jsonResponse, resolveBench, valueOf, withNeighbours } from './resolve-bench.ts';

test.each<readonly [string, (path: string) => WireResult | undefined, string, string]>([
  [
    'no such contact',
    (path) =>
      path.includes('/ck1042/') ? jsonResponse({ error: 'Subscriber Not Found', status: 'Not Found', statusCode: 404 }, 404) : undefined,
    'unclear',
    'WhatCounts was asked for the SENT events of ck1042 and responded 404 "Subscriber Not Found": it knows no such contact',
  ],
  [
    'a 404 of another server',
    (path) => (path.includes('/ck1042/') ? jsonResponse({ error: 'Not here' }, 404) : undefined),
    'failed',
    'The server at mail.acme.example has nothing at this address (404 "Not here").',
  ],
  ['a 402 of another server', () => jsonResponse('Pay', 402), 'failed', 'The server at mail.acme.example asks for a payment (402).'],
  ['another contact', () => jsonResponse({ customerKey: 'ck7', events: [] }), 'unclear', 'another contact than ck1042'],
  ['no such list', (path) => (path.startsWith('/rest/lists') ? jsonResponse([]) : undefined), 'unclear', 'it names no list Orders'],
  [
    'wrong credentials',
    () => jsonResponse({ error: 'Unauthorized' }, 401),
    'failed',
    'The server at mail.acme.example refused the realm or password (401).',
  ],
  [
    'a server error for the lists',
    (path) => (path.startsWith('/rest/lists') ? jsonResponse('x', 500) : undefined),
    'failed',
    'Keypost asked for the list Orders. mail.acme.example responded with a server error (500).',
  ],
  [
    'a 404 for the lists',
    (path) =>
      path.startsWith('/rest/lists') ? jsonResponse({ error: 'Not Found', status: 'Not Found', statusCode: 404 }, 404) : undefined,
    'failed',
    'Keypost asked for the list Orders.',
  ],
  ['a page of HTML', () => jsonResponse('<html>'), 'failed', 'A web page came back (200), not a response of WhatCounts'],
  ['something else', () => jsonResponse('"hello"'), 'failed', 'mail.acme.example responded 200, but with nothing that could be read'],
  [
    'no connection',
    () => ({ kind: 'failed', sent: 'no', cause: 'refused', detail: '', partial: null, durationMs: 1 }),
    'failed',
    "mail.acme.example couldn't be reached (connection refused). Nothing was changed.",
  ],
  [
    'no response',
    () => ({ kind: 'failed', sent: 'maybe', cause: 'timeout', detail: '', partial: null, durationMs: 1 }),
    'failed',
    "mail.acme.example didn't respond in time.",
  ],
])('reports %s', async (_, respond, result, text) => {
  const bench = withNeighbours(resolveBench({ respond }));
  const { id } = bench.seed(0);
  bench.event(3);
  const report = valueOf(await bench.resolver.ask({ id, note: 'kept' }));
  expect(report).toMatchObject({ result, sentence: expect.stringContaining(text) as string, entry: { state: 'unknown' } });
  expect(report.entry.history).toHaveLength(result === 'failed' ? 0 : 2);
  expect(bench.changed).toHaveLength(result === 'failed' ? 0 : 1);
});
