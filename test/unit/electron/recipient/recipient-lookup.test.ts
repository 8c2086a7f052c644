import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import type { Secret } from '../../../../electron/accounts/vault.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { Deferred } from '../accounts/deferred.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { jsonResponse, contactOf, failed, lookUpBench, notFound } from './look-up-bench.ts';

const below = '/subscriptions';

describe('a look-up', () => {
  test('reads the contact, then its subscriptions, with GETs and nothing else', async () => {
    const { look, asked, requests } = lookUpBench();
    expect(await look({ customerKey: ' a/b ', list: ' Orders ' })).toEqual(
      ok({
        state: 'found',
        accountId: 'acme',
        customerKey: 'a/b',
        list: 'Orders',
        name: 'Ada Lindqvist',
        address: 'a/b@example.com',
        subscribed: true,
        sentence: '',
        checkedAt: 1_000_000,
      }),
    );
    expect(asked).toEqual(['/rest/subscribers/a%2Fb', '/rest/subscribers/a%2Fb/subscriptions']);
    expect(requests.map(({ method, body }) => [method, body])).toEqual([
      ['GET', undefined],
      ['GET', undefined],
    ]);
  });

  test('without a contact requests no subscriptions', async () => {
    const { look, asked, world } = lookUpBench();
    world.response = () => notFound;
    expect(await look()).toMatchObject({ value: { state: 'notFound' } });
    expect(asked).toHaveLength(1);
  });

  test('finds a contact that is not subscribed', async () => {
    const { look } = lookUpBench();
    expect(await look({ list: 'Notices' })).toMatchObject({ value: { state: 'notSubscribed', name: 'Ada Lindqvist', subscribed: false } });
  });

  test('recognizes a list by its number if the response has no names', async () => {
    const { look, world } = lookUpBench();
    world.response = (path) => (path.endsWith(below) ? jsonResponse([{ subscriberId: 10, listId: 13 }]) : undefined);
    world.listIds = [13];
    expect(await look()).toMatchObject({ value: { state: 'found', subscribed: true } });
  });

  test.each<[why: string, end: WireResult]>([
    ['Its subscriptions could not be read (404).', notFound],
    ['Its subscriptions could not be read (200).', jsonResponse('<html>')],
    ['Its subscriptions could not be read (200).', jsonResponse({ ...contactOf('ck11'), subscriptions: [] })],
    ['Its subscriptions could not be read (connection refused).', failed],
  ])('of a contact has its name although: %s', async (sentence, end) => {
    const { look, world } = lookUpBench();
    world.response = (path) => (path.endsWith(below) ? end : undefined);
    expect(await look()).toMatchObject({ value: { state: 'found', name: 'Ada Lindqvist', subscribed: null, sentence } });
  });

  test.each<[key: string, end: WireResult, sentence: string]>([
    ['ck10', jsonResponse(contactOf('ck11')), 'The response is about another contact (ck11).'],
    ['10', jsonResponse(contactOf('ck10')), "10 was read as a contact's number: the response is about ck10."],
    ['10', jsonResponse({ subscriberId: 10 }), "The response does not name its customer key: 10 may have been read as a contact's number."],
    ['ck10', jsonResponse([contactOf('ck10'), contactOf('ck11')]), 'The response has more than one contact.'],
    [
      'ck10',
      jsonResponse('<html>'),
      'A web page came back (200), not a response of WhatCounts: perhaps a sign-in page of this network. Open mail.acme.example in a browser to see it, or check the site URL in Accounts.',
    ],
    [
      'ck10',
      jsonResponse('<html>', 404),
      "The server at mail.acme.example has nothing at this address (404). Check the site URL in Accounts. If it's right, ask your administrator about it.",
    ],
    ['ck10', jsonResponse(contactOf('ck10'), 500), 'mail.acme.example responded with a server error (500). Wait a minute, then try again.'],
    [
      'ck10',
      jsonResponse({ error: 'No such API' }, 404),
      'The server at mail.acme.example has nothing at this address (404 "No such API"). Check the site URL in Accounts. If it\'s right, ask your administrator about it.',
    ],
    [
      'ck10',
      jsonResponse({ error: 'Unauthorized' }, 401),
      'The server at mail.acme.example refused the realm or password (401). Open Accounts to check them.',
    ],
    ['ck10', failed, "mail.acme.example couldn't be reached (connection refused)."],
  ])('of %s is unclear: %#', async (customerKey, end, sentence) => {
    const { look, world, asked } = lookUpBench();
    world.response = () => end;
    expect(await look({ customerKey })).toMatchObject({ value: { state: 'unclear', name: '', address: '', subscribed: null, sentence } });
    expect(asked).toHaveLength(1);
  });

  test('shows no credential that the server sends back', async () => {
    const { look, world } = lookUpBench();
    const { password } = secret;
    world.response = () =>
      jsonResponse({ ...contactOf('ck10'), firstName: `${'x'.repeat(110)} ${password}`, email: `${password}@example.com` });
    const shown = JSON.stringify([await look(), await look({ customerKey: 'ck11' })]);
    expect(shown).toContain('[credential removed]@example.com');
    expect(shown).not.toContain('correct');
    world.response = () => jsonResponse({ error: `no ${password}` }, 500);
    expect(JSON.stringify(await look({ asked: true }))).toContain(JSON.stringify('(500 "no [credential removed]")').slice(1, -1));
  });

  test.each(['', ' ', '..', 'a\u0007b'])('sends no request for %j', async (customerKey) => {
    const { look, asked } = lookUpBench();
    expect(await look({ customerKey })).toMatchObject({ error: { code: 'invalid' } });
    expect(asked).toEqual([]);
  });

  test('for an account that no longer exists is refused', async () => {
    expect(await lookUpBench().look({ accountId: 'gone' })).toMatchObject({ error: { code: 'noSuchAccount' } });
  });
});

