import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { DeliveryStatuses } from '../../../../electron/delivery/delivery-statuses.ts';
import { checkedAddress } from '../../../../electron/delivery/snapshot-address.ts';
import { LogAccess } from '../../../../electron/log/store/log-access.ts';
import { ok, type Result } from '../../../../electron/shared/domain/result.ts';
import type { CheckedMessage } from '../../../../electron/shared/domain/message.ts';
import { redacted } from '../net/redacted.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { logFile, newEntry, storedOutcome, pressOf } from '../log/a-log.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { wireResponse } from '../whatcounts/responses.ts';
import { pathAt } from '../whatcounts/path-at.ts';

const at = Date.parse('2026-11-24T10:00:00Z');
const jsonResponse = (value: unknown, status = 200): WireResult => ({
  kind: 'response',
  durationMs: 1,
  ...wireResponse(value, { status }),
});

interface Server {
  events?: WireResult;
  lists?: WireResult;
  snapshots?: WireResult;
}

function bench(server: Server = {}, accounts: readonly AccountView[] = [acme]) {
  const log = LogAccess.later(logFile(), {
    now: () => new Date(at),
    notify: () => undefined,
    onLateOutcome: () => undefined,
    onWrite: () => undefined,
    beforeMove: () => undefined,
    onReplaced: () => undefined,
  });
  const asked: string[] = [];
  const opened: string[] = [];
  const deliveryStatuses = new DeliveryStatuses({
    accounts: { get: (id) => accounts.find((one) => one.id === id) ?? null, secretFor: () => Promise.resolve(ok(secret)) },
    log,
    transport: redacted({
      exchange: ({ method, url }) => {
        const path = pathAt(acme.siteUrl, url);
        asked.push(`${method} ${path}`);
        if (path.startsWith('/rest/lists')) return Promise.resolve(server.lists ?? jsonResponse([{ listId: 13, listName: 'Orders' }]));
        if (path.includes('/availableimages')) return Promise.resolve(server.snapshots ?? jsonResponse([]));
        return Promise.resolve(server.events ?? jsonResponse({ customerKey: 'ck1042', events: [] }));
      },
    }),
    timeLimits: () => ({ timeoutMs: 1000, connectTimeoutMs: 1000 }),
    now: () => at + 60_000,
    openInBrowser: (address) => {
      opened.push(address);
      return address.includes('nobrowser') ? Promise.reject(new Error('none')) : Promise.resolve();
    },
  });
  const entry = (
    { siteUrl = acme.siteUrl, ...message }: Partial<CheckedMessage> & { siteUrl?: string } = {},
    outcome: 'accepted' | 'not sent' = 'accepted',
  ): number => {
    const url = `${siteUrl}/rest/msg/sendWithCustomerKey/x`;
    const begun = valueOf(log.begin(newEntry({ at, account: acme, url, message })));
    return valueOf(log.storeOutcome(pressOf(log, begun.id), storedOutcome({ outcome }))).id;
  };
  return { deliveryStatuses, asked, opened, entry };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
}

const event = (kind: string, time: string, more: object = {}) => ({
  eventType: kind,
  trackingEventDate: time,
  trackingListId: 13,
  ...more,
});

