/** The delivery of a message, as WhatCounts reports it, and its snapshots. */
import type { ElectronApplication } from '@playwright/test';
import { expect, test, type Keypost } from './keypost.ts';
import { DeliveryPage } from './pages/delivery-page.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';

/** Records the addresses that would be opened in the browser from now on. */
async function watchBrowser(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'openedAddresses', opened);
    shell.openExternal = (address: string) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'openedAddresses') as string[]);
}

test('in the practice realm: sent, opened, clicked; shows the address of a snapshot before it opens it', async ({ start }) => {
  const { app, page, send, shell, log } = await start();
  const opened = await watchBrowser(app);
  await send.snapshot.check({ force: true });
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  await shell.goTo('Log');
  await log.open('ck1042');
  const delivery = new DeliveryPage(page);
  await expect(delivery.check).toHaveText('Check now');
  await expect(delivery.events).toHaveCount(0);
  // The practice realm reports the click after two seconds.
  await expect(async () => {
    await delivery.check.click();
    await expect(delivery.events).toContainText(['Sent', 'Opened', 'Link clicked'], { timeout: 500 });
  }).toPass();
  await expect(delivery.text(/^Checked /)).toBeVisible();

  await delivery.snapshot(1).click();
  await expect(delivery.cancel).toBeFocused();
  await expect(delivery.dialog).toContainText(/http:\/\/127\.0\.0\.1:\d+\/snapshots\/51042_/);
  expect(await opened()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(delivery.dialog).toBeHidden();
  expect(await opened()).toEqual([]);
  await delivery.snapshot(1).click();
  await delivery.openInBrowser.click();
  await expect(delivery.dialog).toBeHidden();
  expect(await opened()).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/snapshots\/51042_/)]);

  // The last check is still shown when the entry is opened again.
  await shell.goTo('Send');
  await send.sendTo('ck-404');
  await send.expectOutcome('Rejected');
  await shell.goTo('Log');
  await log.open('ck1042');
  await expect(delivery.events).toHaveCount(3);
});

test('shows a bounce of the practice realm', async ({ start }) => {
  const { page, send, shell, log } = await start();
  await send.sendTo('ck1007');
  await send.expectOutcome('Accepted');
  await shell.goTo('Log');
  await log.open('ck1007');
  const delivery = new DeliveryPage(page);
  await expect(async () => {
    await delivery.check.click();
    await expect(delivery.events).toContainText(['Sent', 'Bounced (hard)'], { timeout: 500 });
  }).toPass();
});

