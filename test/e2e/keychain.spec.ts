/** Each failure of a keychain has its explanation; nothing is sent, and nothing that was typed is lost. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test, type Keypost } from './keypost.ts';
import { startKeyring, type Keyring } from './keyring.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';

let site: RecordingSite;
let keyring: Keyring;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
  keyring = await startKeyring(folder);
});
test.afterEach(async () => {
  await Promise.all([site.close(), keyring.stop()]);
});

type Start = (options?: { env: Record<string, string> }) => Promise<Keypost>;

async function withAccount(start: Start, env: Record<string, string> = {}): Promise<Keypost> {
  const keypost = await start({ env: { ...keyring.env, SSL_CERT_FILE: site.certificateFile, ...env } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toContainText('Password in the keychain');
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  return keypost;
}

/** Presses Send and expects that the message is not sent, with this text, and that the key stays. */
async function expectNotSent({ send }: Keypost, text: string): Promise<void> {
  await send.sendTo('ck1042');
  await send.expectOutcome('Not sent');
  await expect(send.response).toContainText(text);
  await expect(send.customerKey).toHaveValue('ck1042');
  expect(site.requests).toEqual([]);
}

test('open: the message is sent', async ({ start }) => {
  const { send } = await withAccount(start);
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
});

test('locked: not sent; a typed password stays in its field', async ({ start }) => {
  const keypost = await withAccount(start);
  keyring.lock();
  await expectNotSent(keypost, 'The keychain is locked. Unlock it in its own app or when the system asks, then try again');

  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.item('Acme').click();
  await accounts.password.fill('battery staple');
  await accounts.save.click();
  await expect.poll(() => send.errorOf(accounts.password)).toContain('The keychain is locked');
  await expect(accounts.password).toHaveValue('battery staple');
});

test('locked, on a German desktop: shows the same text, and nothing from the system', async ({ start }) => {
  const keypost = await withAccount(start, { LANGUAGE: 'de', LANG: 'de_DE.UTF-8', LC_ALL: 'C.UTF-8' });
  keyring.lock();
  await expectNotSent(keypost, 'The keychain is locked. Unlock it in its own app or when the system asks, then try again');
  await expect(keypost.send.response).not.toContainText(/restart (the|your) computer/i);
});

for (const address of ['unix:path=/nonexistent', 'disabled:']) {
  test(`without a session bus (${address}): not sent, and a typed password stays in its field`, async ({ start }) => {
    const first = await withAccount(start);
    await first.app.close();
    const second = await start({ env: { DBUS_SESSION_BUS_ADDRESS: address, SSL_CERT_FILE: site.certificateFile } });
    const { shell, accounts, send } = second;
    await send.chooseAccount('Acme');
    await send.list.fill('Orders');
    await send.template.fill('Shipping delay');
    await expectNotSent(second, 'this session has no session bus (D-Bus)');
    await shell.goTo('Accounts');
    await accounts.item('Acme').click();
    await accounts.password.fill('battery staple');
    await accounts.save.click();
    await expect.poll(() => send.errorOf(accounts.password)).toContain('this session has no session bus (D-Bus)');
    await expect(accounts.password).toHaveValue('battery staple');
  });
}

test('slow: not sent once the call has reached its limit', async ({ start }) => {
  const keypost = await withAccount(start);
  keyring.hang();
  await expectNotSent(keypost, "The keychain service doesn't respond.");
});

test('slow, and cancelled: not sent, at once', async ({ start }) => {
  const { send } = await withAccount(start);
  keyring.hang();
  await send.sendTo('ck1042');
  await expect(send.below).toContainText('Nothing has left yet. If you cancel now, the message is not sent.');
  await send.cancel.click();
  await send.expectOutcome('Not sent', 3000);
  await expect(send.response).toContainText('You cancelled before the request left.');
  expect(site.requests).toEqual([]);
});

test('a stored value was replaced: not sent, and the value is not used', async ({ start }) => {
  const keypost = await withAccount(start);
  const { accounts } = JSON.parse(readFileSync(join(keypost.home, 'accounts.json'), 'utf8')) as { accounts: { id: string }[] };
  keyring.put(accounts[0]?.id ?? '', 'battery staple');
  await expectNotSent(keypost, "The keychain's entry for this isn't a password of Keypost.");
});

