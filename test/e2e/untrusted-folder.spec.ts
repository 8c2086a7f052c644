/** Keypost refuses a data folder that other users could change, and names a log that somebody changed, which can be replaced. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../electron/log/database/sqlite.ts';
import { electronArgs, electronPath, projectFolder } from './environment.ts';
import { expect, test } from './keypost.ts';
import { startRecordingSite } from './recording-site.ts';
import { seedLog } from './seed-log.ts';

/** What Keypost prints when it starts with that folder. Ends it then. */
async function outputWith(home: string): Promise<string> {
  const child = spawn(electronPath, [...electronArgs, projectFolder], { env: { ...process.env, KEYPOST_HOME: home } });
  try {
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output, { timeout: 20_000 }).toContain(`Folder: ${home}`);
    return output;
  } finally {
    child.kill('SIGKILL');
  }
}

test('refuses a folder that other users may write, and stores nothing in it', async ({ home }) => {
  mkdirSync(home);
  chmodSync(home, 0o777);
  expect(await outputWith(home)).toContain('Other users of this computer could change your accounts, presets and log');
  expect(readdirSync(home)).toEqual([]);
});

test('refuses a folder that another user owns', async ({ home }) => {
  test.skip(process.getuid?.() !== 0, 'only root can give a folder away');
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, 12345, 12345);
  const output = await outputWith(home);
  expect(output).toContain('Another user owns Keypost’s folder');
  expect(output).toContain('KEYPOST_HOME');
  expect(readdirSync(home)).toEqual([]);
});

const swallow = 'CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END; PRAGMA wal_checkpoint(TRUNCATE)';
function change(file: string, sql: string): void {
  const database = openSqlite(file);
  database.exec(sql);
  database.close();
}

test('sends nothing with a log that has a trigger until a new log is started, and keeps the old one', async ({ start, home, folder }) => {
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

test('sends nothing after a trigger is added while Keypost runs, and offers a new log', async ({ start, home }) => {
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
