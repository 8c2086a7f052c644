/** What a person does with a log of 100,000 sends from the bench's generator, checked against its rows. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../electron/log/database/sqlite.ts';
import { indexLog } from '../bench/index-log.ts';
import { makeLog } from '../bench/many-sends.ts';
import { expect, test, type Keypost } from './keypost.ts';
import { stubSaveDialog, LogTools } from './pages/log-tools.ts';
import { sendFromPage } from './send-from-page.ts';

const entries = 100_000;
const many = new Intl.NumberFormat('en');
const dayMs = 24 * 60 * 60 * 1000;
let made = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(() => {
  test.setTimeout(120_000);
  made = mkdtempSync(join(tmpdir(), 'keypost-large-'));
  makeLog(made, entries);
  indexLog(made);
});
test.afterAll(() => rmSync(made, { recursive: true, force: true }));

/** The first column of the first row of a query on the log. */
function ask(home: string, sql: string, ...values: (string | number)[]): string | number {
  const log = openSqlite(join(home, 'log.sqlite'), { readOnly: true });
  try {
    const row = log
      .prepare(sql)
      .asArrays()
      .get(...values) as (string | number)[] | undefined;
    return row?.[0] ?? '';
  } finally {
    log.close();
  }
}

async function openLog(home: string, start: () => Promise<Keypost>): Promise<Keypost> {
  cpSync(made, home, { recursive: true });
  const keypost = await start();
  await keypost.shell.goTo('Log');
  await expect(keypost.log.count).toHaveText(`${many.format(entries)} sends`);
  return keypost;
}

test('scrolls to both ends and the middle, with few rows in the page', async ({ start, home }) => {
  const { log, page } = await openLog(home, start);
  const keyOf = (id: number): string => String(ask(home, 'SELECT customer_key FROM entry WHERE id = ?', id));
  await expect(log.table).toHaveAttribute('aria-rowcount', String(entries + 1));
  await expect(log.row(1)).toContainText(keyOf(entries));
  await log.row(1).focus();
  await page.keyboard.press('End');
  await expect(log.row(entries)).toBeFocused();
  await expect(log.row(entries)).toContainText(keyOf(1));
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await expect(log.row(1)).toBeFocused();
  await log.dragTo(0.5);
  await expect(log.row(entries / 2)).toContainText(keyOf(entries / 2 + 1));
  await log.time.press('Enter');
  await expect(log.row(1)).toContainText(keyOf(1));
  await log.dragTo(0.25);
  await expect(log.row(entries / 4)).toContainText(keyOf(entries / 4));
  expect(await log.table.getByRole('row').count()).toBeLessThanOrEqual(60);
});

test('searches and filters with correct counts', async ({ start, home }) => {
  const { log } = await openLog(home, start);
  const count = (where: string, ...values: (string | number)[]): string =>
    `${many.format(Number(ask(home, `SELECT count(*) FROM entry WHERE ${where}`, ...values)))} sends found`;
  await log.choose('Outcome', 'Rejected', 'Unknown');
  await expect(log.count).toHaveText(count(`state IN ('rejected', 'unknown')`));
  await log.chooseMore('List', 'Orders');
  await expect(log.count).toHaveText(count(`state IN ('rejected', 'unknown') AND list = 'Orders'`));
  await log.search.fill('subscriber not found');
  await expect(log.count).toHaveText(
    count(`state IN ('rejected', 'unknown') AND list = 'Orders' AND error_text LIKE 'Subscriber Not Found%'`),
  );
  await log.clearAll.click();
  const key = String(ask(home, 'SELECT customer_key FROM entry GROUP BY customer_key HAVING count(*) > 2 ORDER BY customer_key LIMIT 1'));
  await log.search.fill(key.toUpperCase());
  const own = Number(ask(home, 'SELECT count(*) FROM entry WHERE customer_key = ?', key));
  expect(own).toBeGreaterThan(2);
  for (let row = 1; row <= Math.min(own, 5); row += 1) await expect(log.row(row)).toContainText(key);
  await log.search.fill('"zzzz( * NEAR');
  await expect(log.count).toHaveText('No sends found');
});