test('a stored value was replaced by the secret of another site: not sent', async ({ start }) => {
  const keypost = await withAccount(start);
  const { accounts } = JSON.parse(readFileSync(join(keypost.home, 'accounts.json'), 'utf8')) as { accounts: { id: string }[] };
  const other = { siteUrl: 'https://other.acme.example', realm: 'acme', password: 'correct horse', clientKey: '' };
  keyring.put(accounts[0]?.id ?? '', JSON.stringify(other));
  await expectNotSent(keypost, 'The password of Acme is no longer in the keychain. Open Accounts and type it again.');
});

test('denied: the account is not saved, the form shows why and keeps what was typed', async ({ start, folder }) => {
  const forbidden = await startKeyring(join(folder, 'forbidden'), true);
  const { shell, accounts, send } = await start({ env: { ...forbidden.env } });
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect.poll(() => send.errorOf(accounts.password)).toContain('The keychain refused Keypost.');
  await expect(accounts.password).toHaveValue('correct horse');
  await forbidden.stop();
});

test('started again while Keypost runs: the next press is sent', async ({ start }) => {
  const keypost = await withAccount(start);
  await keypost.send.sendTo('ck1042');
  await keypost.send.expectOutcome('Accepted');
  await keyring.restart();
  await keypost.send.sendTo('ck1043');
  await keypost.send.expectOutcome('Accepted');
});

test('stopped while Keypost runs: not sent, with what to start', async ({ start }) => {
  const keypost = await withAccount(start);
  await keyring.kill();
  await expectNotSent(keypost, 'The keychain service has stopped. Start it again');
});

test('an entry is missing: not sent, and the account no longer shows it as stored', async ({ start }) => {
  const keypost = await withAccount(start);
  const { shell, accounts, settings } = keypost;
  const file = JSON.parse(readFileSync(join(keypost.home, 'accounts.json'), 'utf8')) as { accounts: { id: string }[] };
  keyring.remove(file.accounts[0]?.id ?? '');
  // Keypost notices when it reads the keychain, without a change to the account.
  await shell.goTo('Settings');
  await expect(settings.keychain).toContainText('Ready');
  await shell.goTo('Accounts');
  await expect(accounts.item('Acme')).toContainText('Password missing in the keychain');
  await accounts.item('Acme').click();
  await expect(keypost.page.getByText(/No longer in the keychain\. Type it again\./)).toBeVisible();
  await expect(keypost.page.getByText(/Stored in the keychain\./)).toHaveCount(0);
  await shell.goTo('Send');
  await expectNotSent(keypost, 'The password of Acme is no longer in the keychain. Open Accounts and type it again.');
});

test('hanging while a message is being sent: Keypost still closes, and no process is left', async ({ start }) => {
  const { app, send } = await withAccount(start);
  const child = await keychainChild(app);
  keyring.hang();
  await send.sendTo('ck1042');
  await expect(send.below).toContainText('Nothing has left yet');
  expect(await closeNow(app)).toBe(0);
  expect(isRunning(child)).toBe(false);
  expect(site.requests).toEqual([]);
});

test('hanging while a password is being saved: Keypost still closes', async ({ start }) => {
  const { app, shell, accounts } = await withAccount(start);
  const child = await keychainChild(app);
  keyring.hang();
  await shell.goTo('Accounts');
  await accounts.item('Acme').click();
  await accounts.password.fill('battery staple');
  await accounts.save.click();
  await expect(accounts.save).toHaveAttribute('aria-disabled', 'true');
  expect(await closeNow(app)).toBe(0);
  expect(isRunning(child)).toBe(false);
});

test('hanging while Keypost is killed: its child process ends, too', async ({ start }) => {
  const { app, send } = await withAccount(start);
  const child = await keychainChild(app);
  keyring.hang();
  await send.sendTo('ck1042');
  await expect(send.below).toContainText('Nothing has left yet');
  app.process().kill('SIGKILL');
  await expect.poll(() => isRunning(child)).toBe(false);
});

/** Closes the window, and chooses "Close now" if Keypost asks. Resolves with the exit code, sooner than a keychain call times out. */
async function closeNow(app: ElectronApplication): Promise<number | null> {
  const ended = once(app.process(), 'exit', { signal: AbortSignal.timeout(4000) }) as Promise<[number | null]>;
  await app.evaluate(({ dialog, BrowserWindow }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    BrowserWindow.getAllWindows()[0]?.close();
  });
  const [code] = await ended;
  return code;
}

/** The process id of the child that calls the keychain. */
const keychainChild = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Keypost keychain')?.pid ?? 0);

function isRunning(pid: number): boolean {
  try {
    // A process that has ended but was not reaped (a zombie) is no longer running.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