describe('a result', () => {
  test('is reused for a minute, for any list, unless a new look-up is requested', async () => {
    const { look, asked, world } = lookUpBench();
    await look();
    world.now += 59_000;
    expect(await look({ list: 'Notices' })).toMatchObject({ value: { state: 'notSubscribed', checkedAt: 1_000_000 } });
    expect(asked).toHaveLength(2);
    expect(await look({ asked: true })).toMatchObject({ value: { checkedAt: 1_059_000 } });
    expect(asked).toHaveLength(4);
    world.now += 60_000;
    await look();
    expect(asked).toHaveLength(6);
  });

  test('is removed after a minute, and a newer result stays for its own minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { look, lookUps } = lookUpBench();
    await look();
    await look({ customerKey: 'ck11' });
    expect(lookUps.kept).toBe(2);
    vi.advanceTimersByTime(30_000);
    await look({ asked: true });
    vi.advanceTimersByTime(30_000);
    expect(lookUps.kept).toBe(1);
    vi.advanceTimersByTime(30_000);
    expect(lookUps.kept).toBe(0);
  });

  test('belongs to one site: a site below it is another one, for the log as well', async () => {
    const { look, asked, accounts, lookUps } = lookUpBench();
    await look();
    const [before] = accounts;
    accounts[0] = { ...acme, siteUrl: `${acme.siteUrl}/eu` };
    expect(lookUps.contactOf(accounts[0], 'ck10')).toBe('');
    expect(before && lookUps.contactOf(before, 'ck10')).not.toBe('');
    lookUps.accountsChanged();
    expect(before && lookUps.contactOf(before, 'ck10')).toBe('');
    expect(asked).toHaveLength(2);
  });

  test('belongs to one key and one account', async () => {
    const { look, asked, accounts } = lookUpBench();
    await look();
    await look({ customerKey: 'CK10' });
    accounts.push({ ...acme, id: 'other' });
    await look({ accountId: 'other' });
    expect(asked).toHaveLength(6);
  });

  test('is dropped when accounts change, and not kept if they change in the meantime', async () => {
    const { look, asked, world, lookUps } = lookUpBench();
    await look();
    lookUps.accountsChanged();
    const first = new Deferred<WireResult>();
    world.response = (path) => (path.endsWith(below) ? undefined : first.promise);
    const looking = look();
    await expect.poll(() => asked.length).toBe(3);
    lookUps.accountsChanged();
    first.resolve(jsonResponse({ error: 'Unauthorized' }, 401));
    expect(await looking).toMatchObject({ value: { state: 'unclear' } });
    world.response = () => undefined;
    expect(await look()).toMatchObject({ value: { state: 'found' } });
  });

  test.each(['', below])('is not kept if no response came: %j', async (path) => {
    const { look, world } = lookUpBench();
    world.response = (asked) => (asked.endsWith(path) ? failed : undefined);
    expect(await look()).toMatchObject({ value: { subscribed: null } });
    world.response = () => undefined;
    expect(await look()).toMatchObject({ value: { state: 'found', subscribed: true } });
  });

  test('is kept for the last few hundred keys', async () => {
    const { look, asked } = lookUpBench();
    for (let n = 0; n <= 300; n += 1) await look({ customerKey: `ck${n}` });
    asked.length = 0;
    await look({ customerKey: 'ck1' });
    expect(asked).toEqual([]);
    await look({ customerKey: 'ck0' });
    expect(asked).toHaveLength(2);
  });
});

