import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { connectionTest } from '../../../../electron/accounts/test-connection.ts';
import type { ExchangeOptions, WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import { accountsBench, edit, practiceSite, type Bench } from './accounts-bench.ts';
import { draft } from './account-draft.ts';
import { secret } from './fake-keychain.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const response = (status: number, body: string): WireResult => ({
  kind: 'response',
  status,
  headers: [],
  body: new TextEncoder().encode(body),
  truncated: false,
  durationMs: 12,
});

/** The command on real accounts, with a transport that always returns the same response. */
function start(result: WireResult = response(200, '[]'), bench: Bench = accountsBench()) {
  const requests: WireRequest[] = [];
  const options: ExchangeOptions[] = [];
  const test = connectionTest({
    accounts: bench.accounts,
    transport: {
      exchange: (request, given) => {
        requests.push(request);
        options.push(given);
        return Promise.resolve(result);
      },
    },
  });
  const authorization = () => requests[0]?.headers.find(([name]) => name === 'Authorization')?.[1];
  const apiKey = () => requests[0]?.headers.find(([name]) => name === 'x-api-key')?.[1];
  return { ...bench, test, requests, options, authorization, apiKey };
}

describe('Test connection', () => {
  it('sends one harmless read, and nothing else', async () => {
    const { test, requests, options } = start();
    await test(draft({ siteUrl: ' Mail.ACME.example/b/rest/ ', realm: ' acme ', clientName: 'crm', clientKey: 'battery staple' }));
    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://mail.acme.example/b/rest/lists?skip=0',
        headers: [
          ['Host', 'mail.acme.example'],
          ['Authorization', `Basic ${base64('acme:correct horse')}`],
          ['Accept', 'application/vnd.whatcounts-v1+json'],
          ['Content-Type', 'application/json'],
          ['x-api-key', base64('crm:battery staple')],
          ['Connection', 'close'],
        ],
        secrets: { typed: ['correct horse', 'battery staple'], base64: [base64('acme:correct horse'), base64('crm:battery staple')] },
      },
    ]);
    expect(options).toMatchObject([{ timeoutMs: 15_000 }]);
    expect(options[0]?.signal.aborted).toBe(false);
  });

  it('has no API client header without a client', async () => {
    const { test, requests, apiKey } = start();
    await test(draft());
    expect([requests.length, apiKey()]).toEqual([1, undefined]);
  });

  it.each([
    [response(200, '[{"listId":13}]'), 'works', 'It works: WhatCounts at mail.acme.example:8443 took the realm and password.'],
    [
      response(401, '{"error":"Unauthorized","status":"Unauthorized","statusCode":401}'),
      'wrongCredentials',
      'WhatCounts refused the realm or password (401). Correct them, then test again.',
    ],
    [
      response(200, '<html></html>'),
      'notWhatCounts',
      'A web page came back (200), not a response of WhatCounts: perhaps a sign-in page of this network. Open mail.acme.example:8443 in a browser to see it, or check the site URL in Accounts.',
    ],
    [
      { kind: 'failed', sent: 'no', cause: 'refused', detail: 'refused', partial: null, durationMs: 1 },
      'cannotReach',
      "mail.acme.example:8443 couldn't be reached (connection refused). Check the site URL and the network, then test again.",
    ],
  ] satisfies [WireResult, string, string][])('reports the result: %#', async (wire, result, sentence) => {
    const { test } = start(wire);
    expect(await test(draft({ siteUrl: 'https://mail.acme.example:8443' }))).toEqual({ ok: true, value: { result, sentence } });
  });

  it('saves nothing', async () => {
    const { test, keychain, folder, names, notified } = start();
    await test(draft());
    expect([keychain.calls, folder.files(), names(), notified.changes]).toEqual([[], [], ['Practice realm'], 0]);
  });

  it('ignores the name', async () => {
    const { test, requests, add } = start();
    await add();
    expect((await test(draft({ name: '' }))).ok).toBe(true);
    expect((await test(draft())).ok).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it('refuses fields beside their names and sends nothing', async () => {
    const { test, requests } = start();
    expect(await test(draft({ siteUrl: 'http://mail.acme.example', realm: '' }))).toMatchObject({
      ok: false,
      error: { code: 'invalid', fields: { siteUrl: expect.any(String) as string, realm: expect.any(String) as string } },
    });
    expect(requests).toEqual([]);
  });

  it.each([{ id: null }, { id: 'nobody' }])('reports a missing password and sends nothing: %j', async ({ id }) => {
    const { test, requests } = start();
    expect(await test(draft({ id, password: '' }))).toEqual({
      ok: true,
      value: { result: 'noPassword', sentence: 'There is no password to test with. Type the API password and test again.' },
    });
    expect(requests).toEqual([]);
  });
});

