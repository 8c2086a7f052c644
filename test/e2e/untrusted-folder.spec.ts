/** A data folder that others could change is shown before anything is kept in it; a log that somebody changed is named, and can be left. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../electron/log/database/sqlite.ts';
import { electronArgs, electronPath, projectFolder } from './environment.ts';
import { expect, test } from './keypost.ts';
import { startRecordingSite } from './recording-site.ts';
import { seedLog } from './seed-log.ts';

/** What Keypost says when it starts with that folder; it is ended then. */
async function saidWith(home: string): Promise<string> {
  const child = spawn(electronPath, [...electronArgs, projectFolder], { env: { ...process.env, KEYPOST_HOME: home } });
  try {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 20_000 }).toContain(`Folder: ${home}`);
    return said;
  } finally {
    child.kill('SIGKILL');
  }
}

test('a folder that others may write is shown, and nothing is kept in it', async ({ home }) => {
  mkdirSync(home);
  chmodSync(home, 0o777);
  expect(await saidWith(home)).toContain('Other users of this computer could change your accounts, presets and log');
  expect(readdirSync(home)).toEqual([]);
});

test('so is one that another user owns', async ({ home }) => {
  test.skip(process.getuid?.() !== 0, 'only root can give a folder away');
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, 12345, 12345);
  const said = await saidWith(home);
  expect(said).toContain('Another user owns Keypost’s folder');
  expect(said).toContain('KEYPOST_HOME');
  expect(readdirSync(home)).toEqual([]);
});

const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END; PRAGMA wal_checkpoint(TRUNCATE)';
function change(file: string, sql: string): void {
  const database = openSqlite(file);
  database.exec(sql);
  database.close();
}

test('a log with a trigger that swallows entries: nothing is sent until a new one is started, and the old one stays', async ({
  start,
  home,
  folder,
}) => {
  const site = await startRecordingSite(folder);
  try {
    const file = join(home, 'log.sqlite');
    seedLog(home, [{ customerKey: 'ck9', outcome: 'accepted' }]);
    change(file, swallow);
    const before = readFileSync(file);
    const { shell, accounts, send, log } = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
    await shell.goTo('Accounts');
    await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
    await accounts.save.click();
    await expect(accounts.item('Acme')).toBeVisible();
    await shell.goTo('Log');
    await expect(shell.startNewLog).toBeVisible();
    await shell.goTo('Send');
    await send.chooseAccount('Acme');
    await send.sendTo('ck1');
    await expect(send.response.getByRole('alert')).toContainText('the trigger swallow in it isn’t Keypost’s');
    expect(site.requests).toEqual([]);

    await shell.startNewLog.click();
    await expect(shell.notices).toContainText('A new log was started. The one before is kept as log.kept-');
    await expect(shell.startNewLog).toHaveCount(0);
    await send.sendTo('ck1');
    await send.expectOutcome('Accepted');
    expect(site.requests).toHaveLength(1);
    await shell.goTo('Log');
    await expect(log.rows('ck1')).toHaveCount(1);
    await expect(log.rows('ck9')).toHaveCount(1);
    const [kept = ''] = readdirSync(home).filter((name) => /^log\.kept-.*\.sqlite$/.test(name));
    expect(readFileSync(join(home, kept)).equals(before)).toBe(true);
  } finally {
    await site.close();
  }
});

test('a trigger that comes while Keypost runs keeps the message back, and the new log is offered then', async ({ start, home }) => {
  const { shell, send } = await start();
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  change(join(home, 'log.sqlite'), swallow);
  await send.sendTo('ck1043');
  await expect(send.response.getByRole('alert')).toContainText('the trigger swallow in it isn’t Keypost’s');
  await shell.startNewLog.click();
  await expect(shell.notices).toContainText('A new log was started.');
  await send.sendTo('ck1043');
  await send.expectOutcome('Accepted');
});
