/** A proxy that requires a login gets the one that was entered for it, and no other server gets that. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Proxy } from '../faults/proxy.ts';
import { expect, test } from './keypost.ts';
import { startRecordingSite } from './recording-site.ts';

const password = 'c0rrect hörse';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Chromium bypasses the proxy for localhost, unless a switch turns that off. */
const through = (proxy: Proxy): string[] => [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'];

test('a proxy login is requested, stored as a secret, sent only to its proxy, and removed', async ({ start, folder, home }) => {
  const site = await startRecordingSite(folder);
  const wanted = { does: 'requireLogin', authorization: `Basic ${base64(`ada:${password}`)}`, challenge: 'Basic realm="Acme"' } as const;
  const proxy = await Proxy.start(wanted, '127.0.0.1');
  const options = { env: { SSL_CERT_FILE: site.certificateFile }, switches: through(proxy) };
  const first = await start(options);
  const { accounts, send, settings, shell } = first;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'battery staple' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.sendTo('ck1');
  await send.expectOutcome('Not sent');
  await expect(send.response).toContainText(`The proxy ${proxy.address} asks for a name and password.`);
  expect(site.requests).toEqual([]);

  await send.openSettings.click();
  await settings.proxyAddress.fill('nonsense');
  await settings.saveProxyLogin.click();
  await expect.poll(() => send.errorOf(settings.proxyAddress)).toContain('host and port');
  // A login for a proxy over TLS isn't used for this one.
  await settings.proxyAddress.fill(`https://${proxy.address}`);
  await expect(settings.proxyKind('HTTPS')).toBeChecked();
  await expect(settings.proxyAddress).toHaveValue(proxy.address);
  await settings.proxyUser.fill('ada');
  await settings.proxyPassword.fill(password);
  await settings.saveProxyLogin.click();
  await expect(settings.proxyLogins).toContainText(`https://${proxy.address}`);
  await shell.goTo('Send');
  await send.sendTo('ck1b');
  await expect(send.response).toContainText(`The proxy ${proxy.address} asks for a name and password.`);
  expect(proxy.headers('Proxy-Authorization')).toEqual([]);
  await shell.goTo('Settings');
  await settings.proxyLogins.getByRole('button', { name: /^Remove/ }).click();
  await expect(settings.proxyLogins).toHaveCount(0);

  await settings.proxyAddress.fill(proxy.address);
  await settings.proxyUser.fill('ada');
  await settings.proxyPassword.fill('wrong one');
  await settings.saveProxyLogin.click();
  await expect(settings.proxyLogins).toContainText(proxy.address);
  await expect(settings.proxyPassword).toHaveValue('');
  await shell.goTo('Send');
  await send.sendTo('ck2');
  await expect(send.response).toContainText('refused the name and password that are stored for it');

  await shell.goTo('Settings');
  await settings.proxyAddress.fill(proxy.address);
  await settings.proxyUser.fill('ada');
  await settings.proxyPassword.fill(password);
  await settings.saveProxyLogin.click();
  await expect(settings.proxyPassword).toHaveValue('');
  await shell.goTo('Send');
  await send.sendTo('ck3');
  await send.expectOutcome('Accepted');
  await first.app.close();

  // The keychain still has it at the next start.
  const second = await start(options);
  await second.send.list.fill('Orders');
  await second.send.template.fill('Delay');
  await second.send.sendTo('ck4');
  await second.send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(2);
  expect(site.requests.join('')).not.toContain('Proxy-Authorization');
  expect(site.requests.join('')).not.toContain(base64(`ada:${password}`));
  expect(proxy.headers('Authorization')).toEqual([]);
  expect(proxy.received.every((head) => head.startsWith(`CONNECT ${site.host} `))).toBe(true);

  await second.shell.goTo('Settings');
  await second.settings.proxyLogins.getByRole('button', { name: /^Remove/ }).click();
  await expect(second.settings.proxyLogins).toHaveCount(0);
  await second.shell.goTo('Send');
  await second.send.sendTo('ck5');
  await expect(second.send.response).toContainText('asks for a name and password');
  await second.app.close();
  for (const secret of [password, base64(`ada:${password}`)]) expect(filesThatHold(home, secret)).toEqual([]);
  await Promise.all([proxy.close(), site.close()]);
});

function filesThatHold(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
    .filter((file) => readFileSync(file).includes(text, 0, 'utf8'));
}
