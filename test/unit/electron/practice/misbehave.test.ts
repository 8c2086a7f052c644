import { expect, it, vi } from 'vitest';
import { type SpecialKeyName, isRecordedKey, specialKeys } from '../../../../electron/practice/special-keys.ts';
import { outcomeOf } from '../../../../electron/sending/attempt-outcome.ts';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { buildSendRequest, credentialHeaders } from '../../../../electron/whatcounts/request.ts';
import { practiceRealm } from './practice-client.ts';
import { checkedMessage } from '../whatcounts/checked-message.ts';

const transport = createNodeTransport(() => Promise.resolve('DIRECT'));

/** One send like in Keypost, from request to outcome, over its own transport. */
async function start(slowMs = 20) {
  const { realm } = await practiceRealm({ slowMs });
  const press = async (customerKey: string, timeoutMs = 10_000, signal = new AbortController().signal) => {
    const parts = checkedMessage({ customerKey });
    const { siteUrl, realm: name, password } = realm;
    const credentials = credentialHeaders({ siteUrl, realm: name, password, clientName: '', clientKey: '' });
    const request = buildSendRequest(siteUrl, parts, credentials);
    const result = await transport.exchange(request, { timeoutMs, connectTimeoutMs: timeoutMs, signal });
    const { host } = new URL(siteUrl);
    const subject = {
      customerKey,
      recipient: 'customerKey',
      numbered: false,
      list: parts.list,
      accountKind: 'practice',
      host,
      timeoutMs,
      connectTimeoutMs: timeoutMs,
    } as const;
    const verdict = outcomeOf(result, subject);
    return { result, verdict, text: verdict.responseBody && new TextDecoder().decode(verdict.responseBody) };
  };
  return { realm, press };
}

/** The time to wait before a response counts as missing. */
const patience = (key: string): number => (key === 'ck-silent' ? 500 : 10_000);

it.each(specialKeys)(
  '$key has its described outcome after one call, and is sent only if its message is accepted',
  async ({ key, description }) => {
    const { realm, press } = await start();
    const { verdict } = await press(key, patience(key));
    expect(verdict.outcome).toBe(/Accepted|Rejected|Unknown/.exec(description)?.[0].toLowerCase());
    expect([realm.calls().length, realm.sent().length]).toEqual([1, isRecordedKey(key) ? 1 : 0]);
  },
);

it.each([
  ['ck-slow', 200, '0', ''],
  ['ck-404', 404, '{"error":"Subscriber Not Found","status":"Not Found","statusCode":404}', 'Subscriber Not Found'],
  [
    'ck-500',
    500,
    '{"error":"Internal error while creating the message","status":"Internal Server Error","statusCode":500}',
    'Internal error while creating the message',
  ],
  ['ck-html', 502, '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>', ''],
  ['ck-malformed', 200, '{ "error" : "Subscriber Not Found" "status" : "Not Found" "statusCode" : 404', ''],
  ['ck-number', 200, '7', ''],
] satisfies [SpecialKeyName, number, string, string][])('%s responds %i %s', async (key, status, body, errorText) => {
  const { press } = await start();
  const { verdict, text } = await press(key);
  expect(verdict).toMatchObject({ cause: 'answer', status, errorText });
  expect(text).toBe(body);
});

it('ck-html is HTML, everything else is JSON', async () => {
  const { press } = await start();
  const type = async (key: SpecialKeyName) => (await press(key)).verdict.responseHeaders.find(([name]) => name === 'Content-Type')?.[1];
  expect(await type('ck-html')).toBe('text/html');
  for (const key of ['ck-slow', 'ck-404', 'ck-500', 'ck-malformed', 'ck-number', 'ck-cut'] as const) {
    expect(await type(key)).toBe('application/json');
  }
});

it('ck-slow responds after its delay, and not earlier', async () => {
  const { press } = await start(150);
  const { result, verdict } = await press('ck-slow');
  expect(verdict.outcome).toBe('accepted');
  expect(result.durationMs).toBeGreaterThanOrEqual(145);
});

it('ck-slow is unknown after a shorter timeout', async () => {
  const { press } = await start(3_600_000);
  const { verdict } = await press('ck-slow', 500);
  expect(verdict).toMatchObject({ outcome: 'unknown', cause: 'timeout', status: null });
});

it('ck-cut breaks off in the middle of a response', async () => {
  const { press } = await start();
  const { verdict, text } = await press('ck-cut');
  expect(verdict).toMatchObject({ outcome: 'unknown', cause: 'cutAnswer', status: 200 });
  expect(text).toBe('{"error":"Sub');
});

it('ck-reset breaks off before a response', async () => {
  const { press } = await start();
  const { verdict } = await press('ck-reset');
  expect(verdict).toMatchObject({ outcome: 'unknown', cause: 'reset', status: null, responseBody: null });
});

it('ck-silent never responds, until the timeout or a cancel', async () => {
  const { realm, press } = await start();
  expect((await press('ck-silent', 500)).verdict).toMatchObject({ outcome: 'unknown', cause: 'timeout', responseBody: null });
  const stop = new AbortController();
  const pressed = press('ck-silent', 60_000, stop.signal);
  await vi.waitFor(() => {
    expect(realm.calls()).toHaveLength(2);
  });
  stop.abort();
  expect((await pressed).verdict).toMatchObject({ outcome: 'unknown', cause: 'cancelledInFlight' });
});

it('the realm still works after all of them', async () => {
  const { realm, press } = await start();
  await Promise.all(specialKeys.map(({ key }) => press(key, patience(key))));
  expect((await press('ck1042')).verdict.outcome).toBe('accepted');
  expect(realm.sent()).toHaveLength(1 + specialKeys.filter(({ key }) => isRecordedKey(key)).length);
});
