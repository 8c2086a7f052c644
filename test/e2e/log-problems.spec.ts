/** Keypost sends nothing that it can't record, and shows why; it repairs a damaged log. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronArgs, electronPath, projectFolder } from './environment.ts';
import { expect, test, type Keypost } from './keypost.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { seedLog } from './seed-log.ts';

const mayMount = process.getuid?.() === 0;

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

type Start = (options?: { env: Record<string, string> }) => Promise<Keypost>;

async function withAccount(start: Start): Promise<Keypost> {
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  return keypost;
}

async function expectNotSent({ send }: Keypost, key: string, why: string): Promise<void> {
  await send.sendTo(key);
  await expect(send.response.getByRole('alert')).toContainText(`Not sent. The log can't be written (${why})`);
  await expect(send.customerKey).toHaveValue(key);
  expect(site.requests).toEqual([]);
}

const mount = (...args: string[]): void => {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};

test.describe('on a separate disk', () => {
  test.skip(!mayMount, 'only root can mount a disk');
  test.beforeEach(({ home }) => {
    mkdirSync(home, { recursive: true });
    mount('-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', home);
  });
  test.afterEach(({ home }) => {
    spawnSync('umount', ['--lazy', home]);
  });

  test('full: nothing is sent until there is room again', async ({ start, home }) => {
    const keypost = await withAccount(start);
    const filler = join(home, 'filler');
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']);
    // Entries still fit into free pages of the log, so it takes many sends to fill them.
    await expect(async () => {
      await keypost.send.sendTo(`ck${Date.now()}`);
      await expect(keypost.send.response.getByRole('alert')).toContainText("Not sent. The log can't be written (the disk is full)", {
        timeout: 500,
      });
    }).toPass();
    const before = site.requests.length;
    await keypost.send.sendTo('ck-full');
    await expect(keypost.send.response.getByRole('alert')).toContainText('the disk is full');
    expect(site.requests).toHaveLength(before);
    rmSync(filler);
    await keypost.send.sendTo('ck-room');
    await keypost.send.expectOutcome('Accepted');
  });
});

test.describe('read-only', () => {
  test.skip(!mayMount, 'only root can make a folder read-only for root, by mounting it');

  const makeReadOnly = (path: string): void => {
    mount('--bind', path, path);
    mount('-o', 'remount,bind,ro', path);
  };

  test('the log: nothing is sent until it can be written, without a restart', async ({ start, home }) => {
    seedLog(home, [{ customerKey: 'ck9', outcome: 'accepted' }]);
    const file = join(home, 'log.sqlite');
    makeReadOnly(file);
    try {
      const first = await withAccount(start);
      await expect(first.shell.notices).toContainText('the disk is read-only');
      await expectNotSent(first, 'ck1', 'the disk is read-only');
      // Keypost has the file open, so it can't be unmounted.
      mount('-o', 'remount,bind,rw', file);
      await first.send.sendTo('ck1');
      await first.send.expectOutcome('Accepted');
      expect(site.requests).toHaveLength(1);
      await first.shell.goTo('Log');
      await expect(first.log.rows('ck9')).toHaveCount(1);
      await expect(first.log.rows('ck1')).toHaveCount(1);
    } finally {
      spawnSync('umount', ['--lazy', file], { stdio: 'ignore' });
    }
  });

  test('the whole folder: Keypost names the reason and does not start', async ({ home }) => {
    mkdirSync(home, { recursive: true });
    makeReadOnly(home);
    try {
      const child = spawn(electronPath, [...electronArgs, projectFolder], { env: { ...process.env, KEYPOST_HOME: home } });
      let output = '';
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      // On a desktop, Keypost also shows this text in a dialog and waits.
      await expect.poll(() => output, { timeout: 20_000 }).toContain("Keypost can't start: it can't write its folder");
      child.kill('SIGKILL');
    } finally {
      spawnSync('umount', [home]);
    }
  });
});

test('damaged: recovers what can be read, keeps the file, and sends', async ({ start, home }) => {
  seedLog(
    home,
    Array.from({ length: 120 }, (_, n) => ({ customerKey: `ck${2000 + n}`, outcome: 'accepted', errorText: 'x'.repeat(600) })),
  );
  const file = join(home, 'log.sqlite');
  const bytes = readFileSync(file);
  const page = 4096;
  bytes.fill(0xa5, Math.floor(bytes.length / page / 2) * page, (Math.floor(bytes.length / page / 2) + 1) * page);
  writeFileSync(file, bytes);

  const { shell, log, send } = await start();
  await shell.goTo('Log');
  // The count, the rows or the search finds the damage.
  await log.search.fill('ck20');
  await expect(shell.notices).toContainText(/The log was damaged\. \d+ entries could be read/);
  await expect(shell.notices).toContainText('the damaged file was kept as log.damaged-');
  expect(readdirSync(home).filter((name) => /^log\.damaged-.*\.sqlite$/.test(name))).toHaveLength(1);
  await log.search.fill('ck200');
  await expect(log.rows('ck2001')).toBeVisible();
  await shell.goTo('Send');
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
});

test('a log without its header: shows a notice at start, loses nothing, and sends', async ({ start, home }) => {
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

test('a missing log: starts a new one, with a notice', async ({ start, home }) => {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'log.sqlite'), 'this is no database at all, however long it may be'.repeat(100));
  const { send, shell } = await start();
  await expect(shell.notices).toContainText('The log was damaged. 0 entries could be read');
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
});

test('a second Keypost on the same folder that gets past the first lock can not send until the first has exited', async ({
  start,
  home,
}) => {
  const first = await withAccount(start);
  // Chromium's own lock is a link in the folder, without which a second Keypost can start.
  for (const name of readdirSync(home)) if (name.startsWith('Singleton')) rmSync(join(home, name));
  const second = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  await expect(second.shell.notices).toContainText('another Keypost uses this folder');
  await second.send.list.fill('Orders');
  await second.send.template.fill('Delay');
  await expectNotSent(second, 'ck1', 'another Keypost uses this folder');
  await first.send.sendTo('ck2');
  await first.send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);
  await first.app.close();
  await second.send.chooseAccount('Acme');
  await second.send.sendTo('ck3');
  await second.send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(2);
});
