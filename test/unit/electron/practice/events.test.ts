/** What the practice realm knows of a message afterwards, over real HTTP. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { startPracticeRealm } from '../../../../electron/practice/realm.ts';

const at = Date.UTC(2026, 10, 24, 14, 2, 11);

async function realm() {
  const practice = await startPracticeRealm({ now: () => new Date(at), slowMs: 5 });
  onTestFinished(() => practice.close());
  const headers = { authorization: `Basic ${Buffer.from('practice:practice').toString('base64')}` };
  return {
    send: (key: string) =>
      fetch(`${practice.siteUrl}/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/${key}`, { method: 'POST', headers }).then(
        (answer) => answer.status,
        () => 'no answer',
      ),
    events: async (key: string, query = 'start=2026-11-24&end=2026-11-25&eventType=SENT') => {
      const answer = await fetch(`${practice.siteUrl}/rest/subscribers/${key}/events?${query}`, { headers });
      return { status: answer.status, body: (await answer.json()) as { events?: unknown[] } };
    },
  };
}

describe('the practice realm', () => {
  test('takes the message of ck-lost and loses only the response', async () => {
    const practice = await realm();
    expect(await practice.send('ck-lost')).toBe('no answer');
    const { body } = await practice.events('ck-lost');
    expect(body).toMatchObject({
      customerKey: 'ck-lost',
      events: [{ trackingListId: 13, eventType: 'SENT', trackingEventDate: 'Nov 24, 2026 2:02:11 PM' }],
    });
  });

  test('has the message of ck-slow too, however late its response comes', async () => {
    const practice = await realm();
    expect(await practice.send('ck-slow')).toBe(200);
    expect((await practice.events('ck-slow')).body.events).toHaveLength(1);
  });

  test.each(['ck-cut', 'ck-reset'])('never takes that of %s: a contact without events', async (key) => {
    const practice = await realm();
    await practice.send(key);
    expect(await practice.events(key)).toMatchObject({ status: 200, body: { customerKey: key, events: [] } });
  });

  test('leaves the day of `end` out', async () => {
    const practice = await realm();
    await practice.send('ck-lost');
    expect((await practice.events('ck-lost', 'start=2026-11-23&end=2026-11-24&eventType=SENT')).body.events).toEqual([]);
  });

  test('knows no contact ck-404', async () => {
    expect((await (await realm()).events('ck-404')).status).toBe(404);
  });
});