describe('an empty password', () => {
  const saved = async (client = false) => {
    const bench = start();
    const account = await bench.add(client ? { clientName: 'crm', clientKey: 'battery staple' } : {});
    return { ...bench, account };
  };

  it('means the stored one', async () => {
    const { test, account, authorization } = await saved();
    expect(await test(edit(account))).toMatchObject({ ok: true, value: { result: 'works' } });
    expect(authorization()).toBe(`Basic ${base64('acme:correct horse')}`);
  });

  it('means the one in memory as well', async () => {
    const { test, add, authorization } = start();
    await test(edit(await add({ keepInMemory: true })));
    expect(authorization()).toBe(`Basic ${base64('acme:correct horse')}`);
  });

  it('is replaced by a typed one, without using the keychain', async () => {
    const { test, account, keychain, authorization } = await saved();
    const before = keychain.calls.length;
    await test(edit(account, { password: 'new horse' }));
    expect(authorization()).toBe(`Basic ${base64('acme:new horse')}`);
    expect(keychain.calls).toHaveLength(before);
  });

  it.each([
    { siteUrl: 'https://evil.example' },
    { siteUrl: 'https://mail.acme.example.evil.example' },
    { siteUrl: 'https://mail.acme.example:8443' },
    { siteUrl: 'https://mail.acme.example/b' },
    { realm: 'acme2' },
    { realm: 'ACME' },
  ])('never means the stored one elsewhere: %j', async (elsewhere) => {
    const { test, account, requests, keychain } = await saved();
    const before = keychain.calls.length;
    expect(await test(edit(account, elsewhere))).toMatchObject({ ok: true, value: { result: 'noPassword' } });
    expect(requests).toEqual([]);
    expect(keychain.calls).toHaveLength(before);
  });

  it('is used with the stored key, or with a typed one', async () => {
    const first = await saved(true);
    await first.test(edit(first.account));
    expect(first.apiKey()).toBe(base64('crm:battery staple'));
    const second = await saved(true);
    await second.test(edit(second.account, { clientKey: 'new staple' }));
    expect([second.authorization(), second.apiKey()]).toEqual([`Basic ${base64('acme:correct horse')}`, base64('crm:new staple')]);
  });

  it('sends no key without the name of its client', async () => {
    const { test, account, apiKey, authorization } = await saved(true);
    await test(edit(account, { clientName: '' }));
    expect([authorization(), apiKey()]).toEqual([`Basic ${base64('acme:correct horse')}`, undefined]);
  });

  it.each([{ clientKey: 'new staple' }, { clientName: '' }])('does not require a stored key that is not needed: %j', async (changes) => {
    const { test, account, keychain, authorization } = await saved(true);
    keychain.entries.set(account.id, secret());
    expect(await test(edit(account, changes))).toMatchObject({ ok: true, value: { result: 'works' } });
    expect(authorization()).toBe(`Basic ${base64('acme:correct horse')}`);
  });

  it('is reported if the keychain no longer has one', async () => {
    const { test, account, keychain, requests } = await saved();
    keychain.entries.clear();
    expect(await test(edit(account))).toMatchObject({ ok: true, value: { result: 'noPassword' } });
    expect(requests).toEqual([]);
  });

  it('is reported with the text of a failing keychain', async () => {
    const { test, account, keychain, requests } = await saved();
    keychain.fails('vaultLocked');
    expect(await test(edit(account))).toEqual({
      ok: true,
      value: { result: 'noPassword', sentence: 'The keychain says vaultLocked.' },
    });
    expect(requests).toEqual([]);
  });
});

describe('an empty client key', () => {
  it('is reported beside its field if none is stored', async () => {
    const { test, add, requests } = start();
    const account = await add();
    for (const typed of [draft({ clientName: 'crm' }), edit(account, { clientName: 'crm' })]) {
      expect(await test(typed)).toMatchObject({
        ok: false,
        error: { code: 'invalid', fields: { clientKey: 'Type the key of this API client, or clear the client name.' } },
      });
    }
    expect(requests).toEqual([]);
  });

  it('never means the stored one elsewhere', async () => {
    const { test, add, requests } = start();
    const account = await add({ clientName: 'crm', clientKey: 'battery staple' });
    expect(await test(edit(account, { siteUrl: 'https://evil.example', password: 'new horse' }))).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    expect(requests).toEqual([]);
  });
});

describe('the practice realm', () => {
  const practice = ({ accounts }: Bench): AccountView => {
    const account = accounts.get('practice');
    if (!account) throw new Error('no practice account');
    return account;
  };

  it('is started and tested unchanged, whatever the draft contains', async () => {
    const bench = start();
    const result = await bench.test(edit(practice(bench), { siteUrl: 'https://evil.example', realm: 'x', password: 'correct horse' }));
    expect(result).toMatchObject({ ok: true, value: { result: 'works' } });
    expect(bench.requests[0]?.url).toBe(`${practiceSite.siteUrl}/rest/lists?skip=0`);
    expect(bench.authorization()).toBe(`Basic ${base64('practice:practice')}`);
  });

  it('that cannot be started is reported', async () => {
    const bench = start();
    bench.practice.fails = true;
    expect(await bench.test(edit(practice(bench)))).toMatchObject({
      ok: true,
      value: { sentence: expect.stringContaining('The practice realm could not be started.') as string },
    });
    expect(bench.requests).toEqual([]);
  });
});