describe('a delivery check', () => {
  test('reads events, lists and snapshots, and nothing else', async () => {
    const { deliveryStatuses, asked, entry } = bench({ events: jsonResponse({ events: event('SENT', '2026-11-24 03:00:05') }) });
    valueOf(await deliveryStatuses.check(entry()));
    expect(asked).toEqual([
      'GET /rest/subscribers/ck1042/events?start=2026-11-23&end=2026-11-26&skip=0',
      'GET /rest/lists?listName=Orders&skip=0',
      'GET /rest/subscribers/availableimagessenttocustomerkey/ck1042',
    ]);
  });

  test('returns the events since the send on this list, in order, and is kept', async () => {
    const events = [
      event('OPEN', '2026-11-24 03:10:00'),
      event('SENT', '2026-11-24 03:00:05'),
      event('CLICKTHROUGH', 'Nov 24, 2026 3:11:00 AM'),
      event('OPEN', '2026-11-24 03:12:00', { trackingListId: 99 }),
      event('SUBSCRIBE', '2026-11-24 03:13:00'),
      event('OPEN', '2026-11-23 10:00:00'),
      event('SOFT_BOUNCE', 'whenever'),
    ];
    const { deliveryStatuses, entry } = bench({ events: jsonResponse({ customerKey: 'CK1042', events }) });
    const id = entry();
    expect(deliveryStatuses.known(id)).toBeNull();
    const { events: shown, notes } = valueOf(await deliveryStatuses.check(id));
    expect(shown.map(({ kind, date }) => [kind, date])).toEqual([
      ['SENT', '2026-11-24 03:00:05'],
      ['OPEN', '2026-11-24 03:10:00'],
      ['CLICKTHROUGH', 'Nov 24, 2026 3:11:00 AM'],
      ['SOFT_BOUNCE', ''],
    ]);
    expect(notes.join(' ')).toContain('not of one message');
    expect(notes.join(' ')).toContain('names no zone');
    expect(deliveryStatuses.known(id)?.checkedAt).toBe(at + 60_000);
  });

  test('of an unnamed contact is not shown for a numeric key', async () => {
    const { deliveryStatuses, entry } = bench({
      events: jsonResponse({ subscriberId: 10, events: [event('HARD_BOUNCE', '2026-11-24 03:00:05')] }),
    });
    expect(await deliveryStatuses.check(entry({ customerKey: '10' }))).toMatchObject({
      error: { code: 'notRead', sentence: expect.stringContaining('does not name its contact') as string },
    });
  });

  test('of another contact is not shown, and the earlier check stays', async () => {
    const server: Server = {};
    const { deliveryStatuses, entry } = bench(server);
    const id = entry();
    const first = valueOf(await deliveryStatuses.check(id));
    server.events = jsonResponse({ customerKey: 'ck7', events: [event('SENT', '2026-11-24 03:00:05')] });
    expect(await deliveryStatuses.check(id)).toMatchObject({
      error: { code: 'notRead', sentence: expect.stringContaining('another contact') as string },
    });
    expect(deliveryStatuses.known(id)).toEqual(first);
  });

  test('notes what is left out: snapshots of others and of other templates, and events without a list', async () => {
    const image = 'https://a.example/1';
    const { deliveryStatuses, entry } = bench({
      events: jsonResponse({ events: [event('OPEN', '2026-11-24 03:00:05', { trackingListId: null })] }),
      snapshots: jsonResponse([
        { customerKey: 'ck1042', content: { template_name: 'Shipping delay', image } },
        { customerKey: 'ck7', content: { template_name: 'Shipping delay', image: 'https://a.example/2' } },
        { content: { template_name: 'Other', image: 'https://a.example/3' } },
      ]),
    });
    const status = valueOf(await deliveryStatuses.check(entry()));
    expect(status.snapshots.map(({ address }) => address)).toEqual([image]);
    expect(status.snapshotNotes).toEqual([
      'A snapshot may be of an earlier message with the same template.',
      'Not shown: 1 of other templates.',
      'Not shown: 1 of other contacts than the requested one.',
    ]);
    expect(status.notes.join(' ')).toContain('1 of them names no list');
  });

  test('shows events of every list if the number of this one is unknown, and notes that', async () => {
    const { deliveryStatuses, entry } = bench({
      lists: jsonResponse({}, 500),
      events: jsonResponse({ events: event('OPEN', '2026-11-24 03:00:05', { trackingListId: 99 }) }),
    });
    const { events, notes } = valueOf(await deliveryStatuses.check(entry()));
    expect(events).toHaveLength(1);
    expect(notes.join(' ')).toContain('events of all lists');
  });

  test('removes credentials from responses, and opens no address that contains one', async () => {
    const leak = Buffer.from(`${secret.realm}:${secret.password}`).toString('base64');
    const server: Server = {
      snapshots: jsonResponse([
        { content: { template_name: 'Shipping delay', image: `https://a.example/?x=${leak}`, created_date: leak } },
      ]),
    };
    const { deliveryStatuses, entry, opened } = bench(server);
    const id = entry();
    const status = valueOf(await deliveryStatuses.check(id));
    expect(JSON.stringify(status)).not.toContain(leak);
    expect(status.snapshots[0]?.refusal).toContain('credential');
    expect(await deliveryStatuses.openSnapshot(id, status.snapshots[0]?.address ?? '')).toMatchObject({ error: { code: 'notOpened' } });
    expect(opened).toEqual([]);
    server.events = jsonResponse({ error: `no ${leak}` }, 403);
    const refused = await deliveryStatuses.check(id);
    expect(JSON.stringify(refused)).toContain('(403 \\"no [credential removed]');
    expect(JSON.stringify(refused)).not.toContain(leak);
  });

  test.each([
    ['a message without a customer key', [acme], { recipient: 'email', command: 'email', customerKey: 'a@b.example' }, 'had none'],
    ['an account that was removed', [], {}, 'was removed'],
    ['an account that moved', [{ ...acme, realm: 'other' }], {}, 'another site or realm'],
    ['a site below its own', [acme], { siteUrl: `${acme.siteUrl}/eu` }, 'another site or realm'],
  ] as const)('is refused for %s', async (_, accounts, message, text) => {
    const { deliveryStatuses, asked, entry } = bench({}, accounts);
    expect(await deliveryStatuses.check(entry(message))).toMatchObject({
      error: { code: 'notAsked', sentence: expect.stringContaining(text) as string },
    });
    expect(asked).toEqual([]);
  });

  test('is refused for a message that did not leave', async () => {
    const { deliveryStatuses, asked, entry } = bench();
    expect(await deliveryStatuses.check(entry({}, 'not sent'))).toMatchObject({ error: { code: 'notAsked' } });
    expect(asked).toEqual([]);
  });

  test('runs once if it is requested twice at the same time', async () => {
    const { deliveryStatuses, asked, entry } = bench();
    const id = entry();
    await Promise.all([deliveryStatuses.check(id), deliveryStatuses.check(id)]);
    expect(asked).toHaveLength(2);
  });
});

