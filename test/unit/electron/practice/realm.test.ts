import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startPracticeRealm } from '../../../../electron/practice/realm.ts';
import { basic, call, notThere, practiceRealm, problem } from './practice-client.ts';

const unauthorized = problem(401, 'Unauthorized', 'Unauthorized');

describe('authorization', () => {
  it.each([
    ['nothing', null],
    ['another password', basic('practice', 'correct horse')],
    ['another realm', basic('Practice', 'practice')],
    ['another scheme', 'Bearer practice'],
    ['half of it', 'Basic'],
  ])('%s is refused for reads and sends', async (_, authorization) => {
    const { realm } = await practiceRealm();
    expect(await call(realm, '/rest/lists', { authorization })).toEqual(unauthorized);
    const path = '/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042';
    expect(await call(realm, path, { method: 'POST', authorization })).toEqual(unauthorized);
    expect(await call(realm, '/nowhere/%', { authorization })).toEqual(unauthorized);
    expect([realm.sent(), realm.calls()]).toEqual([[], []]);
  });

  it('with realm and password is accepted everywhere', async () => {
    const { realm } = await practiceRealm();
    expect([realm.realm, realm.password]).toEqual(['practice', 'practice']);
    expect((await call(realm, '/rest/lists/13')).status).toBe(200);
  });
});

describe('the address', () => {
  it('is on loopback, at a free port that differs each time', async () => {
    const [{ realm: one }, { realm: other }] = [await practiceRealm(), await practiceRealm()];
    expect(one.siteUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(one.siteUrl).not.toBe(other.siteUrl);
  });

  it('can have a chosen port, but not one that is in use', async () => {
    const { realm } = await practiceRealm();
    const port = Number(new URL(realm.siteUrl).port);
    await expect(startPracticeRealm({ port })).rejects.toThrow(/EADDRINUSE/);
    await realm.close();
    const { realm: next } = await practiceRealm({ port });
    expect(next.siteUrl).toBe(realm.siteUrl);
  });

  it.each(['/rest/lists/%', '/rest/lists/%zz', '/rest/lists/%C3', '/rest/templates/%E0%A4%A'])(
    'is refused where a %% encodes nothing: %s',
    async (path) => {
      const { get } = await practiceRealm();
      expect(await get(path)).toEqual(problem(400, 'Bad Request', 'The address holds a % that encodes nothing'));
    },
  );

  it('can have such a % in its query, which is then part of the filter', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/lists?listName=50%')).toMatchObject({ status: 200, body: [] });
  });

  it.each(['/', '/rest', '/rest/', '/REST/lists', '/rest/Lists', '/rest/nothing', '/api/rest/lists', '//rest/lists', '/%2Frest/lists'])(
    'is not found: %s',
    async (path) => {
      const { get } = await practiceRealm();
      expect(await get(path)).toEqual(notThere);
    },
  );
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('reads refuse %s', async (method) => {
  const { realm } = await practiceRealm();
  for (const path of ['/rest/lists', '/rest/templates/301', '/rest/subscribers/ck1042']) {
    expect(await call(realm, path, { method })).toEqual(problem(405, 'Method Not Allowed', `${method} is not allowed here`));
  }
});

it('records every call as received', async () => {
  const { realm, get, post } = await practiceRealm();
  await get('/rest/lists?skip=0&x=%20y');
  await post('/rest/msg/send/%2F');
  await get('/%');
  expect(realm.calls()).toEqual([
    { method: 'GET', target: '/rest/lists?skip=0&x=%20y' },
    { method: 'POST', target: '/rest/msg/send/%2F' },
    { method: 'GET', target: '/%' },
  ]);
});

it('has new data at every start', async () => {
  const first = await practiceRealm();
  await first.send('Orders', 'Shipping delay', 'ck1042');
  const second = await practiceRealm();
  expect([first.realm.sent().length, second.realm.sent().length]).toEqual([1, 0]);
});

describe('closing', () => {
  it.each(['ck-silent', 'ck-slow'])('does not wait for a hanging call (%s) or an idle connection', async (key) => {
    const { realm, send } = await practiceRealm({ slowMs: 3_600_000 });
    const hanging = send('Orders', 'Shipping delay', key).then(
      () => 'responded',
      () => 'broken off',
    );
    const idle = connect(Number(new URL(realm.siteUrl).port), '127.0.0.1');
    onTestFinished(() => void idle.destroy());
    idle.on('error', () => undefined).resume();
    await once(idle, 'connect');
    await vi.waitFor(() => {
      expect(realm.calls()).toHaveLength(1);
    });
    await realm.close();
    expect(await hanging).toBe('broken off');
    await expect(call(realm, '/rest/lists')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('twice is allowed', async () => {
    const { realm } = await practiceRealm();
    await Promise.all([realm.close(), realm.close()]);
    await realm.close();
  });
});
