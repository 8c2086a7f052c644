/** What can hold a press back: earlier sends of the same message, the review of production accounts, the undo period. */
import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { acme, accepted, accountsOf, secret, senderBench, type Bench } from './sender-bench.ts';
import { ok } from '../../../../electron/shared/domain/result.ts';

const exchange = (bench: Bench, n = 0) => vi.waitFor(() => bench.exchanges[n] ?? Promise.reject(new Error('no request yet')));
type Pressed = Awaited<ReturnType<Bench['press']>>;
const review = (result: Pressed) => {
  if (!result.ok || result.value.kind !== 'needsConsent') throw new Error(`no review was required: ${JSON.stringify(result)}`);
  return result.value.review;
};
const stateOf = (result: Pressed) => (result.ok && result.value.kind === 'finished' ? result.value.entry.state : result);

const hourMs = 60 * 60 * 1000;
/** Sends a message once, with the given response or failure. */
async function afterOne(result: Parameters<Bench['exchanges'][number]['respond']>[0], clock = { now: 1_764_000_000_000 }) {
  const bench = senderBench({ now: () => clock.now }, { duplicateMs: 24 * hourMs });
  const pressed = bench.press();
  (await exchange(bench)).respond(result);
  await pressed;
  return { bench, clock };
}
const timeout = { kind: 'failed', sent: 'maybe', cause: 'timeout', detail: '', partial: null, durationMs: 1 } as const;
const refused = { kind: 'failed', sent: 'no', cause: 'refused', detail: '', partial: null, durationMs: 1 } as const;

describe('the same message again', () => {
  test.each([
    ['accepted', accepted],
    ['unknown', timeout],
  ] as const)('needs a consent when the earlier one was %s', async (state, result) => {
    const { bench } = await afterOne(result);
    const asked = review(await bench.press());
    expect(asked.reasons).toMatchObject([{ code: 'duplicate', earlier: { state } }]);
    const again = bench.press({}, asked.token);
    (await exchange(bench, 1)).respond(accepted);
    expect(stateOf(await again)).toBe('accepted');
  });

  test.each([
    ['rejected', { ...accepted, status: 404 }],
    ['not sent', refused],
  ] as const)('is sent when the earlier one was %s', async (_, result) => {
    const { bench } = await afterOne(result);
    void bench.press();
    await exchange(bench, 1);
  });

  test.each([{ customerKey: 'ck1043' }, { list: 'Notices' }, { template: 'Refund issued' }])(
    'is another message with %o',
    async (changes) => {
      const { bench } = await afterOne(accepted);
      void bench.press(changes);
      await exchange(bench, 1);
    },
  );

  test('is the same with another format, another campaign or spaces around its names', async () => {
    const { bench } = await afterOne(accepted);
    review(await bench.press({ format: 2, campaignName: 'else', customerKey: ' ck1042 ' }));
  });

  const body = { command: 'modelNames', body: JSON.stringify({ customerKey: 'ck1042', email: 'Zoë@example.com' }) } as const;
  const toAddress = (email: string) => ({ command: 'email', email, firstName: 'Zoë' }) as const;
  test.each([
    ['a body with key and address, then the address', body, toAddress('zoë@EXAMPLE.com')],
    ['a body with key and address, then the key', body, { customerKey: 'CK1042' }],
    ['the address, then a body with it', toAddress('zoe\u0308@example.com'), body],
    ['a list in another case', {}, { list: 'ORDERS' }],
  ])('is the same for a contact under another name: %s', async (_, first, again) => {
    const bench = senderBench({}, { duplicateMs: 24 * hourMs });
    const pressed = bench.press(first);
    (await exchange(bench)).respond(accepted);
    expect(stateOf(await pressed)).toBe('accepted');
    expect(review(await bench.press(again)).reasons).toMatchObject([{ code: 'duplicate', earlier: { state: 'accepted' } }]);
    expect(bench.exchanges).toHaveLength(1);
  });

  test("is sent after the guard's period, and with the guard off", async () => {
    const { bench, clock } = await afterOne(accepted);
    clock.now += 24 * hourMs;
    review(await bench.press());
    clock.now += 1;
    void bench.press();
    await exchange(bench, 1);
  });

  test('still needs a consent when the clock is set back', async () => {
    const { bench, clock } = await afterOne(accepted);
    clock.now -= 400 * 24 * hourMs;
    expect(review(await bench.press()).reasons[0]?.sentence).toContain('recently');
  });

  test('makes one request when it is pressed a hundred times at once', async () => {
    const bench = senderBench({}, { duplicateMs: 24 * hourMs });
    const first = bench.press();
    (await exchange(bench)).respond(accepted);
    const all = await Promise.all([first, ...Array.from({ length: 99 }, () => bench.press())]);
    expect(all.filter((result) => stateOf(result) === 'accepted')).toHaveLength(1);
    expect(bench.exchanges).toHaveLength(1);
  });

  test('a consent expires after two minutes, even if the clock stands still', async () => {
    const { bench } = await afterOne(accepted);
    const { token } = review(await bench.press());
    const real = performance.now.bind(performance);
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => real() + 2 * 60_000);
    onTestFinished(() => clock.mockRestore());
    review(await bench.press({}, token));
    expect(bench.exchanges).toHaveLength(1);
  });

  test('a consent is void after the message was sent once more', async () => {
    const { bench } = await afterOne(accepted);
    const [first, second] = [review(await bench.press()), review(await bench.press())];
    const again = bench.press({}, first.token);
    (await exchange(bench, 1)).respond(accepted);
    await again;
    review(await bench.press({}, second.token));
    expect(bench.exchanges).toHaveLength(2);
  });
});

