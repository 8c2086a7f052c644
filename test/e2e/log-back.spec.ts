/** What kept the log from being written goes away: the same Keypost sends again, and nothing was lost or sent meanwhile. */
import { readFileSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canMount, makeReadOnly, unmount, whyNot } from './disks.ts';
import { expect, test, type Keypost } from './keypost.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { seedLog } from './seed-log.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

const env = () => ({ SSL_CERT_FILE: site.certificateFile });

async function addAccount({ shell, accounts }: Keypost): Promise<void> {
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'a password' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
}

async function expectRefusedThenSent({ shell, send }: Keypost, why: string, mend: () => Promise<void> | void): Promise<void> {
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.sendTo('ck1');
  await expect(send.response).toContainText(`Not sent. The log can't be written (${why})`);
  expect(site.requests).toEqual([]);
  await mend();
  await send.sendTo('ck1');
  await send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);
}

test('a read-only log: the same Keypost sends once it can be written', async ({ start, home }) => {
  test.skip(!canMount, whyNot);
  const first = await start({ env: env() });
  await addAccount(first);
  await first.app.close();
  const file = join(home, 'log.sqlite');
  makeReadOnly(file);
  try {
    const keypost = await start({ env: env() });
    await expect(keypost.shell.notices).toContainText('The log could not be opened (the disk is read-only)');
    await expectRefusedThenSent(keypost, 'the disk is read-only', () => unmount(file));
  } finally {
    unmount(file);
  }
});

test('a second Keypost past the first lock: it takes over when the first has gone', async ({ start, home }) => {
  const first = await start({ env: env() });
  await addAccount(first);
  for (const name of readdirSync(home).filter((one) => one.startsWith('Singleton'))) rmSync(join(home, name));
  const second = await start({ env: env() });
  await expect(second.shell.notices).toContainText('another Keypost uses this folder');
  await expectRefusedThenSent(second, 'another Keypost uses this folder', () => first.app.close());
});

test('a log whose header is gone: a notice at start, nothing lost, and one can send', async ({ start, home }) => {
  seedLog(
    home,
    Array.from({ length: 120 }, (_, n) => ({ customerKey: `ck${2000 + n}`, outcome: 'accepted' })),
  );
  const file = join(home, 'log.sqlite');
  writeFileSync(file, readFileSync(file).fill(0, 0, 100));
  const { shell, log, send } = await start();
  await expect(shell.notices).toContainText('120 entries could be read and went into a new log');
  await expect(shell.notices).toContainText('Nothing was lost.');
  await shell.goTo('Log');
  await expect(log.rows('ck2119')).toHaveCount(1);
  await shell.goTo('Send');
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
});
