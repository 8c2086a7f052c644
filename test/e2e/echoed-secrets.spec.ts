/** A server echoes the password and the client key in all responses. Everything that Keypost shows or writes is searched for them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { composed, seeker, type Spelling } from '../unit/electron/echoes/echo-spellings.ts';
import { expect, test } from './keypost.ts';
import { stubSaveDialog } from './pages/log-tools.ts';
import { jsonResponse, startRecordingSite } from './recording-site.ts';

const password = 'S\u00f6mmer2024!<x&"k>';
const clientKey = 'k3y/of-crm+0815%zz';

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isDirectory() ? filesIn(path) : stat?.isFile() ? [path] : [];
  });

test('secrets that a server echoes are never shown, stored, exported or backed up', async ({ start, home, folder }) => {
  const site = await startRecordingSite(folder);
  const echo = (...spelling: Spelling[]): string => composed(Buffer.from(`${password} ${clientKey}`), ...spelling).toString('utf8');
  const echoed = { typed: echo('typed'), spelt: echo('html', 'percentSome'), packed: echo('percent', 'base64'), hex: echo('hex') };
  site.response = jsonResponse(
    { error: `no: ${echoed.typed}`, ...echoed, statusCode: 400 },
    `400 Bad ${echo('percentSome')}\r\nX-Echo: ${echo('base64')}`,
  );
  site.serveRead = (path) => {
    if (path.startsWith('/rest/lists'))
      return jsonResponse([
        { listId: 13, listName: 'Orders' },
        { listId: 14, listName: echoed.typed },
      ]);
    if (path.startsWith('/rest/templates')) return jsonResponse([{ id: 7, name: 'Delay', templateDataHtml: echoed.spelt }]);
    return jsonResponse({
      subscriberId: 10,
      customerKey: 'ck1042',
      firstName: echoed.typed,
      lastName: echoed.spelt,
      email: `${echoed.hex}@a.example`,
    });
  };
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const { app, page, shell, accounts, send, log, tools } = keypost;
  const find = seeker([password, clientKey]);
  const expectNoSecret = async (where: string): Promise<void> => expect(find(await page.content()), where).toEqual([]);

  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password, clientName: 'crm', clientKey });
  await accounts.test.click();
  await expect(page.getByRole('main')).toContainText('It works');
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await expectNoSecret('accounts');

  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.list.fill('Orders');
  await send.template.fill('Delay');
  await send.sendTo('ck1042');
  await send.expectOutcome('Rejected');
  await send.showResponse.click();
  await expect(send.response).toContainText('[credential removed]');
  await expectNoSecret('the Response region');

  await shell.goTo('Log');
  await log.open(/ck1042/);
  await expectNoSecret('the entry');
  for (const [item, name, done] of [
    ['Export…', 'all.csv', '1 entry exported to all.csv.'],
    ['Back up…', 'copy.sqlite', 'copy.sqlite'],
  ] as const) {
    await stubSaveDialog(app, join(folder, name));
    await tools.choose(item);
    if (item === 'Export…') await tools.bodies.check({ force: true });
    if (item === 'Export…') await tools.button('Export…').click();
    await expect(tools.toasts.filter({ hasText: done })).toBeVisible();
  }
  expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toContain('[credential removed]');
  expect(readFileSync(join(folder, 'copy.sqlite')).includes('[credential removed]')).toBe(true);
  expect(find(keypost.output.join('\n'))).toEqual([]);
  await app.close();

  const files = [...filesIn(home), join(folder, 'all.csv'), join(folder, 'copy.sqlite')];
  expect(files.some((file) => file.endsWith('log.sqlite'))).toBe(true);
  for (const file of files) expect(find(readFileSync(file)), file).toEqual([]);
  await site.close();
});
