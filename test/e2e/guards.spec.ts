/** Keypost refuses sends that nobody intended, however Send was pressed. */
import { randomUUID } from 'node:crypto';
import { expect, test, type Keypost } from './keypost.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

type Start = (options?: { env: Record<string, string> }) => Promise<Keypost>;

async function withAccount(start: Start, kind: 'Test' | 'Production', review = true): Promise<Keypost> {
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind, siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  if (!review) await accounts.reviewSends.uncheck({ force: true });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  return keypost;
}

/** Presses over the bridge, which bypasses the page's own guards. */
const pressTimes = (keypost: Keypost, times: number, changes: Record<string, unknown> = {}): Promise<string[]> => {
  const accountId = keypost.send.account.inputValue();
  return accountId.then((id) => {
    const message = {
      accountId: id,
      list: 'Orders',
      template: 'Shipping delay',
      customerKey: 'ck1042',
      format: 99,
      campaignName: '',
      command: 'customerKey',
      email: '',
      firstName: '',
      subject: '',
      body: '',
      respectOptout: true,
      snapshot: false,
      presetId: null,
      ...changes,
    };
    const presses = Array.from({ length: times }, () => ({ pressId: randomUUID(), message, consent: null }));
    return keypost.page.evaluate(async (all) => {
      interface Result {
        ok: boolean;
        value?: { kind: string };
        error?: { code: string };
      }
      const { keypost: bridge } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
      const results = await Promise.all(all.map(async (press) => JSON.parse(await bridge.call('send.press', press)) as Result));
      return results.map((result) => result.value?.kind ?? result.error?.code ?? '');
    }, presses);
  });
};

test('makes one request for a double click, for Enter held down, and for Enter with a click', async ({ start }) => {
  const { send, page } = await withAccount(start, 'Test');
  await send.customerKey.fill('ck1');
  await send.send.dblclick();
  await send.expectOutcome('Accepted');

  await send.customerKey.fill('ck2');
  await send.customerKey.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await send.expectOutcome('Accepted');

  site.response = null;
  await send.customerKey.fill('ck3');
  await send.customerKey.press('Enter');
  await send.send.click({ force: true });
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => site.requests.length).toBe(3);
  await send.cancel.click();
  await send.expectOutcome('Unknown');
  expect(site.requests.map((request) => /\/(ck\d)\?/.exec(request)?.[1])).toEqual(['ck1', 'ck2', 'ck3']);
});

test('makes one request for a hundred presses over the bridge at once', async ({ start }) => {
  const keypost = await withAccount(start, 'Test');
  const kinds = await pressTimes(keypost, 100);
  expect(kinds.filter((kind) => kind === 'finished')).toHaveLength(1);
  expect(kinds.every((kind) => ['finished', 'alreadySending', 'needsConsent'].includes(kind))).toBe(true);
  expect(site.requests).toHaveLength(1);
});

