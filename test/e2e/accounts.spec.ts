import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from './keypost.ts';
import { FieldPage } from './pages/field-page.ts';
import { startRecordingSite } from './recording-site.ts';

test('shows an error beside each invalid field, and keeps what was typed', async ({ start }) => {
  const { shell, accounts, send } = await start();
  await shell.goTo('Accounts');
  await accounts.fill({ name: ' ', kind: 'Production', siteUrl: 'http://api.example.com', realm: 'a:b', password: '' });
  await accounts.save.click();
  await expect.poll(() => send.errorOf(accounts.name)).toContain('name');
  await expect.poll(() => send.errorOf(accounts.siteUrl)).toContain('https');
  await expect.poll(() => send.errorOf(accounts.realm)).toContain('colon');
  await expect(accounts.realm).toHaveValue('a:b');
  await shell.goTo('Log');
  await shell.goTo('Accounts');
  await expect(accounts.realm).toHaveValue('a:b');
});

test('Test connection shows what it found', async ({ start, folder }) => {
  const site = await startRecordingSite(folder);
  const { shell, accounts, page } = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const responseOf = (status: string, body: string): string => `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });

  site.response = responseOf('200 OK', '[{"listId":13,"listName":"Orders"}]');
  await accounts.test.click();
  await expect(page.getByRole('main')).toContainText('It works');
  expect(site.reads[0]).toMatch(/^GET \/rest\/lists\?skip=0 HTTP\/1\.1\r\n/);

  site.response = responseOf('401 Unauthorized', '{"error":"Unauthorized","status":"Unauthorized","statusCode":401}');
  await accounts.test.click();
  await expect(page.getByRole('main')).toContainText('refused the realm or password (401)');

  site.response = responseOf('200 OK', '<html>Welcome</html>');
  await accounts.test.click();
  await expect(page.getByRole('main')).toContainText('A web page came back (200), not a response of WhatCounts');

  await site.close();
  await accounts.test.click();
  await expect(page.getByRole('main')).toContainText("couldn't be reached (connection refused)");
});

test('never sends a stored password to another site: a changed site asks for it again', async ({ start }) => {
  const requests: string[] = [];
  const other = createServer((request, response) => {
    requests.push(request.headers.authorization ?? '');
    response.end('[]');
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { shell, accounts, send } = await start();
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'https://mail.acme.example', realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await expect(accounts.password).toHaveValue('');

  await accounts.siteUrl.fill(`http://127.0.0.1:${port}`);
  await accounts.test.click();
  await accounts.save.click();
  await expect.poll(() => send.errorOf(accounts.password)).not.toBe('');
  expect(requests).toEqual([]);
  other.close();
});

test('without a keychain, shows what to install, and by consent keeps a password until Keypost closes', async ({ start }) => {
  const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const first = await start({ env: noKeychain });
  await first.shell.goTo('Accounts');
  await first.accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'http://127.0.0.1:9', realm: 'acme', password: 'correct horse' });
  await expect(first.page.getByRole('main')).toContainText('this session has no session bus (D-Bus). Start Keypost from your desktop');
  await first.page
    .getByRole('main')
    .getByRole('checkbox', { name: /until Keypost closes/ })
    .check({ force: true });
  await first.accounts.save.click();
  await expect(first.accounts.item('Acme')).toContainText('until Keypost closes');
  await first.shell.goTo('Send');
  await first.send.chooseAccount('Acme');
  await first.send.list.fill('Orders');
  await first.send.template.fill('Shipping delay');
  await first.send.sendTo('ck1');
  await expect(first.send.response).toContainText('connection refused');
  await first.app.close();

  const second = await start({ home: first.home, env: noKeychain });
  await second.send.list.fill('Orders');
  await second.send.template.fill('Shipping delay');
  await second.send.sendTo('ck1');
  await second.send.expectOutcome('Not sent');
  await expect(second.send.response).toContainText('No password is stored for Acme. Open Accounts and type it.');
});

test('saving an account does not bring back its form when another screen was opened meanwhile', async ({ start }) => {
  const { shell, accounts, send, page } = await start();
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'http://127.0.0.1:9', realm: 'acme', password: 'correct horse' });
  await accounts.save.evaluate((button: HTMLElement) => {
    button.click();
    location.hash = '#/send';
  });
  await send.chooseAccount('Acme');
  // The main process responds to this call after it has saved the account.
  await page.evaluate(() =>
    (globalThis as unknown as { keypost: { call: (name: string, input: null) => Promise<string> } }).keypost.call('accounts.list', null),
  );
  expect(page.url()).toContain('#/send');
  await expect(send.customerKey).toBeVisible();
});

test('a new account that was left and saved later stays open, and the next new account is a separate one', async ({ start }) => {
  const { shell, accounts } = await start();
  const rest = { kind: 'Test', siteUrl: 'http://127.0.0.1:9', password: 'correct horse' } as const;
  await shell.goTo('Accounts');
  await accounts.fill({ ...rest, name: 'Delta', realm: 'delta' });
  await shell.goTo('Log');
  await shell.goTo('Accounts');
  await expect(accounts.name).toHaveValue('Delta');
  await accounts.realm.press('Enter');
  await expect(accounts.item('Delta')).toHaveAttribute('aria-current', 'true');
  await expect(accounts.realm).toBeFocused();
  await accounts.add.click();
  await expect(accounts.name).toHaveValue('');
  await accounts.fill({ ...rest, name: 'Echo', realm: 'echo' });
  await accounts.save.click();
  await expect(accounts.item('Echo')).toHaveAttribute('aria-current', 'true');
  await accounts.item('Delta').click();
  await expect(accounts.realm).toHaveValue('delta');
});

test('points out a secret that is too short to be removed from responses beside its field, and saves it', async ({ start }) => {
  const { shell, accounts, settings, page } = await start();
  const short = "This has fewer than 6 characters. If a server sends it back, Keypost can't reliably keep it out of the log.";
  const password = new FieldPage(page, 'account-password');
  const clientKey = new FieldPage(page, 'account-clientKey');
  const proxyPassword = new FieldPage(page, 'proxy-password');
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: 'http://127.0.0.1:9', realm: 'acme', password: 'abcde', clientName: 'crm' });
  await expect(password.note).toHaveText(short);
  await expect(accounts.password).toHaveAccessibleDescription(short);
  await expect(clientKey.note).toBeHidden();
  await accounts.clientKey.fill('k3y');
  await expect(clientKey.note).toHaveText(short);
  await accounts.password.fill('abcdef');
  await expect(password.note).toBeHidden();
  await accounts.password.fill('abcde');
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await expect(accounts.password).toHaveValue('');
  await expect(password.note).toBeHidden();

  await shell.goTo('Settings');
  await settings.proxyPassword.fill('abcde');
  await expect(proxyPassword.note).toHaveText(short);
  await settings.proxyPassword.fill('abcdef');
  await expect(proxyPassword.note).toBeHidden();
});
