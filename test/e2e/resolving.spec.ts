/** An unknown send is resolved, by WhatCounts or by a person; the first outcome stays in its history. */
import { expect, test, type Keypost } from './keypost.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { seedLog } from './seed-log.ts';

async function sendUnknown({ send }: Keypost, key: string): Promise<void> {
  await send.sendTo(key);
  await send.expectOutcome('Unknown');
}

test('ck-lost: WhatCounts has the event; the history is still there after a restart', async ({ start }) => {
  const first = await start();
  const { send, shell, log } = first;
  await expect(shell.logLink).toHaveText('Log');
  await sendUnknown(first, 'ck-lost');
  await expect(shell.logLink).toHaveText('Log1?');
  await expect(shell.logLink).toHaveAccessibleDescription('1 send has an unknown outcome');

  await send.openEntry.click();
  await expect(log.entry).toContainText('The message may have been sent. Check before you send again.');
  await log.note.fill('Ada called about it');
  await log.resolveButton('Ask WhatCounts').click();
  await expect(log.outcomeOfEntry).toHaveText('Accepted');
  await expect(log.outcomeOfEntry).toBeFocused();
  await expect(log.entry).toContainText('confirmed by a SENT event of');
  await expect(log.resolvePanel).toHaveCount(0);
  await expect(log.rows('ck-lost')).toContainText('Accepted');
  await expect(shell.logLink).toHaveText('Log');
  await shell.goTo('Send');
  await send.expectOutcome('Accepted');
  await first.app.close();

  const second = await start({ home: first.home });
  await second.shell.goTo('Log');
  await second.log.open('ck-lost');
  await expect(second.log.history).toHaveCount(2);
  await expect(second.log.history.nth(0)).toContainText(/Unknown.*The send itself.*the connection broke off before a response came/s);
  await expect(second.log.history.nth(1)).toContainText(
    /Accepted.*WhatCounts, when asked.*confirmed by a SENT event of.*Ada called about it/s,
  );
});

test('ck-reset: WhatCounts has no event, so nothing is changed, and the time of the check is shown', async ({ start }) => {
  const keypost = await start();
  const { send, shell, log, page } = keypost;
  await sendUnknown(keypost, 'ck-reset');
  await send.openEntry.click();
  await log.resolveButton('Ask WhatCounts').click();
  await expect(log.checkResult).toContainText(
    /^Asked \d{1,2} \w+ 20\d\d, \d\d:\d\d:\d\d\. No SENT event of this send was found, so nothing was changed\./,
  );
  await expect(log.outcomeOfEntry).toHaveText('Unknown');
  await expect(log.history).toHaveCount(2);
  await expect(log.history.nth(1)).toContainText(
    /Unknown.*WhatCounts, when asked.*\d\d:\d\d:\d\d.*How soon an event appears is not documented/s,
  );
  await expect(log.resolveButton('Ask WhatCounts')).toBeFocused();
  await expect(shell.logLink).toHaveText('Log1?');

  await page.keyboard.press('Enter');
  await expect(log.history).toHaveCount(3);
});

test('a person resolves sends as sent and as not sent, with a note, by keyboard alone', async ({ start }) => {
  const keypost = await start();
  const { shell, log, page } = keypost;
  await sendUnknown(keypost, 'ck-cut');
  await sendUnknown(keypost, 'ck-reset');
  await expect(shell.logLink).toHaveText('Log2?');
  await shell.goTo('Log');

  await log.open('ck-cut');
  await log.note.focus();
  await page.keyboard.type('Found in the outbox');
  // Enter in the note does nothing: only the buttons resolve a send.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(log.resolveButton('Ask WhatCounts')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(log.resolveButton('Resolve as sent')).toBeFocused();
  await page.keyboard.press('Space');
  // The same key again cancels: a decision takes another button.
  await page.keyboard.press('Space');
  await expect(log.resolveButton('Resolve as sent')).toBeFocused();
  await expect(log.outcomeOfEntry).toHaveText('Unknown');
  await page.keyboard.press('Space');
  await expect(log.resolveDialog('Resolve as sent')).toContainText('the message to ck-cut was sent, as you decided');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(log.outcomeOfEntry).toHaveText('Accepted');
  await expect(log.outcomeOfEntry).toBeFocused();
  await expect(log.history.nth(1)).toContainText(/Accepted.*A person.*Accepted, as marked by a person\..*Found in the outbox/s);
  await expect(shell.logLink).toHaveText('Log1?');

  await log.open('ck-reset');
  await log.note.fill('The server has no trace');
  await log.resolveAs('Resolve as not sent');
  await expect(log.outcomeOfEntry).toHaveText('Not sent');
  await expect(log.history.nth(0)).toContainText('Unknown');
  await expect(log.history.nth(1)).toContainText(/Not sent.*A person.*The server has no trace/s);
  await expect(log.rows('ck-reset')).toContainText('Not sent');
  await expect(shell.logLink).toHaveText('Log');
});