describe('one at a time:', () => {
  test('a later key cancels the earlier look-up', async () => {
    const { look, world, signals, asked } = lookUpBench();
    const hanging = new Deferred<WireResult>();
    world.response = (path) => (path.includes('ck10') ? hanging.promise : undefined);
    const first = look();
    await expect.poll(() => asked.length).toBe(1);
    expect(await look({ customerKey: 'ck11' })).toMatchObject({ value: { customerKey: 'ck11' } });
    expect(signals[0]?.aborted).toBe(true);
    hanging.resolve(jsonResponse(contactOf('ck10')));
    expect(await first).toMatchObject({ error: { code: 'superseded' } });
    expect(asked).not.toContain('/rest/subscribers/ck10/subscriptions');
  });

  test('the same key for another list waits for the same read', async () => {
    const { look, world, asked } = lookUpBench();
    const slow = new Deferred<WireResult>();
    world.response = (path) => (path.endsWith(below) ? undefined : slow.promise);
    const both = [look(), look({ list: 'Notices' })];
    slow.resolve(jsonResponse(contactOf('ck10')));
    expect((await Promise.all(both)).map((one) => one.ok && one.value.state)).toEqual(['found', 'notSubscribed']);
    expect(asked).toHaveLength(2);
  });

  test('it can be cancelled, and is when its account is removed', async () => {
    for (const stop of ['stop', 'gone'] as const) {
      const { look, lookUps, world, signals, asked, accounts } = lookUpBench();
      world.response = () => new Deferred<WireResult>().promise;
      void look();
      await expect.poll(() => asked.length).toBe(1);
      if (stop === 'gone') accounts.length = 0;
      if (stop === 'gone') lookUps.accountsChanged();
      else lookUps.stop();
      expect(signals[0]?.aborted).toBe(true);
    }
  });
});

describe('the settings', () => {
  test('turn look-ups off, but not those on request', async () => {
    const { look, world, asked } = lookUpBench();
    world.automatic = false;
    let secrets = 0;
    world.secretFor = () => Promise.resolve(ok({ ...secret, password: `word ${secrets++}` }));
    expect(await look()).toMatchObject({ error: { code: 'off' } });
    expect([asked.length, secrets]).toEqual([0, 0]);
    expect(await look({ asked: true })).toMatchObject({ value: { state: 'found' } });
  });
});

describe('the keychain', () => {
  test('is called by one look-up at a time, whatever the account', async () => {
    const { look, world, accounts } = lookUpBench();
    accounts.push({ ...acme, id: 'other' });
    const waiting: Deferred<Result<Secret>>[] = [];
    world.secretFor = () => {
      const response = new Deferred<Result<Secret>>();
      waiting.push(response);
      return response.promise;
    };
    const all = [look(), look({ customerKey: 'ck11' }), look({ accountId: 'other' }), look({ customerKey: 'ck12' })];
    await new Promise(setImmediate);
    expect(waiting).toHaveLength(1);
    waiting[0]?.resolve(ok(secret));
    const ends = await Promise.all(all);
    expect(ends.map((end) => (end.ok ? end.value.customerKey : end.error.code))).toEqual([
      'superseded',
      'superseded',
      'superseded',
      'ck12',
    ]);
    expect(waiting).toHaveLength(1);
  });

  test("returns each account's own secret", async () => {
    const { look, world, accounts, requests } = lookUpBench();
    accounts.push({ ...acme, id: 'other', realm: 'other' });
    const first = new Deferred<Result<Secret>>();
    world.secretFor = ({ id, realm }) => (id === 'acme' ? first.promise : Promise.resolve(ok({ ...secret, realm, password: 'battery' })));
    const ends = [look(), look({ accountId: 'other' })];
    first.resolve(ok(secret));
    expect((await Promise.all(ends)).map((end) => end.ok)).toEqual([false, true]);
    const authorization = `Basic ${Buffer.from('other:battery').toString('base64')}`;
    expect(requests).toHaveLength(2);
    for (const { headers } of requests) expect(headers).toContainEqual(['Authorization', authorization]);
  });

  test('that refuses is reported, and called again only on request or after a while', async () => {
    const { look, world, lookUps } = lookUpBench();
    let questions = 0;
    world.secretFor = () => {
      questions += 1;
      return Promise.resolve(fail('vaultLocked', 'The keychain is locked.'));
    };
    const locked = { value: { state: 'unclear', sentence: 'The keychain is locked.' } };
    expect(await look()).toMatchObject(locked);
    expect(await look({ customerKey: 'ck11' })).toMatchObject(locked);
    expect(questions).toBe(1);
    expect(await look({ asked: true })).toMatchObject(locked);
    expect(questions).toBe(2);
    lookUps.accountsChanged();
    await look();
    expect(questions).toBe(3);
    world.now += 60_000;
    await look();
    expect(questions).toBe(4);
  });
});

test('name and address of a contact are available to the log for a minute, without a request', async () => {
  const { lookUps, look, asked, world } = lookUpBench();
  expect(lookUps.contactOf(acme, 'ck10')).toBe('');
  await look();
  const reads = asked.length;
  expect(lookUps.contactOf(acme, 'ck10')).toBe('Ada Lindqvist · ck10@example.com');
  expect(lookUps.contactOf(acme, 'CK10')).toBe('');
  expect(lookUps.contactOf({ ...acme, realm: 'other' }, 'ck10')).toBe('');
  world.now += 60_000;
  expect(lookUps.contactOf(acme, 'ck10')).toBe('');
  expect(asked).toHaveLength(reads);
});