test('shows the earlier send of the same message, and sends again only on request', async ({ start }) => {
  const keypost = await withAccount(start, 'Test');
  const { send, page, shell, settings } = keypost;
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  // An Enter this soon after the first counts as the same press.
  await expect(async () => {
    await send.customerKey.press('Enter');
    await expect(send.review).toBeVisible({ timeout: 400 });
  }).toPass();
  await expect(send.review).toContainText('You sent this less than a minute ago, and it was accepted. Send it again?');
  await expect(send.review).toContainText('Accepted');
  await expect(send.review.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(send.review).toHaveCount(0);
  expect(site.requests).toHaveLength(1);

  await send.customerKey.press('Enter');
  await expect(send.review).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(send.sendAnyway).toBeFocused();
  await page.keyboard.press('Space');
  await send.expectOutcome('Accepted');
  await expect.poll(() => site.requests.length).toBe(2);

  await shell.goTo('Settings');
  await settings.duplicateWindow.selectOption({ label: 'Never' });
  await shell.goTo('Send');
  await send.customerKey.press('Enter');
  await expect.poll(() => site.requests.length).toBe(3);
});

test('asks before a send to a contact with an unknown send, after a restart, too', async ({ start, home }) => {
  const first = await withAccount(start, 'Test');
  site.response = null;
  await first.send.sendTo('ck1042');
  await expect.poll(() => site.requests.length).toBe(1);
  await expect(first.send.below).toContainText('The request has left. If you cancel now, its outcome is unknown.');
  await first.send.cancel.click();
  await first.send.expectOutcome('Unknown');
  await first.app.close();

  const second = await start({ home, env: { SSL_CERT_FILE: site.certificateFile } });
  await second.send.list.fill('Orders');
  await second.send.template.fill('Order confirmation');
  await second.send.sendTo('ck1042');
  await expect(second.send.review).toContainText('its outcome is unknown: it may have been sent');
  expect(site.requests).toHaveLength(1);
});

test('holding Enter on a message that needs a review neither sends it nor closes the sheet', async ({ start }) => {
  const { send, page } = await withAccount(start, 'Production');
  await send.customerKey.fill('ck1042');
  for (let i = 0; i < 30; i++) await page.keyboard.down('Enter');
  await expect(send.review).toBeVisible();
  for (let i = 0; i < 30; i++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(send.review).toBeVisible();
  expect(site.requests).toEqual([]);
});

test('reviews sends of a production account unless its setting is off, and always reviews an opt-out override', async ({ start }) => {
  const { send } = await withAccount(start, 'Production', false);
  await send.sendTo('ck1');
  await send.expectOutcome('Accepted');
  await send.respectOptout.uncheck({ force: true });
  await send.sendTo('ck2');
  await expect(send.review).toContainText('even if they opted out');
  await send.review.getByRole('button', { name: 'Cancel', exact: true }).click();
  expect(site.requests).toHaveLength(1);
});

test('the sheet lists account, list, template, key and options, and shows no warning for routine mail', async ({ start }) => {
  const { send, app } = await withAccount(start, 'Production');
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toBe('Acme (production) – Keypost');
  await send.campaignName.fill('delays & co');
  await send.sendTo('ck1042');
  for (const text of [
    'This is real mail: it goes out as Acme.',
    'Orders',
    'Order confirmation',
    'ck1042',
    'MIME',
    'delays & co',
    'Respect opt-out',
  ]) {
    await expect(send.review).toContainText(text);
  }
  await expect(send.review).toHaveAccessibleDescription('Acme (Production) This is real mail: it goes out as Acme.');
  await expect(send.review.getByRole('listitem')).toHaveCount(0);
  await expect(send.sendAnyway).toHaveText('Send as Acme');
  expect(site.requests).toEqual([]);
});

test('a consent token that is replayed, made up or for another message sends nothing', async ({ start }) => {
  const keypost = await withAccount(start, 'Production');
  const accountId = await keypost.send.account.inputValue();
  const kinds = await keypost.page.evaluate(async (id) => {
    interface Result {
      value?: { kind: string; review?: { token: string } };
    }
    const { keypost: bridge } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
    const press = async (customerKey: string, consent: string | null): Promise<Result> => {
      const rest = {
        list: 'Orders',
        template: 'Delay',
        format: 99,
        campaignName: '',
        command: 'customerKey',
        email: '',
        firstName: '',
        subject: '',
        body: '',
        respectOptout: true,
        snapshot: false,
        presetId: null,
      };
      const message = { accountId: id, customerKey, ...rest };
      return JSON.parse(await bridge.call('send.press', { pressId: crypto.randomUUID(), message, consent })) as Result;
    };
    const token = async (customerKey: string) => (await press(customerKey, null)).value?.review?.token ?? '';
    const forOne = await token('ck1');
    const results = [await press('ck2', forOne), await press('ck1', forOne), await press('ck1', 'x'.repeat(32))];
    const good = await token('ck1');
    results.push(await press('ck1', good), await press('ck1', good));
    return results.map((result) => result.value?.kind);
  }, accountId);
  expect(kinds).toEqual(['needsConsent', 'needsConsent', 'needsConsent', 'finished', 'needsConsent']);
  expect(site.requests).toHaveLength(1);
});

test('Undo during the undo period prevents the send, and "Send now" does not wait', async ({ start }) => {
  const { send, shell, settings, log, page } = await withAccount(start, 'Test');
  await shell.goTo('Settings');
  await settings.undoPeriod.selectOption({ label: '10 seconds' });
  await shell.goTo('Send');
  await send.sendTo('ck1');
  await expect(send.send).toContainText(/Sending in \d+ s/);
  await expect(send.below).toContainText('Nothing has left this computer yet.');
  await expect(send.wholeResponse).toHaveText('Not sent yet Order confirmation to ck1');
  await send.undo.click();
  await send.expectOutcome('Not sent');
  await expect(send.response).toContainText('You undid it in time. Nothing left this computer.');
  for (const key of ['Escape', 'ControlOrMeta+z']) {
    await send.customerKey.press('Enter');
    await expect(send.send).toContainText('Esc undoes: nothing has left');
    await page.keyboard.press(key);
    await send.expectOutcome('Not sent');
    await expect(send.customerKey).toHaveValue('ck1');
  }
  expect(site.requests).toEqual([]);

  await send.sendTo('ck2');
  await send.sendNow.click();
  await send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);
  await shell.goTo('Log');
  await expect(log.rows('ck1')).toHaveCount(3);
  for (const row of await log.rows('ck1').all()) await expect(row).toContainText('Not sent');
});

test('warns that the computer is offline before Send is pressed', async ({ start }) => {
  const { send, page } = await withAccount(start, 'Test');
  await expect(send.offline).toHaveText('');
  await page.context().setOffline(true);
  await expect(send.offline).toContainText('This computer is offline');
  await page.context().setOffline(false);
  await expect(send.offline).toHaveText('');
});
