import { expect, shared, test, type Keypost } from './keypost.ts';
import { seedLog, type Seed } from './seed-log.ts';

const noon = (day: number): number => new Date(2025, 2, day, 12).getTime();
const days = Array.from({ length: 10 }, (_, index) => index + 3);
const seeds: Seed[] = days.flatMap((day) => [
  { customerKey: `ck${100 + day}`, outcome: 'accepted', at: noon(day) },
  { customerKey: `ck${200 + day}`, outcome: day === 12 ? 'unknown' : 'rejected', at: noon(day) },
]);

async function openLog({ shell, log }: Keypost, count: string): Promise<void> {
  await shell.goTo('Log');
  await expect(log.count).toHaveText(count);
}

/** For tests that don't change the log. */
const openShared = shared((home) => seedLog(home, seeds));

test('every bar has a name, and keys move through bars, select some and filter by them', async () => {
  const keypost = await openShared();
  const { log, page } = keypost;
  await openLog(keypost, '20 sends');
  await expect(log.chart).toHaveAccessibleName('Sends per day');
  await expect(log.chart.getByRole('option')).toHaveCount(10);
  await expect(log.bars('Wed 12 Mar 2025: 2 sends, 1 accepted, 1 unknown')).toHaveCount(1);
  await expect(log.bars('Mon 3 Mar 2025: 2 sends, 1 accepted, 1 rejected')).toHaveCount(1);

  await log.chart.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(log.bars('Thu 6 Mar 2025')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(log.count).toHaveText('6 sends found');
  await expect(log.chip('Period 4 Mar 2025 – 6 Mar 2025')).toBeVisible();
  await expect(log.chart).toBeFocused();
  await page.goBack();
  await expect(log.count).toHaveText('20 sends');
});

test('a click filters by one bar, a drag by several, and Escape cancels a drag', async () => {
  const keypost = await openShared();
  const { log, page } = keypost;
  await openLog(keypost, '20 sends');
  const middle = async (name: string) => {
    const box = await log.bars(name).boundingBox();
    if (!box) throw new Error(`${name} is not shown`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.mouse.click(...(await middle('Tue 4 Mar 2025')));
  await expect(log.count).toHaveText('2 sends found');
  await expect(log.chart).toHaveAccessibleName('Sends per hour');
  await log.clearAll.click();
  await expect(log.chart).toHaveAccessibleName('Sends per day');

  await page.mouse.move(...(await middle('Sat 8 Mar 2025')));
  await page.mouse.down();
  await page.mouse.move(...(await middle('Thu 6 Mar 2025')));
  await page.mouse.up();
  await expect(log.count).toHaveText('6 sends found');
  await expect(log.chip('Period 6 Mar 2025 – 8 Mar 2025')).toBeVisible();
  await log.clearAll.click();
  await expect(log.count).toHaveText('20 sends');

  await page.mouse.move(...(await middle('Sat 8 Mar 2025')));
  await page.mouse.down();
  await page.mouse.move(...(await middle('Thu 6 Mar 2025')));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(log.bars('Thu 6 Mar 2025')).toHaveAttribute('aria-selected', 'false');
  await expect(log.filters).toHaveCount(0);
});

test('the legend counts outcomes and filters by them', async () => {
  const keypost = await openShared();
  const { log } = keypost;
  await openLog(keypost, '20 sends');
  await expect(log.legend('Rejected')).toHaveText('Rejected 9');
  await log.legend('Rejected').click();
  await expect(log.count).toHaveText('9 sends found');
  await log.legend('Unknown').click();
  await expect(log.count).toHaveText('10 sends found');
  await expect(log.chip('Outcome Unknown')).toBeVisible();
  await log.legend('Rejected').click();
  await expect(log.count).toHaveText('1 send found');
});

test('the activity chart stays hidden once it is hidden', async () => {
  const keypost = await openShared();
  const { log, page } = keypost;
  await openLog(keypost, '20 sends');
  await log.filterButton('Hide activity').click();
  await expect(log.chart).toHaveCount(0);
  await page.reload();
  await expect(log.count).toHaveText('20 sends');
  await expect(log.chart).toHaveCount(0);
  await log.filterButton('Show activity').click();
  await expect(log.chart.getByRole('option')).toHaveCount(10);
});

test('a new send appears in the count and in the activity chart', async ({ start, home }) => {
  seedLog(home, seeds);
  const keypost = await start();
  const { log, send, shell, page } = keypost;
  await openLog(keypost, '20 sends');
  await shell.goTo('Send');
  await send.customerKey.fill('ck1042');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  await openLog(keypost, '21 sends');
  await expect(log.chart).toHaveAccessibleName('Sends per week');
});

test('the filter bar is one line in a usual window, and the table keeps its rows in a small one', async ({ start, home }) => {
  seedLog(home, seeds);
  const keypost = await start();
  const { app, log } = keypost;
  const resize = (size: readonly [number, number]) =>
    app.evaluate(({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
  const height = async (part: typeof log.bar) => (await part.boundingBox())?.height ?? 0;
  await resize([1280, 800]);
  await openLog(keypost, '20 sends');
  await log.choose('Outcome', 'Accepted', 'Rejected', 'Unknown');
  await log.choose('Account', 'Practice realm');
  await expect(log.filters).toHaveCount(4);
  await expect.poll(() => height(log.bar)).toBeLessThan(56);
  await resize([900, 600]);
  await expect.poll(() => height(log.bar)).toBeGreaterThan(80);
  await expect(log.chart).toBeVisible();
  // At least six rows and the heading.
  await expect.poll(() => height(log.table)).toBeGreaterThanOrEqual(7 * 30);
  await expect(log.bar.page().getByRole('main')).toHaveJSProperty('scrollLeft', 0);
});
