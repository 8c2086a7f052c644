import { expect, shared, test } from './keypost.ts';
import { seedLog, type Seed } from './seed-log.ts';

const many = 800;
const seeds: Seed[] = Array.from({ length: many }, (_, index) => ({
  customerKey: `ck${10_000 + index}`,
  outcome: index % 4 === 0 ? 'rejected' : 'accepted',
  errorText: index % 4 === 0 ? 'Subscriber Not Found' : '',
}));

/** For tests that don't change the log. */
const openShared = shared((home) => seedLog(home, seeds));

test('a long log shows its newest entries first and renders only the rows in view', async () => {
  const { shell, log, page } = await openShared();
  await shell.goTo('Log');
  await expect(log.rows('ck10799')).toHaveCount(1);
  await expect(page.getByRole('main')).toContainText('800 sends');
  expect(await log.table.getByRole('row').count()).toBeLessThan(60);

  await log.open('ck10799');
  await page.keyboard.press('End');
  await expect(log.rows('ck10000')).toBeVisible();
  expect(await log.table.getByRole('row').count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await expect(log.rows('ck10799')).toBeVisible();
});

test('searches and filters the log, and hostile search text finds nothing and does no harm', async () => {
  const { shell, log, page } = await openShared();
  await shell.goTo('Log');
  await log.search.fill('ck10234');
  await expect(page.getByRole('main')).toContainText('1 send found');
  await log.search.fill('not found');
  await expect(page.getByRole('main')).toContainText('200 sends found');
  await log.choose('Outcome', 'Accepted');
  await expect(page.getByRole('main')).toContainText('No sends found');
  await log.search.fill(`%_'"*) NEAR --`);
  await expect(page.getByRole('main')).toContainText('No sends found');
  await log.search.fill('');
  await expect(page.getByRole('main')).toContainText('600 sends found');
});
