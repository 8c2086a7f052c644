import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import { PressIdSchema, type PressResult } from '../../../../electron/shared/domain/press.ts';
import type { SenderDeps } from '../../../../electron/sending/sender.ts';
import { message } from './message.ts';
import { accepted, accountsOf, secret, senderBench, type Bench } from './sender-bench.ts';

/** The n-th request, once the transport has received it. */
const exchange = (bench: Bench, n = 0) => vi.waitFor(() => bench.exchanges[n] ?? Promise.reject(new Error('no request yet')));

const entryOf = (result: Awaited<ReturnType<Bench['press']>>) => {
  if (!result.ok || result.value.kind !== 'finished') throw new Error(`not finished: ${JSON.stringify(result)}`);
  return result.value.entry;
};

const rows = (bench: Bench) => {
  const page = bench.log.page({ before: null, limit: 100 });
  return page.ok ? page.value : [];
};

describe('a press', () => {
  test('writes the entry before the request is handed over, and stores its outcome afterwards', async () => {
    const bench = senderBench();
    const pressed = bench.press({ presetId: 'preset-1' });
    const { respond, request } = await exchange(bench);
    expect(rows(bench)).toMatchObject([{ state: 'sending', customerKey: 'ck1042', presetName: 'Shipping delay' }]);
    respond(accepted);
    const entry = entryOf(await pressed);
    expect(entry).toMatchObject({
      state: 'accepted',
      status: 200,
      errorText: '',
      responseBody: { text: '0', keptBytes: 1 },
      requestBody: null,
    });
    expect(rows(bench)).toMatchObject([{ id: entry.id, state: 'accepted' }]);
    expect(bench.events.map((event) => event.state)).toEqual(['sending', 'accepted']);
    expect(request.headers).toContainEqual(['Authorization', `Basic ${Buffer.from('acme:correct horse').toString('base64')}`]);
  });

  test('reads the keychain once, while the entry is written, and makes the request after both', async () => {
    const order: string[] = [];
    let resolveSecret: () => void = () => undefined;
    const secretFor = () =>
      new Promise<ReturnType<typeof ok<typeof secret>>>((resolve) => {
        order.push('keychain');
        resolveSecret = () => resolve(ok(secret));
      });
    const bench = senderBench({ accounts: accountsOf(secretFor), onChange: ({ state }) => order.push(state) });
    const pressed = bench.press();
    await vi.waitFor(() => expect(order).toEqual(['keychain', 'sending']));
    expect(bench.exchanges).toHaveLength(0);
    resolveSecret();
    (await exchange(bench)).respond(accepted);
    await pressed;
    expect(order).toEqual(['keychain', 'sending', 'accepted']);
  });

  test('keeps no credential in its entry', async () => {
    const bench = senderBench();
    const pressed = bench.press();
    const { respond, request } = await exchange(bench);
    const authorization = request.headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
    respond({ ...accepted, status: 400, body: new TextEncoder().encode(`{"error":"no: ${authorization} correct horse"}`) });
    const stored = JSON.stringify(entryOf(await pressed));
    expect(stored).toContain('[credential removed]');
    expect(stored).not.toContain('correct horse');
    expect(stored).not.toContain(authorization.slice(6));
  });

  test('refuses fields and sends nothing', async () => {
    const bench = senderBench();
    const result = await bench.press({ customerKey: ' ' });
    expect(result).toEqual(fail('invalid', 'Not sent. Correct the marked fields.', { customerKey: 'Type a customer key.' }, {}));
    expect([bench.exchanges.length, rows(bench).length]).toEqual([0, 0]);
  });

  test('refuses an account that no longer exists, beside its field', async () => {
    const result = await senderBench().press({ accountId: 'gone' });
    expect(result).toMatchObject({ ok: false, error: { code: 'noSuchAccount', fields: { accountId: expect.any(String) as string } } });
  });

  test('that is repeated with its own id makes no further request', async () => {
    const bench = senderBench();
    const pressId = randomUUID();
    const first = bench.press({}, null, pressId);
    (await exchange(bench)).respond(accepted);
    await first;
    expect(await bench.press({ customerKey: 'ck2' }, null, pressId)).toEqual(
      fail('pressUsed', 'This press was handled already; nothing more was sent. The log has its outcome.'),
    );
    expect(bench.exchanges).toHaveLength(1);
  });

  test('with one id for three messages is one press, whatever the case of the id', async () => {
    const bench = senderBench();
    const pressId = randomUUID();
    const all = ['ck1', 'ck2', 'ck3'].map((customerKey) => bench.press({ customerKey }, null, pressId));
    (await exchange(bench)).respond(accepted);
    const codes = (await Promise.all(all)).map((result) => (result.ok ? result.value.kind : result.error.code));
    expect(codes).toEqual(['finished', 'pressUsed', 'pressUsed']);
    expect(bench.exchanges).toHaveLength(1);
    expect(v.parse(PressIdSchema, pressId.toUpperCase())).toBe(pressId);
  });

  test('of a message that is being sent is refused as "already sending", and a hundred presses make one request', async () => {
    const bench = senderBench();
    const all = Array.from({ length: 100 }, () => bench.press());
    (await exchange(bench)).respond(accepted);
    const kinds = (await Promise.all(all)).map((result) => (result.ok ? result.value.kind : result.error.code));
    expect(kinds.filter((kind) => kind === 'finished')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'alreadySending')).toHaveLength(99);
    expect(bench.exchanges).toHaveLength(1);
    expect(rows(bench)).toHaveLength(1);
  });

  test('of a message that is being sent returns the id of its entry', async () => {
    const bench = senderBench();
    const first = bench.press();
    const { respond } = await exchange(bench);
    const second = await bench.press();
    const sentence = 'This message is on its way already. Nothing more was sent.';
    expect(second).toEqual(ok({ kind: 'alreadySending', entryId: rows(bench)[0]?.id, sentence }));
    respond(accepted);
    await first;
    expect(bench.sender.underWay).toBe(0);
  });

  test('of another key is sent at the same time', async () => {
    const bench = senderBench();
    const both = [bench.press(), bench.press({ customerKey: 'ck2' })];
    (await exchange(bench, 0)).respond(accepted);
    (await exchange(bench, 1)).respond(accepted);
    expect((await Promise.all(both)).map((result) => entryOf(result).state)).toEqual(['accepted', 'accepted']);
  });
});

