/** Requests that end while the connection opens, or in the moment in which it is open: no byte leaves, and the result has the reason. */
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { bodyOf, exchange, failureOf, okResponse, onceConnected, send, siteRespondingWith, stopTheClock, timeoutMs } from './exchange.ts';
import type { ExchangeSettings } from './exchange.ts';
import { wireServer } from './wire-server.ts';

/** The failure of a send whose connection is disturbed once it is open. Checks that there is one connection, without a byte. */
async function unsent(then: (socket: Socket) => void, options: ExchangeSettings = {}) {
  const site = await wireServer();
  const handedOver: string[] = [];
  onceConnected(then);
  const result = await exchange(send(`http://127.0.0.1:${site.port}`), { ...options, onHandOver: () => handedOver.push('left') });
  expect((await site.only()).bytes).toBe('');
  expect(handedOver).toEqual([]);
  return failureOf(result);
}

describe('a connection that is open', () => {
  test('and is closed in the same moment carries no request', async () => {
    const failure = await unsent((socket) => socket.once('ready', () => socket.destroy()));
    expect(failure).toEqual({
      kind: 'failed',
      sent: 'no',
      cause: 'unreachable',
      problem: { code: 'connection.closed', params: {} },
      detail: '',
      partial: null,
      durationMs: expect.any(Number) as number,
    });
  });

  test('in the moment of the timeout carries no request', async () => {
    const runOut = stopTheClock();
    const failure = await unsent(() => runOut());
    expect(failure).toMatchObject({ sent: 'no', cause: 'connectTimeout', problem: { code: 'connection.timedOut' } });
  });

  test('in the moment of a cancel is closed', async () => {
    const stop = new AbortController();
    const failure = await unsent((socket) => socket.once('ready', () => stop.abort()), { signal: stop.signal });
    expect(failure).toMatchObject({ sent: 'no', cause: 'cancelledBefore', detail: '', problem: { code: 'connection.stopped' } });
  });
});

/** Calls `then` after that many turns of the microtask queue. */
function afterSteps(steps: number, then: () => void): void {
  if (steps === 0) then();
  else queueMicrotask(() => afterSteps(steps - 1, then));
}

test.each(Array.from({ length: 16 }, (_, steps) => steps))(
  'a cancel %i steps after the connection is open reports "not sent", unless the request had left before',
  async (steps) => {
    const stop = new AbortController();
    const site = await siteRespondingWith(okResponse);
    const left = { times: 0, timesBefore: 0 };
    onceConnected(() =>
      afterSteps(steps, () => {
        left.timesBefore = left.times;
        stop.abort();
      }),
    );
    const options = { signal: stop.signal, onHandOver: () => (left.times += 1) };
    const failure = failureOf(await exchange(send(`http://127.0.0.1:${site.port}`), options));
    expect([failure.sent, failure.cause]).toEqual(left.timesBefore > 0 ? ['maybe', 'cancelledInFlight'] : ['no', 'cancelledBefore']);
    expect(left.times).toBe(left.timesBefore);
    await site.only();
  },
);

describe('a computer that sleeps while the connection opens', () => {
  /** Sets the clock to that many milliseconds later when the connection is open. */
  function openAfter(ms: number): (socket: Socket) => void {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_764_000_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    return () => void vi.setSystemTime(1_764_000_000_000 + ms);
  }

  test('sends nothing more than a minute after the timeout', async () => {
    expect(await unsent(openAfter(timeoutMs + 60_001))).toMatchObject({
      sent: 'no',
      cause: 'overslept',
      problem: { code: 'connection.slept', params: {} },
      detail: '',
      partial: null,
    });
  });

  test('sends until a minute after the timeout', async () => {
    const site = await siteRespondingWith(okResponse);
    onceConnected(openAfter(timeoutMs + 60_000));
    expect(bodyOf(await exchange(send(`http://127.0.0.1:${site.port}`)))).toBe('0');
  });
});

describe('no connection in time', () => {
  test.each([
    ['the time for the connection', { connectTimeoutMs: 1250 }, 1.3],
    ['the time for the whole request', { timeoutMs: 1250 }, 1.3],
  ])('reports how long it was tried: %s', async (_, limits, seconds) => {
    const runOut = stopTheClock();
    const proxyFor = () => {
      runOut();
      return new Promise<string>(() => undefined);
    };
    expect(failureOf(await exchange(send('https://mail.acme.example'), { proxyFor, ...limits }))).toMatchObject({
      sent: 'no',
      cause: 'connectTimeout',
      detail: '',
      problem: { code: 'connection.timedOut', params: { seconds } },
    });
  });

  test('is also the reason of a failure after the timeout', async () => {
    const runOut = stopTheClock();
    const proxyFor = () => {
      runOut();
      return Promise.reject(new Error('no PAC'));
    };
    const failure = failureOf(await exchange(send('https://mail.acme.example'), { proxyFor }));
    expect(failure).toMatchObject({ sent: 'no', cause: 'connectTimeout', detail: '', problem: { code: 'connection.timedOut' } });
  });
});

test('a request that was cancelled before looks up neither a proxy nor its login', async () => {
  const asked: string[] = [];
  const transport = createNodeTransport(
    (url) => {
      asked.push(url);
      return Promise.resolve('PROXY 127.0.0.1:3128');
    },
    (_scheme, address) => {
      asked.push(address);
      return Promise.resolve({ ok: true, value: null });
    },
  );
  const options = { timeoutMs, connectTimeoutMs: timeoutMs, signal: AbortSignal.abort() };
  expect(failureOf(await transport.exchange(send('https://mail.acme.example'), options))).toMatchObject({
    sent: 'no',
    cause: 'cancelledBefore',
    detail: '',
    problem: { code: 'connection.stopped', params: {} },
  });
  expect(asked).toEqual([]);
});