describe('a snapshot', () => {
  test('is opened only at the address that was shown, and only for its own entry', async () => {
    const image = 'https://pictures.example/a.html';
    const content = { template_name: 'Shipping delay', image };
    const { deliveryStatuses, entry, opened } = bench({ snapshots: jsonResponse({ customerKey: 'ck1042', content }) });
    const [id, other] = [entry(), entry()];
    expect(await deliveryStatuses.openSnapshot(id, image)).toMatchObject({ error: { code: 'noSuchSnapshot' } });
    await deliveryStatuses.check(id);
    expect(await deliveryStatuses.openSnapshot(other, image)).toMatchObject({ error: { code: 'noSuchSnapshot' } });
    expect(await deliveryStatuses.openSnapshot(id, `${image}?x`)).toMatchObject({ error: { code: 'noSuchSnapshot' } });
    expect(await deliveryStatuses.openSnapshot(id, image)).toEqual(ok(null));
    expect(opened).toEqual([image]);
  });

  test('without a browser suggests what to do', async () => {
    const image = 'https://nobrowser.example/';
    const { deliveryStatuses, entry } = bench({ snapshots: jsonResponse([{ content: [{ template_name: 'shipping delay', image }, 7] }]) });
    const id = entry();
    await deliveryStatuses.check(id);
    expect(await deliveryStatuses.openSnapshot(id, image)).toMatchObject({
      error: { sentence: expect.stringContaining('Copy the address') as string },
    });
  });

  test.each([
    ['https://a.example/b c', 'https://a.example/b%20c', ''],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x', 'Only https'],
    ['http://a.example/', 'http://a.example/', 'Only https'],
    ['file:///etc/passwd', 'file:///etc/passwd', 'Only https'],
    ['javascript:alert(1)', 'javascript:alert(1)', 'Only https'],
    ['https://user@a.example/', 'https://user@a.example/', 'name or password'],
    ['not an address', 'not an address', "isn't a web address"],
    ...[
      'https://localhost/x',
      'https://LOCALHOST./x',
      'https://127.1/x',
      'https://[::1]/x',
      'https://0x0a000001/x',
      'https://[::ffff:10.0.0.1]/',
    ].map((local) => [local, local, 'local network'] as const),
    ...['wpad', 'intranet.corp', 'printer.local', 'metadata。google.internal', 'nas.home.arpa', '169.254.169.254'].map(
      (host) => [`https://${host}/x`, `https://${host}/x`, 'local network'] as const,
    ),
    ['https://8.8.8.8/x', 'https://8.8.8.8/x', ''],
  ] as const)('at %j', (address, shown, refusal) => {
    const checked = checkedAddress(address, { isPracticeRealm: false, siteHost: 'mail.acme.example' });
    expect(checked.address).toBe(shown);
    if (refusal === '') expect(checked.refusal).toBe('');
    else expect(checked.refusal).toContain(refusal);
  });

  test('on this computer only for the practice realm', () => {
    const practice = { isPracticeRealm: true, siteHost: '127.0.0.1' };
    expect(checkedAddress('http://127.0.0.1:8080/x', practice).refusal).toBe('');
    expect(checkedAddress('http://a.example/', practice).refusal).toContain('Only https');
    expect(checkedAddress('https://10.0.0.1/', practice).refusal).toContain('local network');
  });

  test("in a local network only if the account's site is in it", () => {
    const own = { isPracticeRealm: false, siteHost: 'whatcounts.acme.corp' };
    expect(checkedAddress('https://whatcounts.acme.corp.:8443/x', own).refusal).toBe('');
    expect(checkedAddress('https://wiki.acme.corp/x', own).refusal).toContain('local network');
    expect(checkedAddress('http://whatcounts.acme.corp/x', own).refusal).toContain('Only https');
  });
});
