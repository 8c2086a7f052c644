/** The table of the log: rows from anywhere, live rows, the order, the columns, and the entry beside it. */
import { expect, shared, test } from './keypost.ts';
import { seedLog, type Seed } from './seed-log.ts';
import { sendFromPage } from './send-from-page.ts';

const many = 600;
/** ck1 is the oldest. */
const seeds: Seed[] = Array.from({ length: many }, (_, index) => ({
  customerKey: `ck${index + 1}`,
  outcome: (index + 1) % 4 === 0 ? 'rejected' : 'accepted',
}));

/** For tests that don't change the log. */
const openShared = shared((home) => seedLog(home, seeds));

test('loads the rows in view wherever one drags or moves by keys', async () => {
  const { shell, log, page } = await openShared();
  await shell.goTo('Log');
  await expect(log.table).toHaveAttribute('aria-rowcount', String(many + 1));
  await log.dragTo(0.5);
  await expect(log.row(many / 2)).toContainText(`ck${many / 2 + 1}`);
  await log.dragTo(1);
  await expect(log.row(many)).toContainText('ck1');

  await log.row(many).click();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  await expect(log.current).toBeFocused();
  await page.keyboard.press('Home');
  await expect(log.row(1)).toBeFocused();
  await expect(log.row(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('End');
  await expect(log.row(many)).toBeFocused();
  await expect(log.entry).toContainText('ck1');
  await expect(log.row(many)).toHaveAttribute('aria-selected', 'true');
  await expect(log.row(many - 1)).toHaveAttribute('aria-selected', 'false');
  await expect(log.readOut).toContainText(/^Accepted, ck1, \d+ \w{3} \d{4}, \d\d:\d\d:\d\d/);
  await page.keyboard.press('ArrowUp');
  await expect(log.readOut).toContainText('Accepted, ck2, ');
  await expect(log.row(many - 1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(log.row(many)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(log.entry).toBeHidden();
  await expect(log.row(many)).toBeFocused();
  expect(await log.table.getByRole('row').count()).toBeLessThanOrEqual(60);
});

test('a row keeps the focus when it is scrolled out of view, and keys continue from there', async () => {
  const { shell, log, page } = await openShared();
  await shell.goTo('Log');
  await log.row(6).click();
  await page.keyboard.press('Escape');
  await expect(log.row(6)).toBeFocused();
  for (const distance of [700, 1500, 8000, -400]) {
    await page.mouse.wheel(0, distance);
    await expect(log.row(6)).not.toBeInViewport();
    await expect(log.row(6)).toBeFocused();
  }
  await page.keyboard.press('ArrowDown');
  await expect(log.row(7)).toBeFocused();
  await expect(log.row(7)).toBeInViewport();
  await expect(log.row(7)).toContainText(`ck${many - 6}`);
});

test('each row that a key moves to gets the focus, also when it is shown in the place of the row before', async () => {
  const { shell, log, page } = await openShared();
  await shell.goTo('Log');
  await log.row(1).click();
  await page.keyboard.press('Escape');
  await log.row(1).evaluate((row) => {
    const focused: string[] = [];
    Reflect.set(globalThis, 'focusedRows', focused);
    row.parentElement?.addEventListener('focusin', ({ target }) => focused.push((target as Element).getAttribute('aria-rowindex') ?? ''));
  });
  let place = 2;
  for (let press = 0; press < 6; press++) {
    const before = place;
    await page.keyboard.press('PageDown');
    await expect.poll(async () => (place = Number(await log.focusedRow.getAttribute('aria-rowindex')))).toBeGreaterThan(before);
  }
  const focused = await page.evaluate(() => Reflect.get(globalThis, 'focusedRows') as string[]);
  expect(new Set(focused).size).toBe(6);
  expect(focused.at(-1)).toBe(String(place));
});

test('a press on Time shows the oldest first', async ({ start, home }) => {
  seedLog(home, seeds);
  const { shell, log, page } = await start();
  await shell.goTo('Log');
  await expect(log.heading('Time')).toHaveAttribute('aria-sort', 'descending');
  await expect(log.table).toHaveAttribute('aria-rowcount', String(many + 1));
  await log.dragTo(1);
  await expect(log.row(many)).toContainText('ck1');
  await log.time.press('Enter');
  await expect(log.heading('Time')).toHaveAttribute('aria-sort', 'ascending');
  await expect(log.row(1)).toContainText('ck1');
  await sendFromPage(page, 'newest');
  await log.dragTo(1);
  await expect(log.row(many + 1)).toContainText('newest');
});

test('a new send does not move the rows in view', async ({ start, home }) => {
  seedLog(home, seeds);
  const { shell, log, page } = await start();
  await shell.goTo('Log');
  await expect(log.table).toHaveAttribute('aria-rowcount', String(many + 1));
  await log.dragTo(0.5);
  await log.row(many / 2).click();
  await expect(log.current).toContainText(`ck${many / 2 + 1}`);
  const before = await log.current.boundingBox();
  await sendFromPage(page, 'ck1042');
  await expect(log.table).toHaveAttribute('aria-rowcount', String(many + 2));
  await expect(log.row(many / 2 + 1)).toHaveAttribute('aria-current', 'true');
  await expect(log.row(many / 2 + 1)).toBeFocused();
  expect(await log.current.boundingBox()).toEqual(before);
  await page.keyboard.press('Home');
  await expect(log.row(1)).toContainText(/Accepted.*ck1042/);
});

test('keeps the columns that were chosen, at least one', async ({ start, home }) => {
  seedLog(home, seeds.slice(0, 3));
  const first = await start();
  await first.shell.goTo('Log');
  await first.log.columns.press('Enter');
  for (const name of ['Account', 'List', 'Template', 'Preset', 'Status', 'Duration', 'Time', 'Outcome'])
    await first.log.column(name).click();
  await expect(first.log.column('Customer key')).toHaveAttribute('aria-disabled', 'true');
  await first.page.keyboard.press('Escape');
  await expect(first.log.columns).toBeFocused();
  await expect(first.log.table.getByRole('columnheader')).toHaveText(['Customer key']);
  await first.app.close();

  const again = await start();
  await again.shell.goTo('Log');
  await expect(again.log.table.getByRole('columnheader')).toHaveText(['Customer key']);
});

test('an entry lists the sends to the same customer key, also new ones', async ({ start, home }) => {
  // Long enough ago that the next one is no duplicate; duplicates are found regardless of case.
  const at = Date.now() - 3 * 24 * 60 * 60_000;
  seedLog(home, [
    { customerKey: 'CK7', outcome: 'rejected', template: 'Welcome', at },
    { customerKey: 'other', outcome: 'accepted', at },
    { customerKey: 'ck7', outcome: 'accepted', at },
  ]);
  const { shell, log, page } = await start();
  await shell.goTo('Log');
  await log.open('ck7');
  await expect(log.neighbours).toHaveCount(1);
  await log.neighbours.click();
  await expect(log.outcomeOfEntry).toContainText('Rejected');
  await expect(log.neighbours).toContainText(['Orders / Shipping delay']);
  await sendFromPage(page, 'Ck7');
  await expect(log.neighbours).toHaveCount(2);
});

test('the request of an entry is copied as cURL with placeholders', async ({ start, home }) => {
  seedLog(home, []);
  const { app, shell, log, page } = await start();
  await shell.goTo('Log');
  await sendFromPage(page, 'ck1');
  await log.open('ck1');
  await log.copyAsCurl.click();
  await expect(shell.toasts.getByText('Copied. Put your credentials in the place of the placeholders.', { exact: true })).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(
    /^curl --globoff --path-as-is --request POST 'http:\/\/127\.0\.0\.1:\d+\/rest\/msg\/sendWithCustomerKey\/Orders\/Shipping%20delay\/ck1/,
  );
  expect(copied).toMatch(/--header 'Authorization: Basic <[^']*>'/);
});
