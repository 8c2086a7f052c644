/** Export, backup, clearing, and the limits of the log. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResponseLog } from '../../electron/log/store/response-log.ts';
import { fillLog } from '../unit/electron/log/many-entries.ts';
import { expect, test } from './keypost.ts';
import { stubSaveDialog, LogTools } from './pages/log-tools.ts';
import { seedLog, type Seed } from './seed-log.ts';

const dayMs = 24 * 60 * 60 * 1000;
const seeds: Seed[] = [
  { customerKey: 'ck1001', outcome: 'accepted' },
  { customerKey: '=1+1', outcome: 'rejected', errorText: 'No subscriber "=1+1", really' },
  { customerKey: 'ck1003', outcome: 'unknown' },
];

/** Newest first. */
function keysIn(file: string): string[] {
  const log = new ResponseLog(file);
  try {
    return log.page({ before: null, limit: 100 }).map(({ customerKey }) => customerKey);
  } finally {
    log.close();
  }
}

test('exports the whole log as CSV, without anything that a spreadsheet would run as a formula', async ({ start, home, folder }) => {
  seedLog(home, seeds);
  const { app, page, shell } = await start();
  const file = join(folder, 'all.csv');
  await stubSaveDialog(app, file);
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Export…');
  await expect(tools.dialog).toContainText('Export the whole log');
  await tools.button('Export…').click();
  await expect(tools.toasts).toContainText('3 entries exported to all.csv.');
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\ufeffid,time,outcome,')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(4);
  expect(text).toContain(`,'=1+1,`);
  expect(text).toContain('"No subscriber ""=1+1"", really"');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);

  const asText = join(folder, 'text.csv');
  await stubSaveDialog(app, asText);
  await tools.choose('Export…');
  await expect(tools.dialog).toContainText('Spreadsheets change keys that look like a number or a date: 001042');
  await tools.keysAsText.check({ force: true });
  await tools.button('Export…').click();
  await expect(tools.toasts.filter({ hasText: 'exported to text.csv.' })).toBeVisible();
  expect(readFileSync(asText, 'utf8')).toContain(',"=""=1+1""",');
});

test('an export as JSON Lines with hashed keys contains no key', async ({ start, home, folder }) => {
  seedLog(home, seeds);
  const { app, page, shell } = await start();
  const file = join(folder, 'hashed.jsonl');
  await stubSaveDialog(app, file);
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Export…');
  await tools.pick('JSON Lines');
  await tools.pick('Hashed');
  await tools.button('Export…').click();
  await expect(tools.toasts).toContainText('exported to hashed.jsonl');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(['id', 'id', 'id']);
  expect(lines.join()).not.toMatch(/ck100|=1\+1/);
});

test('writes nothing when the file dialog is cancelled, and names a missing folder', async ({ start, home, folder }) => {
  seedLog(home, seeds);
  const { app, page, shell } = await start();
  await shell.goTo('Log');
  const tools = new LogTools(page);
  const asked = await stubSaveDialog(app, null);
  await tools.choose('Back up…');
  await expect.poll(asked).toBe(1);
  await stubSaveDialog(app, join(folder, 'nowhere', 'log.sqlite'));
  await tools.choose('Back up…');
  await expect(tools.failure).toContainText('The backup was not written');
  await expect(tools.toasts).toHaveCount(0);
});

test("refuses to write into the log's own folder", async ({ start, home }) => {
  seedLog(home, seeds);
  const { app, page, shell } = await start();
  await stubSaveDialog(app, join(home, 'log.sqlite'));
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Back up…');
  await expect(tools.failure).toContainText('Keypost uses this place for its own files');
});

test('a backup opens as a log with the same entries', async ({ start, home, folder }) => {
  seedLog(home, seeds);
  const { app, page, shell } = await start();
  const file = join(folder, 'copy.sqlite');
  await stubSaveDialog(app, file);
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Back up…');
  await expect(tools.toasts).toContainText('The log is backed up to copy.sqlite: 3 entries.');
  expect(keysIn(file)).toEqual(['ck1003', '=1+1', 'ck1001']);
});

test('clearing asks for a typed confirmation, offers an export, and keeps unknown sends', async ({ start, home }) => {
  seedLog(home, seeds);
  const { app, page, shell } = await start();
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Clear log…');
  await expect(tools.button('Cancel')).toBeFocused();
  await tools.button('Clear log').click();
  await expect(tools.dialog).toContainText('Type “clear log” to clear the log.');
  await tools.button('Export first…').click();
  await expect(tools.dialog).toContainText('Export the whole log');
  await tools.button('Cancel').click();
  await tools.choose('Clear log…');
  await tools.confirmation.fill('Clear Log');
  await tools.button('Clear log').click();
  await expect(tools.toasts).toContainText('The log is cleared: 2 entries removed.');
  await app.close();
  expect(keysIn(join(home, 'log.sqlite'))).toEqual(['ck1003']);
});

test('a long task shows its progress on every screen, and can be stopped', async ({ start, home }) => {
  mkdirSync(home, { recursive: true });
  fillLog(join(home, 'log.sqlite'), 40_000);
  const { app, page, shell } = await start();
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Clear log…');
  await tools.confirmation.fill('clear log');
  await tools.button('Clear log').click();
  await expect(tools.strip.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /entries$/);
  await shell.goTo('Send');
  await tools.stop.click();
  await expect(tools.toasts).toContainText('Stopped. Sends removed so far are gone.');
  await expect(tools.strip).toHaveCount(0);
  await app.close();
  expect(keysIn(join(home, 'log.sqlite'))).toHaveLength(100);
});

test('a limit shows what it will remove, and removes it in idle time', async ({ start, home }) => {
  seedLog(home, [
    { customerKey: 'ck-old', outcome: 'accepted', at: Date.now() - 40 * dayMs },
    { customerKey: 'ck-open', outcome: 'unknown', at: Date.now() - 40 * dayMs },
    { customerKey: 'ck-new', outcome: 'accepted' },
  ]);
  const keypost = await start();
  await keypost.shell.goTo('Settings');
  const { keepEntriesDays } = keypost.settings;
  await keepEntriesDays.fill('30');
  await keepEntriesDays.press('Enter');
  await expect(keypost.shell.dialog).toContainText('The limits then remove about 1 send from the log');
  await keypost.shell.dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(keepEntriesDays).toHaveValue('0');
  await keepEntriesDays.fill('30');
  await keepEntriesDays.press('Enter');
  await keypost.shell.dialog.getByRole('button', { name: 'Set this limit', exact: true }).click();
  await expect(keypost.shell.dialog).toHaveCount(0);
  await expect(keepEntriesDays).toHaveValue('30');
  const reader = new ResponseLog(join(home, 'log.sqlite'));
  const keys = () => reader.page({ before: null, limit: 10 }).map(({ customerKey }) => customerKey);
  await expect.poll(keys, { timeout: 15_000 }).toEqual(['ck-new', 'ck-open']);
  reader.close();
});
