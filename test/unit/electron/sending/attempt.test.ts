/** An attempt on its own: without a press and without guards. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { attempt, type AttemptInput } from '../../../../electron/sending/attempt.ts';
import { InFlight } from '../../../../electron/sending/in-flight.ts';
import type { Cause } from '../../../../electron/shared/domain/outcome.ts';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import { checkedMessage } from '../whatcounts/checked-message.ts';
import { accepted, accountsOf, acme, secret, senderBench, type Bench } from './sender-bench.ts';

const now = 1_764_000_000_000;

/** Starts an attempt and records the order of its steps. */
function begin(changes: Partial<AttemptInput> = {}, log?: Bench['log']) {
  const bench = senderBench();
  const order: string[] = [];
  const flight = new InFlight().start(acme.id, checkedMessage(), 'p1');
  if (flight === null) throw new Error('refused');
  const input: AttemptInput = {
    pressId: randomUUID(),
    presetId: null,
    account: acme,
    message: checkedMessage(),
    flight,
    rules: { timeoutMs: 30_000, connectTimeoutMs: 10_000, logContact: false },
    pressedAt: now,
    hold: null,
    onOpening: () => order.push('opening'),
    onLeft: () => order.push('left'),
    ...changes,
  };
  const entry = attempt(input, {
    accounts: accountsOf(() => {
      order.push('secret');
      return Promise.resolve(ok(secret));
    }),
    log: log ?? bench.log,
    transport: {
      exchange: (_, { onHandOver }) => {
        order.push('request');
        onHandOver?.();
        return Promise.resolve(accepted);
      },
    },
    contactOf: () => '',
    presetName: () => null,
    now: () => now,
    onChange: ({ state }) => order.push(state),
    notify: (sentence) => order.push(sentence),
  });
  return { entry, order, flight };
}

describe('an attempt', () => {
  test('records, makes one request, and stores the outcome', async () => {
    const { entry, order, flight } = begin();
    expect(await entry).toMatchObject({ ok: true, value: { state: 'accepted', id: flight.entryId } });
    expect(order).toEqual(['secret', 'sending', 'opening', 'request', 'left', 'accepted']);
  });

  test('that is held requests no secret before the hold is over', async () => {
    let release: (cause: Cause | null) => void = () => undefined;
    const hold = (): Promise<Cause | null> => new Promise((resolve) => (release = resolve));
    const { entry, order } = begin({ hold });
    await expect.poll(() => order).toEqual(['sending']);
    release(null);
    expect(await entry).toMatchObject({ ok: true, value: { state: 'accepted' } });
    expect(order).toEqual(['sending', 'opening', 'secret', 'request', 'left', 'accepted']);
  });

  test('that is stopped while it is held sends nothing, and its entry has the cause', async () => {
    const { entry, order } = begin({ hold: () => Promise.resolve('undone') });
    expect(await entry).toMatchObject({ ok: true, value: { state: 'not sent', cause: 'undone' } });
    expect(order).toEqual(['sending', 'not sent']);
  });

  test('that cannot be recorded sends nothing', async () => {
    const refusing = { begin: () => fail('logNotWritable', 'The log is full.') } as unknown as Bench['log'];
    const { entry, order } = begin({}, refusing);
    expect(await entry).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
    expect(order).toEqual(['secret']);
  });
});
