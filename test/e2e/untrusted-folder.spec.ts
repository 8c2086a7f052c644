/** A data folder that others could change is shown before anything is kept in it. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { electronArgs, electronPath, projectFolder } from './environment.ts';
import { expect, test } from './keypost.ts';

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
