/** The last steps of a send. Whatever fails in them, the outcome says whether the request may have left. */
import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Secret } from '../../../../electron/accounts/vault.ts';
import { fail, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { performSend, type PerformSendInput } from '../../../../electron/sending/perform-send.ts';
import { InFlight } from '../../../../electron/sending/in-flight.ts';
import type { OutcomeTextParams } from '../../../../electron/sending/send-outcome-text.ts';
import type { ExchangeOptions, WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import { checkedMessage } from '../whatcounts/checked-message.ts';
import { redacted } from '../net/redacted.ts';
import { accepted, acme, secret } from './sender-bench.ts';
import { collectFailures } from '../shared/base/collect-failures.ts';

const failures = collectFailures();

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

interface World {
  exchange?: (request: WireRequest, options: ExchangeOptions) => Promise<WireResult>;
  secretFor?: (signal?: AbortSignal) => Promise<Result<Secret>>;
  changes?: Partial<PerformSendInput>;
}

function world({ exchange = () => Promise.resolve(accepted), secretFor = () => Promise.resolve(ok(secret)), changes = {} }: World = {}) {
  const flights = new InFlight();
  const message = checkedMessage({ list: 'Orders', template: 'Delay', customerKey: 'ck1042' });
  const flight = flights.start(acme.id, message, 'p1');
  if (flight === null) throw new Error('refused');
  const exchanges: { request: WireRequest; options: ExchangeOptions }[] = [];
  const asked: (AbortSignal | undefined)[] = [];
  const transport = redacted({
    exchange: (request, options) => {
      exchanges.push({ request, options });
      return exchange(request, options);
    },
  });
  const accounts = {
    get: () => acme,
    secretFor: (_: unknown, signal?: AbortSignal) => {
      asked.push(signal);
      return secretFor(signal);
    },
  };
  const left = { count: 0 };
  const input: PerformSendInput = {
    account: acme,
    message,
    siteUrl: acme.siteUrl,
    flight,
    secret: null,
    subject,
    connectTimeoutMs: 10_000,
    onHandOver: () => void (left.count += 1),
    ...changes,
  };
  return { verdict: () => performSend(input, accounts, transport), cancel: () => flights.cancel('p1'), flight, exchanges, asked, left };
}

describe('performSend', () => {
  test('asks for the secret with the abort signal of the send, and passes the request on with its timeouts', async () => {
    const { verdict, flight, exchanges, asked, left } = world();
    expect(await verdict()).toMatchObject({ outcome: 'accepted', cause: 'answer' });
    expect(asked).toEqual([flight.signal]);
    expect(exchanges).toMatchObject([{ options: { timeoutMs: 30_000, connectTimeoutMs: 10_000 } }]);
    expect(exchanges[0]?.options.signal).toBe(flight.signal);
    expect(left.count).toBe(0);
    exchanges[0]?.options.onHandOver?.();
    expect(left.count).toBe(1);
  });

  test('uses a secret that was requested earlier, and does not request it again', async () => {
    const { verdict, exchanges, asked } = world({ changes: { secret: Promise.resolve(ok({ ...secret, password: 'early' })) } });
    await verdict();
    expect(asked).toEqual([]);
    const authorization = `Basic ${Buffer.from('acme:early').toString('base64')}`;
    expect(exchanges[0]?.request.headers).toContainEqual(['Authorization', authorization]);
  });

  test.each([
    ['noCredentials', 'noCredentials'],
    ['vaultLocked', 'vaultLocked'],
    ['vaultAbsent', 'vaultLocked'],
  ])('is "not sent" with the text of the keychain, and makes no request, when the keychain fails with %s', async (code, cause) => {
    const { verdict, exchanges } = world({ secretFor: () => Promise.resolve(fail(code, 'Why it is so.')) });
    expect(await verdict()).toMatchObject({ outcome: 'not sent', cause, errorText: '', sentence: 'Not sent. Why it is so.' });
    expect(exchanges).toEqual([]);
  });

  test('is "not sent" when it was cancelled before, even if the secret is available', async () => {
    const { verdict, cancel, exchanges } = world();
    cancel();
    expect(await verdict()).toMatchObject({ outcome: 'not sent', cause: 'cancelledBefore', errorText: '' });
    expect(exchanges).toEqual([]);
  });

  test(`is "not sent" at once when it is cancelled while the keychain's prompt is open`, async () => {
    const { verdict, cancel, exchanges } = world({ secretFor: () => new Promise(() => undefined) });
    const pending = verdict();
    cancel();
    expect(await pending).toMatchObject({ outcome: 'not sent', cause: 'cancelledBefore' });
    expect(exchanges).toEqual([]);
  });

  test('sends nothing when the secret arrives after the cancel', async () => {
    let resolveSecret: (secret: Result<Secret>) => void = () => undefined;
    const { verdict, cancel, exchanges } = world({ secretFor: () => new Promise((resolve) => (resolveSecret = resolve)) });
    const pending = verdict();
    cancel();
    resolveSecret(ok(secret));
    expect(await pending).toMatchObject({ outcome: 'not sent', cause: 'cancelledBefore' });
    expect(exchanges).toEqual([]);
  });

  test('is "not sent" after an internal error before the hand-over, and does not expose the text of the error', async () => {
    const { verdict, exchanges } = world({ secretFor: () => Promise.reject(new Error('correct horse')) });
    const outcome = await verdict();
    expect(outcome).toMatchObject({ outcome: 'not sent', cause: 'internal', errorText: '' });
    expect(JSON.stringify(outcome)).not.toContain('correct horse');
    expect(exchanges).toEqual([]);
    expect(failures.list).toMatchObject([{ level: 'error', what: 'a send failed inside Keypost', error: { message: '' } }]);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('correct horse'))],
    [
      'throws',
      () => {
        throw new Error('correct horse');
      },
    ],
  ])('is "unknown" when the transport %s, because it may have sent the request', async (_, exchange) => {
    const outcome = await world({ exchange }).verdict();
    expect(outcome).toMatchObject({ outcome: 'unknown', cause: 'internal', errorText: '' });
    expect(JSON.stringify(outcome)).not.toContain('correct horse');
  });

  const echo = { ...accepted, status: 500, body: new TextEncoder().encode(`{"error":"${secret.password}"}`) };
  test('removes the credentials from the response, but not the public password of the practice realm', async () => {
    const text = async (used: Secret) => {
      const exchange = () => Promise.resolve(echo);
      const { responseBody, errorText } = await world({ exchange, secretFor: () => Promise.resolve(ok(used)) }).verdict();
      return new TextDecoder().decode(responseBody ?? undefined) + errorText;
    };
    expect(await text(secret)).not.toContain(secret.password);
    expect(await text({ ...secret, isPublic: true })).toContain(secret.password);
  });

  test('leaves no listener on the abort signal, neither after the secret has arrived nor after a cancel', async () => {
    const listeners = ({ flight }: ReturnType<typeof world>) => getEventListeners(flight.signal, 'abort').length;
    const sent = world();
    await sent.verdict();
    expect(listeners(sent)).toBe(0);
    const waiting = world({ secretFor: () => new Promise(() => undefined) });
    const verdict = waiting.verdict();
    expect(listeners(waiting)).toBe(1);
    waiting.cancel();
    await verdict;
    expect(listeners(waiting)).toBe(0);
  });
});
