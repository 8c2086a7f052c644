/** Look-ups on the wire: they only read, never delay a send, and explain every unusual response. */
import type { Page } from '@playwright/test';
import { expect, test, type Keypost } from './keypost.ts';
import { RecipientPage } from './pages/recipient-page.ts';
import { startKeyring } from './keyring.ts';
import { jsonResponse, startRecordingSite, type RecordingSite } from './recording-site.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

type Start = (options?: { env: Record<string, string> }) => Promise<Keypost>;

async function withAccount(start: Start, env: Readonly<Record<string, string>> = {}): Promise<Keypost> {
  const keypost = await start({ env: { ...env, SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  // The form shows the saved account now.
  await expect(accounts.remove).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await send.template.press('Tab');
  return keypost;
}

const contact = (customerKey: string) => ({
  subscriberId: 10,
  customerKey,
  firstName: 'Ada',
  lastName: 'Lindqvist',
  email: 'ada@acme.example',
});
const html = 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>';

/** Without the requests for lists and templates, which filling their fields makes. */
const lookUpReads = (): string[] => site.reads.filter((head) => head.includes('/rest/subscribers/'));

const paths = (): string[] => lookUpReads().map((head) => head.split(' HTTP/')[0] ?? '');

test('a look-up is two GETs with the credentials of the account, and understands awkward responses', async ({ start }) => {
  site.serveRead = (path) =>
    path.endsWith('/subscriptions')
      ? jsonResponse({ subscriberId: 10, customerKey: 'CK/7', subscriptions: { dto: { listId: '3', listName: 'ORDERS' } } })
      : jsonResponse([{ ...contact('CK/7'), firstName: 'Ada', lastName: undefined, more: { deep: [1] } }]);
  const { page, send } = await withAccount(start);
  const { line } = new RecipientPage(page);
  await send.customerKey.fill(' ck/7 ');
  await expect(line).toContainText('Ada · ada@acme.example · subscribed to this list');
  expect(paths()).toEqual(['GET /rest/subscribers/ck%2F7', 'GET /rest/subscribers/ck%2F7/subscriptions']);
  const authorization = `Authorization: Basic ${Buffer.from('acme:correct horse').toString('base64')}\r\n`;
  for (const head of lookUpReads()) expect(head).toContain(authorization);
  expect(site.requests).toEqual([]);
});

test('shows why a contact could not be looked up, and does not prevent sends', async ({ start }) => {
  const { page, send } = await withAccount(start);
  const { line, lookUp } = new RecipientPage(page);
  const responses: readonly (readonly [response: string | null, text: string])[] = [
    [jsonResponse(contact('ck8')), 'The response is about another contact (ck8).'],
    [jsonResponse([contact('ck7'), contact('ck8')]), 'The response has more than one contact.'],
    [html, `A gateway before ${site.host} got no usable response from it (502).`],
    [jsonResponse({ error: 'Unauthorized' }, '401 Unauthorized'), `The server at ${site.host} refused the realm or password (401).`],
    [jsonResponse({ error: 'no correct horse' }, '500 Oops'), 'responded with a server error (500 "no [credential removed]").'],
  ];
  await send.customerKey.fill('ck7');
  for (const [response, text] of responses) {
    site.serveRead = () => response;
    await lookUp.click();
    await expect(line).toContainText(text);
    await expect(line).toContainText("Can't tell who this is");
  }
  site.serveRead = (path) => (path.endsWith('/subscriptions') ? html : jsonResponse(contact('ck7')));
  await lookUp.click();
  await expect(line).toContainText('Ada Lindqvist · ada@acme.example · subscription not known');
  await expect(line).toContainText('Its subscriptions could not be read (502).');
  await send.sendTo('ck7');
  await send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);
});

test('a look-up that hangs delays no send, and ends when another key is typed', async ({ start }) => {
  site.serveRead = (path) => (path.startsWith('/rest/subscribers/') ? null : jsonResponse([]));
  const { page, send } = await withAccount(start);
  const { line } = new RecipientPage(page);
  await send.customerKey.fill('ck7');
  await expect(line).toContainText('Looking up …');
  await expect.poll(paths).toEqual(['GET /rest/subscribers/ck7']);
  await send.customerKey.press('Enter');
  await send.expectOutcome('Accepted', 3000);
  await expect(line).toContainText('Looking up …');
  expect(site.requests).toEqual([expect.stringMatching(/^POST \/rest\/msg\/sendWithCustomerKey\/Orders\/Shipping%20delay\/ck7\?/)]);

  expect(site.openReads).toBe(1);
  await send.customerKey.fill('ck8');
  await expect.poll(paths).toEqual(['GET /rest/subscribers/ck7', 'GET /rest/subscribers/ck8']);
  await expect.poll(() => site.openReads).toBe(1);
  await send.customerKey.fill('');
  await expect(line).toHaveText('Look up');
  await expect.poll(() => site.openReads).toBe(0);
});

test('shows that a look-up got no response in time', async ({ start }) => {
  site.serveRead = () => null;
  const { page, send, shell, settings } = await withAccount(start);
  await shell.goTo('Settings');
  await settings.timeout.fill('5');
  await settings.timeout.press('Enter');
  await shell.goTo('Send');
  await send.customerKey.fill('ck7');
  await expect(new RecipientPage(page).line).toContainText(`${site.host} didn't respond in time.`);
});

test('starts no look-up while a message is being sent, and one after the response has come', async ({ start }) => {
  site.serveRead = (path) => (path.endsWith('/subscriptions') ? jsonResponse([]) : jsonResponse(contact('ck7')));
  site.response = null;
  const { page, send } = await withAccount(start);
  const { line } = new RecipientPage(page);
  await send.sendTo('ck7');
  await expect.poll(() => site.requests.length).toBe(1);
  await expect(send.cancel).toBeEnabled();
  await untilLookUpDue(page);
  expect(lookUpReads()).toEqual([]);
  await send.cancel.click();
  await send.expectOutcome('Unknown');
  await expect(line).toContainText('Ada Lindqvist · ada@acme.example · not subscribed to this list');
});

test('with look-ups turned off, only the button makes a GET request', async ({ start }) => {
  site.serveRead = (path) => (path.endsWith('/subscriptions') ? jsonResponse([]) : jsonResponse(contact('ck7')));
  const { page, send, shell } = await withAccount(start);
  const { line, lookUp, lookUpSetting } = new RecipientPage(page);
  await shell.goTo('Settings');
  await lookUpSetting.uncheck({ force: true });
  await shell.goTo('Send');
  await send.customerKey.fill('ck7');
  await untilLookUpDue(page);
  await send.customerKey.press('Enter');
  await send.expectOutcome('Accepted');
  await untilLookUpDue(page);
  expect(lookUpReads()).toEqual([]);
  await expect(line).not.toContainText('Ada');
  await lookUp.click();
  await expect(line).toContainText('Ada Lindqvist');
  expect(lookUpReads()).toHaveLength(2);
  expect(site.requests).toHaveLength(1);
});

test('only the button opens a locked keychain, because a prompt would take the rest of a key that is being typed', async ({
  start,
  folder,
}) => {
  const keyring = await startKeyring(folder);
  const first = await withAccount(start, keyring.env);
  await first.app.close();
  keyring.lock();
  const { page, send } = await start({ env: { ...keyring.env, SSL_CERT_FILE: site.certificateFile } });
  const { line, lookUp } = new RecipientPage(page);
  await send.chooseAccount('Acme');
  await send.customerKey.fill('ck7');
  await untilLookUpDue(page);
  await expect(line).toHaveText('Look up');
  await lookUp.click();
  await expect(line).toContainText('The keychain is locked.');
  expect(lookUpReads()).toEqual([]);
  await keyring.stop();
});

/** Waits until a look-up would have begun: a timer set now fires after the page's timer, and the main process responds after that. */
async function untilLookUpDue(page: Page): Promise<void> {
  await page.evaluate(async (longerThanLookUpDelay) => {
    const { keypost } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
    await new Promise((resolve) => setTimeout(resolve, longerThanLookUpDelay));
    await keypost.call('settings.get', null);
  }, 800);
}