describe('failures', () => {
  test('no password: not sent, and recorded in the log', async () => {
    const bench = senderBench({ accounts: accountsOf(() => Promise.resolve(fail('noCredentials', 'No password is stored.'))) });
    expect(entryOf(await bench.press())).toMatchObject({
      state: 'not sent',
      cause: 'noCredentials',
      sentence: 'Not sent. No password is stored.',
    });
    expect(bench.exchanges).toHaveLength(0);
  });

  test('an internal error before the hand-over: not sent', async () => {
    const bench = senderBench({ accounts: accountsOf(() => Promise.reject(new Error('correct horse'))) });
    const entry = entryOf(await bench.press());
    expect(entry).toMatchObject({ state: 'not sent', cause: 'internal' });
    expect(JSON.stringify(entry)).not.toContain('correct horse');
  });

  test('an internal error after the hand-over: unknown', async () => {
    const bench = senderBench();
    const pressed = bench.press();
    (await exchange(bench)).fail(new Error('correct horse'));
    const entry = entryOf(await pressed);
    expect(entry).toMatchObject({ state: 'unknown', cause: 'internal' });
    expect(JSON.stringify(entry)).not.toContain('correct horse');
  });

  test('a log that cannot be written: nothing is sent', async () => {
    const refused = fail('logNotWritable', 'Not sent. The log can’t be written.');
    const bench = senderBench({
      log: { begin: () => refused, storeOutcome: () => refused, hasPress: () => ok(false), earlier: () => ok(null) },
    });
    expect(await bench.press()).toEqual(refused);
    expect(bench.exchanges).toHaveLength(0);
    expect(bench.sender.underWay).toBe(0);
  });

  test('neither log nor keychain: reports the log', async () => {
    const refused = fail('logNotWritable', 'Not sent. The log can’t be written.');
    const log = { begin: () => refused, storeOutcome: () => refused, hasPress: () => ok(false), earlier: () => ok(null) };
    const bench = senderBench({ log, accounts: accountsOf(() => Promise.reject(new Error('correct horse'))) });
    expect(await bench.press()).toEqual(refused);
    expect(bench.exchanges).toHaveLength(0);
  });

  test('a log that is full when the response arrives: reports the outcome and the full log', async () => {
    const bench = senderBench();
    const refused = fail('logNotWritable', 'disk full');
    const real = bench.log;
    const log: SenderDeps['log'] = {
      begin: (entry) => real.begin(entry),
      hasPress: () => ok(false),
      earlier: () => ok(null),
      storeOutcome: () => refused,
    };
    const broken = senderBench({ log });
    const pressed = broken.press();
    (await exchange(broken)).respond(accepted);
    const entry = entryOf(await pressed);
    expect(entry.state).toBe('accepted');
    expect(entry.sentence).toContain("log can't be written");
    expect(broken.notices).toHaveLength(1);
    expect(rows(bench)).toMatchObject([{ state: 'sending' }]);
  });
});