test('a production account with reviews asks for a consent each time', async () => {
  const account = { ...acme, reviewSends: true };
  const bench = senderBench({ accounts: { ...accountsOf(() => Promise.resolve(ok(secret))), get: () => account } });
  const asked = review(await bench.press());
  expect(asked.reasons).toMatchObject([{ code: 'production' }]);
  const pressed = bench.press({}, asked.token);
  (await exchange(bench)).respond(accepted);
  await pressed;
  review(await bench.press());
});

describe('the undo period', () => {
  const undoable = (bench: Bench) =>
    vi.waitFor(() => {
      expect(bench.phases).toMatchObject([{ phase: 'undoable', endsAt: 1_764_000_005_000 }]);
    });

  test('sends nothing when the account was changed in the meantime', async () => {
    const accounts = { ...accountsOf(() => Promise.resolve(ok(secret))), get: (): AccountView | null => current };
    let current: AccountView | null = { ...acme, kind: 'test' };
    for (const changed of [acme, { ...acme, kind: 'test', siteUrl: 'https://else.example' } as const, null]) {
      current = { ...acme, kind: 'test' };
      const bench = senderBench({ accounts }, { undoMs: 5000 });
      const pressId = randomUUID();
      const pressed = bench.press({}, null, pressId);
      await undoable(bench);
      current = changed;
      bench.sender.sendNow(pressId);
      expect(await pressed).toMatchObject({ value: { entry: { state: 'not sent', cause: 'accountChanged', errorText: '' } } });
      expect(bench.exchanges).toHaveLength(0);
    }
  });

  test('sends nothing when the computer slept through it', async () => {
    const clock = { now: 1_764_000_000_000 };
    // The computer falls asleep as soon as the undo period has begun.
    const bench = senderBench({ now: () => clock.now, onPhase: () => (clock.now += 8 * hourMs) }, { undoMs: 20 });
    const pressed = bench.press();
    expect(await pressed).toMatchObject({ value: { entry: { state: 'not sent', cause: 'overslept', errorText: '' } } });
    expect(bench.exchanges).toHaveLength(0);
  });

  test('ends with "Send now", however long the computer slept before', async () => {
    const clock = { now: 1_764_000_000_000 };
    const bench = senderBench({ now: () => clock.now }, { undoMs: 5000 });
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    await undoable(bench);
    clock.now += 8 * hourMs;
    bench.sender.sendNow(pressId);
    (await exchange(bench)).respond(accepted);
    expect(stateOf(await pressed)).toBe('accepted');
  });

  test('stopUnsent stops at once what has not left, and leaves alone what has left', async () => {
    const bench = senderBench({}, { undoMs: 5000 });
    const [first, second] = [randomUUID(), randomUUID()];
    const gone = bench.press({}, null, first);
    await undoable(bench);
    bench.sender.sendNow(first);
    const exchanged = await exchange(bench);
    exchanged.options.onHandOver?.();
    const waiting = bench.press({ customerKey: 'ck2' }, null, second);
    await vi.waitFor(() => expect(bench.phases.some(({ pressId }) => pressId === second)).toBe(true));
    await bench.sender.stopUnsent();
    expect(await waiting).toMatchObject({ value: { entry: { state: 'not sent', cause: 'closed' } } });
    exchanged.respond(accepted);
    expect(stateOf(await gone)).toBe('accepted');
  });

  test('undo: not sent, and neither the keychain nor the server was used', async () => {
    const secretFor = vi.fn(() => Promise.resolve(ok(secret)));
    const bench = senderBench({ accounts: accountsOf(secretFor) }, { undoMs: 5000 });
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    await undoable(bench);
    expect(bench.events).toMatchObject([{ state: 'sending' }]);
    bench.sender.cancel(pressId);
    expect(await pressed).toMatchObject({ value: { entry: { state: 'not sent', cause: 'undone', errorText: '' } } });
    expect(secretFor).not.toHaveBeenCalled();
    expect(bench.exchanges).toHaveLength(0);
  });

  test('"Send now" ends it early', async () => {
    const bench = senderBench({}, { undoMs: 5000 });
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    await undoable(bench);
    expect(bench.sender.sendNow(pressId)).toBe(true);
    const { options, respond } = await exchange(bench);
    options.onHandOver?.();
    respond(accepted);
    expect(stateOf(await pressed)).toBe('accepted');
    expect(bench.phases.map(({ phase }) => phase)).toEqual(['undoable', 'opening', 'left']);
    expect(bench.sender.sendNow(pressId)).toBe(false);
  });

  test('is not part of the duration of the send', async () => {
    const bench = senderBench({}, { undoMs: 5000 });
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    await undoable(bench);
    const real = performance.now.bind(performance);
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => real() + 60_000);
    onTestFinished(() => clock.mockRestore());
    bench.sender.sendNow(pressId);
    (await exchange(bench)).respond(accepted);
    const result = await pressed;
    const entry = result.ok && result.value.kind === 'finished' ? result.value.entry : null;
    expect(entry?.durationMs).toBeLessThan(60_000);
  });

  test('ends by itself', async () => {
    const bench = senderBench({}, { undoMs: 20 });
    void bench.press();
    await exchange(bench);
  });
});

test('idle waits for the sends under way', async () => {
  const bench = senderBench();
  await bench.sender.idle();
  const pressed = bench.press();
  const { respond } = await exchange(bench);
  let idle = false;
  const waiting = bench.sender.idle().then(() => (idle = true));
  await Promise.resolve();
  expect(idle).toBe(false);
  respond(accepted);
  await pressed;
  await waiting;
  expect(bench.sender.underWay).toBe(0);
});
