/** Files of a newer Keypost: this one doesn't start if it needs one of them, and never changes any. */
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../electron/log/database/database.ts';
import { openIndex } from '../../electron/log/search/index-database.ts';
import { electronArgs, electronPath, projectFolder } from './environment.ts';
import { expect, test } from './keypost.ts';
import { NamesPage } from './pages/names-page.ts';
import { seedLog } from './seed-log.ts';

const stamp = (file: string) => {
  const { mtimeMs, ino, size } = statSync(file);
  return { bytes: readFileSync(file).toString('base64'), mtimeMs, ino, size };
};

const essential = ['accounts', 'presets', 'proxies', 'views', 'settings'].map((name) => `${name}.json`);

test('Keypost does not start with newer files that it needs: it names them and what to do, and changes nothing', async ({ home }) => {
  mkdirSync(home, { recursive: true });
  for (const file of essential) writeFileSync(join(home, file), JSON.stringify({ version: 99, whatever: file }));
  seedLog(home, [{ customerKey: 'ck1', outcome: 'accepted' }]);
  const log = openDatabase(join(home, 'log.sqlite'));
  log.exec('PRAGMA user_version = 99');
  // As if the newer Keypost had been killed: its last writes are still in the WAL beside the log.
  for (const end of ['', '-wal']) copyFileSync(join(home, `log.sqlite${end}`), join(home, `kept${end}`));
  log.close();
  for (const end of ['', '-wal']) copyFileSync(join(home, `kept${end}`), join(home, `log.sqlite${end}`));
  const all = [...essential, 'log.sqlite', 'log.sqlite-wal'].map((file) => join(home, file));
  const before = all.map(stamp);

  const child = spawn(electronPath, [...electronArgs, projectFolder], { env: { ...process.env, KEYPOST_HOME: home } });
  try {
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    // On a desktop, Keypost also shows this text in a dialog and waits.
    await expect.poll(() => output, { timeout: 20_000 }).toContain(`Folder: ${home}`);
    expect(output).toContain(
      'Keypost can’t start\nA newer Keypost wrote these files, and this version can’t read them. Nothing was changed.',
    );
    expect(output).toContain('accounts.json: version 99; this Keypost reads version 2 and older.');
    for (const file of [...essential, 'log.sqlite']) expect(output).toContain(`\n${file}: version 99;`);
    expect(output).toContain('Install the newer Keypost again');
  } finally {
    child.kill('SIGKILL');
  }
  expect(all.map(stamp)).toEqual(before);
});

test('with newer files that it can do without, it starts, sends, saves and quits, and does not change them', async ({ start, home }) => {
  const catalog = join(home, 'catalogs', `${createHash('sha256').update('practice').digest('hex').slice(0, 32)}.json`);
  const [window, index] = [join(home, 'window.json'), join(home, 'log-index.sqlite')];
  mkdirSync(join(home, 'catalogs'), { recursive: true });
  writeFileSync(catalog, '{"version":9,"names":{}}');
  writeFileSync(window, '{"version":9,"screens":[]}');
  const newer = openIndex(index);
  newer.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE);');
  newer.close();
  const before = [catalog, window, index].map(stamp);

  const { app, shell, send, log, settings, page } = await start();
  await expect(send.customerKey).toBeVisible();
  await expect(shell.notices).toHaveText('');
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  await send.list.fill('returns');
  await expect(new NamesPage(page, send.list, 'List').option('Returns & refunds')).toBeVisible();
  await shell.goTo('Log');
  await log.search.fill('ck1042');
  await expect(log.rows('ck1042')).toHaveCount(1);
  await shell.goTo('Settings');
  await settings.timeout.fill('45');
  await settings.timeout.blur();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 40, width: 1000, height: 700 });
  });
  await app.close();
  expect([catalog, window, index].map(stamp)).toEqual(before);
});