test.describe('with a separate account', () => {
  let site: RecordingSite;
  test.beforeEach(async ({ folder }) => {
    site = await startRecordingSite(folder);
  });
  test.afterEach(() => site.close());

  const json = (status: string, value: unknown): string => {
    const body = JSON.stringify(value);
    return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };

  async function sent(keypost: Keypost): Promise<DeliveryPage> {
    const { page, shell, accounts, send, log } = keypost;
    await shell.goTo('Accounts');
    await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
    await accounts.save.click();
    await expect(accounts.item('Acme')).toBeVisible();
    await shell.goTo('Send');
    await send.chooseAccount('Acme');
    await send.sendTo('ck7');
    await send.expectOutcome('Accepted');
    await shell.goTo('Log');
    await log.open('ck7');
    return new DeliveryPage(page);
  }

  test('an awkward server: shows events of other kinds and without times, and refuses to open unsafe addresses', async ({ start }) => {
    const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
    const opened = await watchBrowser(keypost.app);
    const delivery = await sent(keypost);
    site.reads.length = 0;
    const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
    // Every GET gets the same body, with events, lists and snapshots.
    site.response = json('200 OK', {
      customerKey: 'CK7',
      listId: '13',
      events: [
        { trackingId: 3, eventType: 'open', trackingEventDate: now },
        { trackingId: '1', trackingEventType: '9' },
        { trackingId: 2, eventType: 'UNSUBSCRIBE', trackingEventDate: now },
        { trackingId: 4, eventType: 'OPEN', trackingEventDate: 'Jun 17, 2016 12:54:44 PM' },
        'nonsense',
      ],
      content: [
        { template_name: 'Order confirmation', image: 'javascript:alert(1)' },
        { template_name: 'ORDER CONFIRMATION', image: 'http://pictures.example/a.html' },
        { template_name: 'Order confirmation', image: 'https://user:pass@pictures.example/a.html' },
        { template_name: 'Order confirmation', image: 'https://pictures.example/b c.html', created_date: '2020-01-13 08:46:48.11' },
        { template_name: 'Another', image: 'https://pictures.example/other.html' },
        { template_name: 'Order confirmation' },
        7,
      ],
    });
    await delivery.check.click();
    await expect(delivery.events).toContainText(['Opened', 'Sent no time given']);
    await expect(delivery.text('Only https addresses are opened; this one begins with javascript:')).toBeVisible();
    await expect(delivery.text('Only https addresses are opened; this one begins with http:')).toBeVisible();
    await expect(delivery.text('This address carries a name or password, so it is not opened.')).toBeVisible();
    await expect(delivery.text("Times are by the server's clock; WhatCounts names no zone.")).toBeVisible();
    await delivery.snapshot(4).click();
    await expect(delivery.dialog).toContainText('https://pictures.example/b%20c.html');
    await delivery.openInBrowser.click();
    await expect(delivery.dialog).toBeHidden();
    expect(await opened()).toEqual(['https://pictures.example/b%20c.html']);
    expect(site.requests).toHaveLength(1);
    expect(site.reads.map((head) => head.split('?')[0])).toEqual([
      'GET /rest/subscribers/ck7/events',
      'GET /rest/lists',
      expect.stringContaining('GET /rest/subscribers/availableimagessenttocustomerkey/ck7 HTTP/1.1'),
    ]);

    // The page can't make up an address.
    const refused = await keypost.page.evaluate(async () => {
      const { keypost: bridge } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
      return bridge.call('delivery.openSnapshot', { id: 1, address: 'https://elsewhere.example/' });
    });
    expect(refused).toContain('noSuchSnapshot');
    expect(await opened()).toHaveLength(1);
  });

  test('a server that refuses or sends nonsense: shows why, and keeps what it reported before', async ({ start }) => {
    const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
    const delivery = await sent(keypost);
    const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
    site.response = json('200 OK', {
      customerKey: 'ck7',
      listId: 13,
      events: [{ trackingId: 1, eventType: 'OPEN', trackingEventDate: now }],
    });
    await delivery.check.click();
    await expect(delivery.events).toContainText(['Opened']);
    site.response = json('401 Unauthorized', { error: 'no', status: 'Unauthorized', statusCode: 401 });
    await delivery.check.click();
    await expect(
      delivery.text("The events couldn't be read: WhatCounts refused the realm or password (401). Open Accounts to correct them."),
    ).toBeVisible();
    site.response = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>';
    await delivery.check.click();
    await expect(delivery.text(/^The events couldn't be read: A web page came back \(200\), not a response of WhatCounts/)).toBeVisible();
    site.response = json('200 OK', 'hello');
    await delivery.check.click();
    await expect(
      delivery.text(`The events couldn't be read: ${site.host} responded 200, but with nothing that could be read.`),
    ).toBeVisible();
    site.response = json('404 Not Found', { message: 'no route' });
    await delivery.check.click();
    await expect(delivery.text(/^The events couldn't be read: The server at .* has nothing at this address \(404\)/)).toBeVisible();
    site.response = json('404 Not Found', { error: 'Subscriber Not Found', status: 'Not Found', statusCode: 404 });
    await delivery.check.click();
    await expect(
      delivery.text('The events couldn\'t be read: WhatCounts knows no such contact, or none any more (404 "Subscriber Not Found").'),
    ).toBeVisible();
    await expect(delivery.events).toContainText(['Opened']);
    expect(site.requests).toHaveLength(1);
  });
});
