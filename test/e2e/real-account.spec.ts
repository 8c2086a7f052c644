/** An account with a password in the real Secret Service, against a server that records every byte. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getPassword } from 'keytar';
import { expect, test, type Keypost } from './keypost.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';

const password = 'c0rrect hörse: bättery/staple';
const clientKey = 'k3y of the crm';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** List, template and key as they are typed, and the path that the API needs, written out by hand. */
const names: readonly (readonly [list: string, template: string, key: string, path: string])[] = [
  ['Orders', 'Shipping delay', 'ck1042', 'Orders/Shipping%20delay/ck1042'],
  ['Invoice/Receipt', 'a/b/c', '1/2', 'Invoice%2FReceipt/a%2Fb%2Fc/1%2F2'],
  ['50 % off', '%20', '100%', '50%20%25%20off/%2520/100%25'],
  ['a+b', 'c + d', '+1', 'a%2Bb/c%20%2B%20d/%2B1'],
  ['Why?', 'a=b&c', '#1042', 'Why%3F/a%3Db%26c/%231042'],
  ['Rückgabe', 'Größe', 'kündin', 'R%C3%BCckgabe/Gr%C3%B6%C3%9Fe/k%C3%BCndin'],
  ['🎉 Party', '👩‍👩‍👧', 'é\u0301', '%F0%9F%8E%89%20Party/%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7/%C3%A9%CC%81'],
  ['a;b', '..x', 'x:y@z', 'a%3Bb/..x/x%3Ay%40z'],
  ['"q" \\', '<b>', '{k}|^`', '%22q%22%20%5C/%3Cb%3E/%7Bk%7D%7C%5E%60'],
];

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

async function withAccount(start: (options?: { env: Record<string, string> }) => Promise<Keypost>): Promise<Keypost> {
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({
    name: 'Acme',
    kind: 'Production',
    siteUrl: `${site.url}/rest/`,
    realm: 'acme',
    password,
    clientName: 'crm',
    clientKey,
  });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  return keypost;
}

test('the request is byte for byte as the API documents it, and the password is only in the keychain and in the request', async ({
  start,
}) => {
  const keypost = await withAccount(start);
  const { send, shell, log, page, app, home, output } = keypost;
  await expect(send.send).toHaveAccessibleName(/Send as Acme/);

  for (const [list, template, key] of names) {
    await send.list.fill(list);
    await send.template.fill(template);
    // The open list of names covers what is below it.
    await send.template.press('Tab');
    await send.format('HTML').check({ force: true });
    await send.campaignName.fill('delays & co');
    await send.sendReviewed(key);
    await send.expectOutcome('Accepted');
    await expect(send.response).toContainText(`WhatCounts took the message for ${key}.`);
  }

  expect(site.requests).toEqual(
    names.map(([, , , path]) =>
      [
        `POST /rest/msg/sendWithCustomerKey/${path}?format=2&campaignName=delays%20%26%20co&respectOptout=true HTTP/1.1`,
        `Host: ${site.host}`,
        `Authorization: Basic ${base64(`acme:${password}`)}`,
        'Accept: application/vnd.whatcounts-v1+json',
        'Content-Type: application/json',
        `x-api-key: ${base64(`crm:${clientKey}`)}`,
        'Content-Length: 0',
        'Connection: close',
        '',
        '',
      ].join('\r\n'),
    ),
  );

  await shell.goTo('Log');
  await log.open('ck1042');
  await expect(log.entry).toContainText('Basic <base64 of realm:password>');
  const shown = await page.evaluate(() => document.documentElement.outerHTML);
  await app.close();

  const secrets = [password, clientKey, base64(`acme:${password}`), base64(`crm:${clientKey}`), base64(password)];
  for (const secret of secrets) {
    expect(shown).not.toContain(secret);
    expect(output.join('\n')).not.toContain(secret);
    expect(filesThatHold(home, secret)).toEqual([]);
  }

  const id = accountIdIn(home);
  expect(JSON.parse((await getPassword('Keypost', id)) ?? 'null')).toMatchObject({ password, clientKey, realm: 'acme', siteUrl: site.url });
});

test('the keychain keeps the password after a restart until the account is removed; the log stays', async ({ start }) => {
  const first = await withAccount(start);
  await first.app.close();
  const id = accountIdIn(first.home);

  const second = await start({ home: first.home, env: { SSL_CERT_FILE: site.certificateFile } });
  await expect(second.send.account.locator('option:checked')).toContainText('Acme');
  await second.send.list.fill('Orders');
  await second.send.template.fill('Shipping delay');
  await second.send.sendReviewed('ck7');
  await second.send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);

  await second.shell.goTo('Accounts');
  await second.accounts.item('Acme').click();
  await second.accounts.remove.click();
  await second.shell.alertDialog
    .or(second.shell.dialog)
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(second.accounts.item('Acme')).toHaveCount(0);
  expect(await getPassword('Keypost', id)).toBeNull();
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck7')).toContainText('Acme');
});

test('the log never stores credentials that a server echoes', async ({ start }) => {
  const { send, home, app } = await withAccount(start);
  const echo = JSON.stringify({ error: `bad: ${password} ${base64(`acme:${password}`)}`, status: 'Bad Request', statusCode: 400 });
  site.response = `HTTP/1.1 400 Bad Request\r\nX-Echo: ${base64(`crm:${clientKey}`)}\r\nContent-Length: ${Buffer.byteLength(echo)}\r\n\r\n${Buffer.from(echo).toString('latin1')}`;
  await send.sendReviewed('ck8');
  await send.expectOutcome('Rejected');
  await expect(send.response).toContainText('[credential removed]');
  await app.close();
  for (const secret of [password, base64(`acme:${password}`), base64(`crm:${clientKey}`)]) expect(filesThatHold(home, secret)).toEqual([]);
});

test('with an untrusted certificate, no byte of the request is sent', async ({ start }) => {
  const { send, shell, accounts } = await start();
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Stranger', kind: 'Test', siteUrl: site.url, realm: 'acme', password });
  await accounts.save.click();
  await expect(accounts.item('Stranger')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Stranger');
  await send.sendTo('ck9');
  await send.expectOutcome('Not sent');
  await expect(send.response).toContainText('is signed by nobody but itself');
  expect(site.requests).toEqual([]);
});

function accountIdIn(home: string): string {
  const file: unknown = JSON.parse(readFileSync(join(home, 'accounts.json'), 'utf8'));
  const { accounts } = file as { accounts: { id: string }[] };
  return accounts[0]?.id ?? '';
}

/** Files below `folder` that contain the text, as UTF-8 or UTF-16. */
function filesThatHold(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)
    .filter((file) => {
      const bytes = readFileSync(file);
      return bytes.includes(text, 0, 'utf8') || bytes.includes(text, 0, 'utf16le');
    });
}
