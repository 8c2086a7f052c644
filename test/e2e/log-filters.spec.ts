import { expect, shared, test, type Keypost } from './keypost.ts';
import { seedLog, type Seed } from './seed-log.ts';

const noon = (day: number): number => new Date(2025, 2, day, 12).getTime();

/** Ten days of March 2025, each with an accepted send to Orders and a rejected one to Notices. */
const seeds: Seed[] = Array.from({ length: 10 }, (_, index) => index + 3).flatMap((day) => [
  { customerKey: `ck${100 + day}`, outcome: day === 12 ? 'unknown' : 'accepted', list: 'Orders', at: noon(day) },
  { customerKey: `ck${200 + day}`, outcome: 'rejected', list: 'Notices', template: 'Password notice', at: noon(day) },
]);

async function openLog({ shell, log }: Keypost, count: string): Promise<void> {
  await shell.goTo('Log');
  await expect(log.count).toHaveText(count);
}

/** For tests that don't change the log. */
const openShared = shared((home) => seedLog(home, seeds));

test('filters combine, each can be removed by itself, and the focus stays among them', async () => {
  const keypost = await openShared();
  const { log, page } = keypost;
  await openLog(keypost, '20 sends');
  await log.choose('Outcome', 'Rejected', 'Unknown');
  await expect(log.count).toHaveText('11 sends found');
  await log.chooseMore('List', 'Orders');
  await expect(log.count).toHaveText('1 send found');
  await expect(log.rows('ck112')).toHaveCount(1);
  await log.chooseMore('Kind', 'Practice');
  await log.choose('Account', 'Practice realm');
  await expect(log.filters).toHaveCount(5);

  await log.chip('List Orders').focus();
  await page.keyboard.press('Enter');
  await expect(log.count).toHaveText('11 sends found');
  await expect(log.chip('Kind Practice')).toBeFocused();
  await log.chip('Outcome Rejected').click();
  await expect(log.count).toHaveText('1 send found');
  await log.clearAll.click();
  await expect(log.count).toHaveText('20 sends');
  await expect(log.filters).toHaveCount(0);
  await expect(log.search).toBeFocused();
});

test('one button filters by unknown sends, and Escape clears the search', async () => {
  const keypost = await openShared();
  const { log, page } = keypost;
  await openLog(keypost, '20 sends');
  await log.filterButton('Unknown sends').click();
  await expect(log.count).toHaveText('1 send found');
  await log.filterButton('Unknown sends').click();
  await expect(log.count).toHaveText('20 sends');
  await log.search.fill('password ck20');
  await expect(log.count).toHaveText('7 sends found');
  await expect(log.chip('Search password ck20')).toBeVisible();
  await log.search.press('Escape');
  await expect(log.search).toHaveValue('');
  await expect(log.count).toHaveText('20 sends');
  await log.search.fill('nothing is called so');
  await page.keyboard.press('Enter');
  await expect(log.count).toHaveText('No sends found');
});

test('a period is chosen by name or by days', async ({ start, home }) => {
  seedLog(home, [...seeds, { customerKey: 'ck999', outcome: 'accepted' }]);
  const keypost = await start();
  const { log } = keypost;
  await openLog(keypost, '21 sends');
  await log.choosePeriod('Last 7 days');
  await expect(log.count).toHaveText('1 send found');
  await expect(log.chip('Period Last 7 days')).toBeVisible();

  await log.filterButton('Period').click();
  const days = log.panel('Period');
  await days.getByLabel('From', { exact: true }).fill('2025-03-05');
  await days.getByLabel('To', { exact: true }).fill('2025-03-04');
  await days.getByRole('button', { name: 'Show these days', exact: true }).click();
  await expect(days).toContainText('The last day is before the first one.');
  await days.getByLabel('To', { exact: true }).fill('2025-03-06');
  await days.getByRole('button', { name: 'Show these days', exact: true }).click();
  await expect(log.count).toHaveText('4 sends found');
  await expect(log.chip('Period 5 Mar 2025 – 6 Mar 2025')).toBeVisible();
});

test('a list among more than a thousand is found by typing and chosen with keys', async ({ start, home }) => {
  const many = Array.from({ length: 1200 }, (_, n): Seed => ({ customerKey: 'ck1', outcome: 'accepted', list: `Liste Straße ${n}` }));
  seedLog(home, many);
  const keypost = await start();
  const { log, page } = keypost;
  await openLog(keypost, '1,200 sends');
  await log.filterButton('More').click();
  const panel = log.panel('More');
  await expect(panel).toContainText('200 of 1200 are shown');
  await panel.getByRole('combobox', { name: 'Find in List', exact: true }).fill('GASSE 119');
  await expect(panel).toContainText('Nothing matches');
  await panel.getByRole('combobox', { name: 'Find in List', exact: true }).fill('STRASSE 1198');
  await expect(panel.getByRole('option', { name: 'Liste Straße 1198', exact: true })).toBeVisible();
  await panel.getByRole('combobox', { name: 'Find in List', exact: true }).fill('119 liste');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('option', { name: 'Liste Straße 1119', exact: true })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(log.filterButton('More')).toBeFocused();
  await expect(log.count).toHaveText('1 send found');
  await expect(log.chip('List Liste Straße 1119')).toBeVisible();
});

test('Back and Forward, a reload, an entry and another screen keep the filter', async ({ start, home }) => {
  seedLog(home, [...seeds, { customerKey: 'ck1', outcome: 'rejected', list: 'A & B #1?=ü', at: noon(20) }]);
  const keypost = await start();
  const { log, page, shell } = keypost;
  await openLog(keypost, '21 sends');
  await log.choose('Outcome', 'Rejected');
  await log.chooseMore('List', 'A & B #1?=ü');
  await expect(log.count).toHaveText('1 send found');
  await page.goBack();
  await expect(log.count).toHaveText('11 sends found');
  await page.goForward();
  await expect(log.count).toHaveText('1 send found');

  await log.open('ck1');
  await expect(log.entry).toBeVisible();
  await expect(log.chip('List A & B #1?=ü')).toBeVisible();
  await page.reload();
  await expect(log.entry).toContainText('ck1');
  await expect(log.count).toHaveText('1 send found');
  await shell.goTo('Send');
  await shell.goTo('Log');
  await expect(log.count).toHaveText('1 send found');
  await expect(log.chip('List A & B #1?=ü')).toBeVisible();
});

test('a view is saved under a name, opened again, removed and restored', async () => {
  const keypost = await openShared();
  const { log, page } = keypost;
  await openLog(keypost, '20 sends');
  await log.filterButton('Views').click();
  await expect(log.saveView).toBeDisabled();
  await page.keyboard.press('Escape');
  await log.chooseMore('List', 'Notices');
  await log.filterButton('Views').click();
  await log.saveView.click();
  await expect(log.viewName).toBeFocused();
  await log.viewName.fill('unknown sends');
  await page.keyboard.press('Enter');
  await expect(log.viewName).toHaveAccessibleDescription('There is a view of this name already.');
  await log.viewName.fill('Only notices');
  await page.keyboard.press('Enter');
  await expect(log.viewName).toHaveCount(0);

  await log.openView('Unknown sends');
  await expect(log.count).toHaveText('1 send found');
  await page.reload();
  await log.openView('Only notices');
  await expect(log.count).toHaveText('10 sends found');
  await expect(log.chip('List Notices')).toBeVisible();

  await log.filterButton('Views').click();
  await log.removeView('Only notices').click();
  await expect(log.removeView('Only notices')).toHaveCount(0);
  await log.undo.click();
  await expect(log.removeView('Only notices')).toBeVisible();
});