test('refuses a note that is too long beside its field, and keeps it while another screen is shown', async ({ start, home }) => {
  seedLog(home, [
    { customerKey: 'ck7', outcome: 'unknown' },
    { customerKey: 'ck8', outcome: 'unknown' },
  ]);
  const { shell, send, log } = await start();
  await expect(shell.logLink).toHaveText('Log2?');
  await shell.goTo('Log');
  await log.open('ck7');
  const long = 'x'.repeat(501);
  await log.note.fill(long);
  await log.resolveAs('Resolve as sent');
  await expect.poll(() => send.errorOf(log.note)).toContain('at most 500 characters; this has 501');
  await expect(log.note).toBeFocused();
  await log.open('ck8');
  await expect(log.note).toHaveValue('');
  await log.open('ck7');
  await expect(log.note).toHaveValue(long);
  await expect(log.outcomeOfEntry).toHaveText('Unknown');
});

test('states that the practice realm has forgotten the sends of an earlier start', async ({ start }) => {
  const first = await start();
  await sendUnknown(first, 'ck-lost');
  await first.app.close();
  const { app, shell, log } = await start({ home: first.home });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  await expect(shell.logLink).toHaveText('Log1?');
  await shell.goTo('Log');
  await log.open('ck-lost');
  await log.note.fill('kept');
  await log.resolveButton('Ask WhatCounts').click();
  await expect(log.failure).toContainText('The practice realm has restarted since this send and no longer knows what it sent.');
  await expect(log.failure).toBeInViewport({ ratio: 1 });
  await expect(log.note).toHaveValue('kept');
  await expect(log.history).toHaveCount(0);
});

test.describe('with a separate account', () => {
  let site: RecordingSite;
  test.beforeEach(async ({ folder }) => {
    site = await startRecordingSite(folder);
  });
  test.afterEach(() => site.close());

  const responseOf = (status: string, body: string): string =>
    `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  test('shows an event without a known time zone but does not use it, and states that an account was removed', async ({ start }) => {
    const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
    const { shell, accounts, send, log, page } = keypost;
    await page.evaluate(
      (siteUrl) =>
        (globalThis as unknown as { keypost: { call: (command: string, input: unknown) => Promise<unknown> } }).keypost.call(
          'accounts.save',
          {
            id: null,
            name: 'Acme',
            kind: 'test',
            siteUrl,
            realm: 'acme',
            clientName: '',
            reviewSends: false,
            password: 'correct horse',
            clientKey: '',
            keepInMemory: false,
          },
        ),
      site.url,
    );
    await send.chooseAccount('Acme');
    // The head of a response without its body.
    site.response = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n';
    await send.list.fill('Orders');
    await send.template.fill('Shipping delay');
    await sendUnknown(keypost, 'ck7');
    const authorization = Buffer.from('acme:correct horse').toString('base64');
    await send.openEntry.click();

    site.response = responseOf('403 Forbidden', JSON.stringify({ error: `no: ${authorization}`, status: 'Forbidden', statusCode: 403 }));
    await log.resolveButton('Ask WhatCounts').click();
    await expect(log.failure).toContainText('WhatCounts refused this account (403 "no: [credential removed]").');
    await expect(log.history).toHaveCount(0);

    // Every GET gets the same body, so it serves as a page of events and as a page of lists.
    const now = new Date(Date.now() - 5 * 60 * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    const event = { trackingId: 1, trackingListId: 13, eventType: 'SENT', trackingEventDate: now };
    site.response = responseOf('200 OK', JSON.stringify({ customerKey: 'ck7', listId: 13, listName: 'Orders', events: event }));
    await log.resolveButton('Ask WhatCounts').click();
    await expect(log.checkResult).toContainText("The SENT events don't show this, so nothing was changed.");
    await expect(log.history.nth(1)).toContainText(`its times name no zone, and this log has too few accepted sends`);
    await expect(log.history.nth(1)).toContainText(`Seen by the server's clock: ${now}.`);
    expect(site.requests).toHaveLength(1);
    expect(site.reads.filter((head) => head.includes('/ck7/events'))).not.toEqual([]);

    await shell.goTo('Accounts');
    await accounts.item('Acme').click();
    await accounts.remove.click();
    await shell.alertDialog
      .or(shell.dialog)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(accounts.item('Acme')).toHaveCount(0);
    await shell.goTo('Log');
    await log.open('ck7');
    await log.resolveButton('Ask WhatCounts').click();
    await expect(log.failure).toContainText("The account Acme was removed, so WhatCounts can't be asked as it.");
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(authorization);
  });
});
