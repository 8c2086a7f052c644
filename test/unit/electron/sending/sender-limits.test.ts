/** How time limits, failing listeners and the closing of Keypost affect a send. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import type { Secret } from '../../../../electron/accounts/vault.ts';
import { accepted, accountsOf, acme, secret, senderBench, type Bench } from './sender-bench.ts';
import { collectFailures } from '../shared/base/collect-failures.ts';

const failures = collectFailures();

const exchange = (bench: Bench, n = 0) => vi.waitFor(() => bench.exchanges[n] ?? Promise.reject(new Error('no request yet')));

const entryOf = (result: Awaited<ReturnType<Bench['press']>>) => {
  if (!result.ok || result.value.kind !== 'finished') throw new Error(`not finished: ${JSON.stringify(result)}`);
  return result.value.entry;
};

const undoable = (bench: Bench, pressId: string) =>
  vi.waitFor(() => {
    expect(bench.phases.find((step) => step.pressId === pressId)?.phase).toBe('undoable');
  });

test('without an undo period, a send is never reported as undoable', async () => {
  const bench = senderBench();
  const pressed = bench.press();
  const { options, respond } = await exchange(bench);
  options.onHandOver?.();
  respond(accepted);
  await pressed;
  expect(bench.phases.map(({ phase }) => phase)).toEqual(['opening', 'left']);
});

describe('the limits of a send', () => {
  test.each([
    [30_000, 10_000, 10_000],
    [5000, 10_000, 5000],
  ])('with %i ms in all and %i ms to connect, it has %i to connect', async (timeoutMs, connectTimeoutMs, expected) => {
    const bench = senderBench({}, { timeoutMs, connectTimeoutMs });
    const pressed = bench.press();
    const { options, respond } = await exchange(bench);
    expect(options).toMatchObject({ timeoutMs, connectTimeoutMs: expected });
    respond(accepted);
    await pressed;
  });

  test('a duplicate guard that is off needs no consent, not even at the same moment', async () => {
    const bench = senderBench({}, { duplicateMs: 0 });
    for (const n of [0, 1]) {
      const pressed = bench.press();
      (await exchange(bench, n)).respond(accepted);
      expect(entryOf(await pressed).state).toBe('accepted');
    }
  });

  test('a guard that cannot read the log sends nothing', async () => {
    const unread = fail('logNotReadable', 'Not sent. The log can’t be read.');
    const log = { begin: () => unread, storeOutcome: () => unread, hasPress: () => ok(false), earlier: () => unread };
    const bench = senderBench({ log }, { duplicateMs: 60_000 });
    expect(await bench.press()).toEqual(unread);
    const begin = vi.fn(() => unread);
    const unknown = senderBench({ log: { ...log, begin, earlier: () => ok(null), hasPress: () => unread } });
    expect(await unknown.press()).toEqual(unread);
    expect(begin).not.toHaveBeenCalled();
    expect([bench.exchanges, unknown.exchanges]).toEqual([[], []]);
    expect([bench.sender.underWay, unknown.sender.underWay]).toEqual([0, 0]);
  });

  test.each([
    [60_000, 'accepted'],
    [60_001, 'not sent'],
  ] as const)('waking %i ms after the undo period: %s', async (ms, state) => {
    const [start, undoMs] = [1_764_000_000_000, 20];
    const clock = { now: start };
    const bench = senderBench({ now: () => clock.now, onPhase: () => (clock.now = start + undoMs + ms) }, { undoMs });
    const pressed = bench.press();
    if (state === 'accepted') (await exchange(bench)).respond(accepted);
    expect(entryOf(await pressed).state).toBe(state);
  });

  test('the time of the entry is that of the press, and the outcome has its own', async () => {
    const clock = { now: 1_764_000_000_000 };
    const bench = senderBench({ now: () => clock.now });
    const pressed = bench.press();
    const { respond } = await exchange(bench);
    clock.now += 1234;
    respond(accepted);
    expect(entryOf(await pressed)).toMatchObject({ at: 1_764_000_000_000, outcomeAt: 1_764_000_001_234 });
  });

  test('the duration is in whole milliseconds from the press to the outcome', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000.4);
    const bench = senderBench();
    const pressed = bench.press();
    const { respond } = await exchange(bench);
    clock.mockReturnValue(3500.6);
    respond(accepted);
    const entry = entryOf(await pressed);
    clock.mockRestore();
    expect(entry.durationMs).toBe(2500);
  });
});

describe('listeners that throw', () => {
  const broken = (): never => {
    throw new Error('the page is gone');
  };

  test('do not change the outcome of the message, in the press or in the log', async () => {
    const bench = senderBench({ onChange: broken, onPhase: broken }, { undoMs: 1 });
    const pressed = bench.press();
    const { options, respond } = await exchange(bench);
    options.onHandOver?.();
    respond(accepted);
    const entry = entryOf(await pressed);
    expect(entry).toMatchObject({ state: 'accepted', cause: 'answer' });
    expect(bench.log.entry(entry.id)).toMatchObject({ value: { state: 'accepted' } });
    expect(bench.sender.underWay).toBe(0);
    const reported = new Set(failures.list.map(({ what }) => what));
    expect([...reported].sort()).toEqual(['a changed entry could not be shown', 'the phase of a send could not be shown']);
  });
});

describe('a page that was loaded again', () => {
  test('gets the latest press, its phase and its outcome', async () => {
    const bench = senderBench();
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    const { options, respond } = await exchange(bench);
    expect(bench.sender.latest.get()).toMatchObject({ press: { pressId }, phase: { phase: 'opening' }, isUnderWay: true });
    options.onHandOver?.();
    expect(bench.sender.latest.get()).toMatchObject({ phase: { pressId, phase: 'left', endsAt: null } });
    respond(accepted);
    expect(await bench.sender.latest.result(pressId)).toBe(await pressed);
    expect(bench.sender.latest.get()).toMatchObject({ isUnderWay: false });
  });
});

describe('closing', () => {
  test('resolves at once when no send is under way', async () => {
    const { sender } = senderBench();
    expect(sender.hasLeft()).toBe(false);
    await sender.stopUnsent();
  });

  test('stops a send that waits for the keychain, with the cause "closed"', async () => {
    const bench = senderBench({ accounts: accountsOf(() => new Promise<Result<Secret>>(() => undefined)) });
    const pressed = bench.press();
    await vi.waitFor(() => expect(bench.events).toHaveLength(1));
    await bench.sender.stopUnsent();
    expect(entryOf(await pressed)).toMatchObject({ state: 'not sent', cause: 'closed' });
    expect(bench.exchanges).toHaveLength(0);
  });

  test('leaves alone what has left, and waits until the rest has left or ended', async () => {
    const bench = senderBench({}, { undoMs: 5000 });
    const [first, second] = [randomUUID(), randomUUID()];
    const leaving = bench.press({}, null, first);
    await undoable(bench, first);
    bench.sender.sendNow(first);
    const { options, respond } = await exchange(bench);
    expect(bench.sender.hasLeft()).toBe(false);
    options.onHandOver?.();
    expect(bench.sender.hasLeft()).toBe(true);
    const waiting = bench.press({ customerKey: 'ck2' }, null, second);
    await undoable(bench, second);
    await bench.sender.stopUnsent();
    expect(options.signal.aborted).toBe(false);
    expect(entryOf(await waiting)).toMatchObject({ state: 'not sent', cause: 'closed' });
    respond(accepted);
    expect(entryOf(await leaving).state).toBe('accepted');
  });

  test('does not wait for a request that leaves in the meantime', async () => {
    const bench = senderBench();
    const pressed = bench.press();
    const { options, respond } = await exchange(bench);
    const stopped = bench.sender.stopUnsent();
    options.onHandOver?.();
    await stopped;
    expect(bench.sender.underWay).toBe(1);
    respond({ kind: 'failed', sent: 'maybe', cause: 'cancelledInFlight', detail: '', partial: null, durationMs: 1 });
    expect(entryOf(await pressed).state).toBe('unknown');
  });
});

describe('the review', () => {
  test('shows the texts as they would be sent, the account and when the consent expires', async () => {
    const account = { ...acme, reviewSends: true };
    const bench = senderBench({ accounts: { ...accountsOf(() => Promise.resolve(ok(secret))), get: () => account } });
    const asked = await bench.press({ list: ' Orders ', customerKey: ' ck7 ', campaignName: ' nov ' });
    expect(asked).toMatchObject({
      ok: true,
      value: {
        kind: 'needsConsent',
        review: {
          accountName: 'Acme production',
          accountKind: 'production',
          expiresAt: 1_764_000_120_000,
          sent: { list: 'Orders', template: 'Shipping delay', customerKey: 'ck7', firstName: '', campaignName: 'nov' },
        },
      },
    });
  });
});

describe('what the entry keeps', () => {
  test('the name of the preset, and none if the press has no preset or one that no longer exists', async () => {
    for (const [presetId, presetName] of [
      ['preset-1', 'Shipping delay'],
      ['gone', null],
      [null, null],
    ] as const) {
      const bench = senderBench({ presetName: (id) => ({ 'preset-1': 'Shipping delay', null: 'none' })[id] ?? null });
      const pressed = bench.press({ presetId });
      (await exchange(bench)).respond(accepted);
      expect(entryOf(await pressed)).toMatchObject({ presetId, presetName });
    }
  });

  test('no contact for an address, whatever the settings', async () => {
    const bench = senderBench({}, { logContact: true });
    const pressed = bench.press({ command: 'email', email: 'ada@example.com', firstName: 'Ada' });
    (await exchange(bench)).respond(accepted);
    expect(entryOf(await pressed).contact).toBe('');
  });

  test('the request with placeholders, that for the API client included', async () => {
    const account = { ...acme, clientName: 'crm' };
    const bench = senderBench({
      accounts: { ...accountsOf(() => Promise.resolve(ok({ ...secret, clientKey: 'client key' }))), get: () => account },
    });
    const pressed = bench.press();
    const { request, respond } = await exchange(bench);
    respond(accepted);
    const { requestHeaders } = entryOf(await pressed);
    expect(requestHeaders.map(([name]) => name)).toContain('x-api-key');
    const plain = senderBench();
    const without = plain.press();
    (await exchange(plain)).respond(accepted);
    expect(entryOf(await without).requestHeaders.map(([name]) => name)).not.toContain('x-api-key');
    expect(request.headers).toContainEqual(['x-api-key', Buffer.from('crm:client key').toString('base64')]);
    expect(JSON.stringify(requestHeaders)).not.toContain(Buffer.from('crm:client key').toString('base64'));
  });

  test('"list" before a list that is given by its number, and not before one that is given by its name', async () => {
    const text = async (changes: Parameters<Bench['press']>[0]) => {
      const bench = senderBench();
      const pressed = bench.press(changes);
      (await exchange(bench)).respond({ ...accepted, status: 404, body: new TextEncoder().encode('{"error":"Subscriber Not Found"}') });
      return entryOf(await pressed).sentence;
    };
    const byId = await text({ command: 'listContact', list: '13', template: '7', body: '{"subscriberId":5}' });
    expect(byId).toContain('found no contact 5 on list 13: ');
    expect(await text({ list: '13' })).toContain('found no ck1042 on 13: ');
  });
});
