/** The events of messages in the practice realm, over real HTTP. */
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
        (response) => response.status,
        () => 'no response',
      ),
    events: async (key: string, query = 'start=2026-11-24&end=2026-11-25&eventType=SENT') => {
      const response = await fetch(`${practice.siteUrl}/rest/subscribers/${key}/events?${query}`, { headers });
      return { status: response.status, body: (await response.json()) as { events?: unknown[] } };
    },
  };
}

describe('the practice realm', () => {
  test('accepts the message to ck-lost and loses only the response', async () => {
    const practice = await realm();
    expect(await practice.send('ck-lost')).toBe('no response');
    const { body } = await practice.events('ck-lost');
    expect(body).toMatchObject({
      customerKey: 'ck-lost',
      events: [{ trackingListId: 13, eventType: 'SENT', trackingEventDate: 'Nov 24, 2026 2:02:11 PM' }],
    });
  });

  test('accepts the message to ck-slow, however late its response comes', async () => {
    const practice = await realm();
    expect(await practice.send('ck-slow')).toBe(200);
    expect((await practice.events('ck-slow')).body.events).toHaveLength(1);
  });

  test.each(['ck-cut', 'ck-reset'])('never accepts a message to %s, so it has no events', async (key) => {
    const practice = await realm();
    await practice.send(key);
    expect(await practice.events(key)).toMatchObject({ status: 200, body: { customerKey: key, events: [] } });
  });

  test('excludes the day of `end`', async () => {
    const practice = await realm();
    await practice.send('ck-lost');
    expect((await practice.events('ck-lost', 'start=2026-11-23&end=2026-11-24&eventType=SENT')).body.events).toEqual([]);
  });

  test('knows no contact ck-404', async () => {
    expect((await (await realm()).events('ck-404')).status).toBe(404);
  });
});