test('selects bars of the activity chart by keys and by the mouse', async ({ start, home }) => {
  const { log, page } = await openLog(home, start);
  const sends = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + Number(/: ([\d,]+) sends?/.exec(name)?.[1]?.replaceAll(',', '') ?? 0), 0);
  const bars = log.chart.getByRole('option');
  await expect(bars.first()).toHaveCount(1);
  const names = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label') ?? ''));
  expect(sends(names)).toBe(entries);
  await log.chart.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(log.count).toHaveText(`${many.format(sends(names.slice(1, 4)))} sends found`);
  await log.clearAll.click();
  await expect(log.count).toHaveText(`${many.format(entries)} sends`);
  const [from, to] = [await bars.nth(2).boundingBox(), await bars.nth(5).boundingBox()];
  if (!from || !to) throw new Error('the activity chart is not shown');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(log.count).toHaveText(`${many.format(sends(names.slice(2, 6)))} sends found`);
});

test('a new send comes on top and does not move the rows in view', async ({ start, home }) => {
  const { page, log } = await openLog(home, start);
  await log.dragTo(0.5);
  const inView = log.row(entries / 2);
  const key = String(ask(home, 'SELECT customer_key FROM entry WHERE id = ?', entries / 2 + 1));
  await expect(inView).toContainText(key);
  await sendFromPage(page, 'ck1042');
  await expect(log.count).toHaveText(`${many.format(entries + 1)} sends`);
  // The row is one lower in the table, but at the same place on screen.
  await expect(log.row(entries / 2 + 1)).toContainText(key);
  await expect(log.row(entries / 2 + 1)).toBeInViewport();
  await log.dragTo(0);
  await expect(log.row(1)).toContainText('ck1042');
});

test('exports everything that the filter matches', async ({ start, home, folder }) => {
  test.setTimeout(180_000);
  const { app, page, log } = await openLog(home, start);
  const tools = new LogTools(page);
  const rejected = Number(ask(home, `SELECT count(*) FROM entry WHERE state = 'rejected'`));
  await log.choose('Outcome', 'Rejected');
  await expect(log.count).toHaveText(`${many.format(rejected)} sends found`);
  for (const [file, expected] of [
    ['rejected.csv', rejected],
    ['all.csv', entries],
  ] as const) {
    if (expected === entries) await log.clearAll.click();
    await stubSaveDialog(app, join(folder, file));
    await tools.choose('Export…');
    await tools.button('Export…').click();
    await expect(tools.toasts).toContainText(`${many.format(expected)} entries exported to ${file}.`, { timeout: 60_000 });
    expect(readFileSync(join(folder, file), 'utf8').split(/\r\n(?=\d+,\d{4}-)/)).toHaveLength(expected + 1);
  }
});

test('removes entries that are older than the limit', async ({ start, home }) => {
  test.setTimeout(180_000);
  const { shell, settings, log } = await openLog(home, start);
  // A limit that removes the oldest entries and keeps most.
  const now = Date.now();
  const boundary = Number(ask(home, 'SELECT at FROM entry WHERE id = ?', 3000));
  const days = Math.floor((now - boundary) / dayMs);
  const open = `state IN ('sending', 'unknown')`;
  const stays = Number(ask(home, `SELECT count(*) FROM entry WHERE at >= ? OR ${open}`, now - days * dayMs));
  expect(stays).toBeLessThan(entries - 1000);
  await shell.goTo('Settings');
  await settings.keepEntriesDays.fill(String(days));
  await settings.keepEntriesDays.press('Enter');
  await shell.dialog.getByRole('button', { name: 'Set this limit', exact: true }).click();
  // The newest of these sends is days old, so Keypost asks whether the clock is right.
  await settings.waiting.getByRole('button', { name: /^The clock is right: remove / }).click({ timeout: 60_000 });
  await shell.goTo('Log');
  await expect(log.count).toHaveText(`${many.format(stays)} sends`, { timeout: 90_000 });
});