describe('cancel', () => {
  test('while the keychain is read: not sent, at once', async () => {
    const bench = senderBench({ accounts: accountsOf(() => new Promise(() => undefined)) });
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    await vi.waitFor(() => {
      expect(rows(bench)).toHaveLength(1);
    });
    expect(bench.sender.cancel(pressId)).toBe(true);
    expect(entryOf(await pressed)).toMatchObject({ state: 'not sent', cause: 'cancelledBefore', errorText: '' });
    expect(bench.exchanges).toHaveLength(0);
  });

  test('after the hand-over aborts the exchange, and the transport decides the outcome', async () => {
    const bench = senderBench();
    const pressId = randomUUID();
    const pressed = bench.press({}, null, pressId);
    const { options, respond } = await exchange(bench);
    options.signal.addEventListener('abort', () => {
      respond({ kind: 'failed', sent: 'maybe', cause: 'cancelledInFlight', detail: '', partial: null, durationMs: 1 });
    });
    bench.sender.cancel(pressId);
    expect(entryOf(await pressed)).toMatchObject({ state: 'unknown', cause: 'cancelledInFlight' });
  });

  test('without a send under way returns false', () => {
    expect(senderBench().sender.cancel(randomUUID())).toBe(false);
  });
});

describe('opt-out override', () => {
  const review = (result: Awaited<ReturnType<Bench['press']>>) => {
    if (!result.ok || result.value.kind !== 'needsConsent') throw new Error('no review was required');
    return result.value.review;
  };

  test('needs a consent each time, and nothing is recorded or sent before', async () => {
    const bench = senderBench();
    const asked = review(await bench.press({ respectOptout: false }));
    expect(asked).toMatchObject({ accountName: 'Acme production', accountKind: 'production', reasons: [{ code: 'optOutOverride' }] });
    expect([bench.exchanges.length, rows(bench).length]).toEqual([0, 0]);

    const pressed = bench.press({ respectOptout: false }, asked.token);
    const { request, respond } = await exchange(bench);
    expect(request.url).toContain('respectOptout=false');
    respond(accepted);
    expect(entryOf(await pressed).state).toBe('accepted');
    review(await bench.press({ respectOptout: false }, asked.token));
  });

  test('a consent for one message does not cover another', async () => {
    const bench = senderBench();
    const { token } = review(await bench.press({ respectOptout: false }));
    review(await bench.press({ respectOptout: false, customerKey: 'ck2' }, token));
    expect(bench.exchanges).toHaveLength(0);
  });

  test('one consent used twice at once sends once', async () => {
    const bench = senderBench();
    const { token } = review(await bench.press({ respectOptout: false }));
    const both = [bench.press({ respectOptout: false }, token), bench.press({ respectOptout: false }, token)];
    (await exchange(bench)).respond(accepted);
    const kinds = (await Promise.all(both)).map((result) => result.ok && (result.value satisfies PressResult).kind);
    expect(kinds).toEqual(['finished', 'alreadySending']);
    expect(bench.exchanges).toHaveLength(1);
  });
});

test('the preview shows the request, with placeholders', async () => {
  const bench = senderBench();
  const preview = await bench.sender.preview(
    message({ list: 'A/B & C', template: 'Rückgabe?', customerKey: 'ck 1+1#', format: 2, campaignName: '50 %', snapshot: true }),
  );
  expect(preview).toMatchObject({
    ok: true,
    value: {
      request: {
        url: 'https://mail.acme.example/rest/msg/sendWithCustomerKey/A%2FB%20%26%20C/R%C3%BCckgabe%3F/ck%201%2B1%23?format=2&campaignName=50%20%25&respectOptout=true&snapshot=1',
      },
    },
  });
  expect(JSON.stringify(preview)).not.toContain(secret.password);
});

describe('what the log keeps of a body', () => {
  const body = '{"customerKey":"ck7","email":"ada@example.com","customData":{"order":"A1"}}';
  const sent = async (logContact: boolean) => {
    const bench = senderBench({}, { logContact });
    const pressed = bench.press({ command: 'modelNames', body });
    const { request, respond } = await exchange(bench);
    respond(accepted);
    return { request, entry: entryOf(await pressed) };
  };

  test('is what names the contact, and the request has all of it', async () => {
    const { request, entry } = await sent(false);
    expect(request.body).toBe(body);
    expect(entry).toMatchObject({ command: 'modelNames', recipient: 'customerKey', customerKey: 'ck7' });
    expect(JSON.parse(entry.requestBody ?? '')).toEqual({ customerKey: 'ck7', email: '(not kept)', customData: '(not kept)' });
  });

  test('includes name and address of the contact only if the settings allow it', async () => {
    for (const [logContact, contact] of [
      [false, ''],
      [true, 'acme ck1042'],
    ] as const) {
      const bench = senderBench({}, { logContact });
      const pressed = bench.press();
      (await exchange(bench)).respond(accepted);
      expect(entryOf(await pressed).contact).toBe(contact);
    }
  });

  test('is all of it if the settings allow it', async () => {
    expect((await sent(true)).entry.requestBody).toBe(body);
  });
});

test('the same contact by another command is the same message: one at a time, and with a consent afterwards', async () => {
  const bench = senderBench({}, { duplicateMs: 60_000 });
  const byKey = bench.press({ customerKey: 'ck7' });
  const { respond } = await exchange(bench);
  const byModel = { command: 'modelNames', body: '{"customerKey":"ck7"}' } as const;
  expect(await bench.press(byModel)).toMatchObject({ value: { kind: 'alreadySending' } });
  respond(accepted);
  await byKey;
  expect(await bench.press(byModel)).toMatchObject({ value: { kind: 'needsConsent', review: { reasons: [{ code: 'duplicate' }] } } });
  expect(bench.exchanges).toHaveLength(1);
});

test('a consent for one body does not cover another', async () => {
  const bench = senderBench();
  const model = (order: string) => ({
    command: 'modelNames' as const,
    respectOptout: false,
    body: `{"customerKey":"ck7","customData":{"order":"${order}"}}`,
  });
  const asked = await bench.press(model('A1'));
  if (!asked.ok || asked.value.kind !== 'needsConsent') throw new Error('no review was required');
  expect(await bench.press(model('A2'), asked.value.review.token)).toMatchObject({ value: { kind: 'needsConsent' } });
  expect(bench.exchanges).toHaveLength(0);
});
