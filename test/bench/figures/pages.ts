/** First pages of the log: in the store, and from the click or key to pixels. */
import type { Keypost } from '../../e2e/keypost.ts';
import { withKeypost } from '../driven-app.ts';
import { medianRow, type Figure, type Row } from '../figure.ts';
import { openReading } from '../index-log.ts';
import { repeat } from '../pairs.ts';
import { filters, pageOf, someKeys } from '../log-queries.ts';
import { Seeded } from '../seeded.ts';
import type { Stage } from '../stage.ts';
import { timedAll } from '../timed.ts';
import { busyRows, rows, timeToPixels } from '../to-pixels.ts';

const inStore = { unit: 'ms', bound: { most: 16 } } as const;
const toPixels = { unit: 'ms', bound: { most: 50 } } as const;
const times = 15;
const starts = 7;

export const pages: Figure = {
  name: 'pages',
  measure: async (stage) => [
    ...(await storeRows(stage)),
    await firstClickRow(stage),
    ...(await withKeypost(stage.longHome(), (keypost) => pixelRows(keypost, stage))),
  ],
};

async function storeRows(stage: Stage): Promise<Row[]> {
  const reading = openReading(stage.longHome());
  const keys = someKeys(40, stage.entries, new Seeded(1));
  try {
    const first = await timedAll([() => reading.page(pageOf({}))], 40);
    const filtered = await timedAll(
      filters.map((filter) => () => reading.page(pageOf(filter))),
      5,
    );
    const exact = await timedAll(
      keys.map((search) => () => reading.page(pageOf({ search }))),
      2,
    );
    return [
      medianRow({ what: 'first page, in the store', ...inStore }, first),
      medianRow({ what: 'filtered page, in the store', ...inStore }, filtered),
      medianRow({ what: 'exact customer key, in the store', ...inStore }, exact),
    ];
  } finally {
    reading.close();
  }
}

/** Over several starts: the log screen is laid out, but was never shown. */
async function firstClickRow(stage: Stage): Promise<Row> {
  const samples = await repeat(starts, () =>
    withKeypost(stage.longHome(), async ({ page, shell }) => {
      await page.locator(rows).first().waitFor({ state: 'attached' });
      return timeToPixels(page, { event: 'click', shown: rows, each: '', gone: busyRows }, () => shell.goTo('Log'));
    }),
  );
  return medianRow({ what: 'first page, first click after a start', ...toPixels }, samples);
}

async function pixelRows(keypost: Keypost, stage: Stage): Promise<Row[]> {
  const keys = someKeys(times + 1, stage.entries, new Seeded(2));
  const first = await repeat(times, () => openLog(keypost));
  const filtered = await repeat(times, () => chooseRejected(keypost));
  const exact = await repeat(times, () => searchKey(keypost, keys.pop() ?? ''));
  return [
    medianRow({ what: 'first page, click to pixels', ...toPixels }, first),
    medianRow({ what: 'filtered page, click to pixels', ...toPixels }, filtered),
    medianRow({ what: 'exact customer key, Enter to pixels', ...toPixels }, exact),
  ];
}

async function openLog({ page, shell }: Keypost): Promise<number> {
  await shell.goTo('Send');
  await page.locator(rows).first().waitFor({ state: 'hidden' });
  const ms = await timeToPixels(page, { event: 'click', shown: rows, each: '', gone: busyRows }, () => shell.goTo('Log'));
  return ms;
}

/** Measured with the menu open. */
async function chooseRejected({ page, log }: Keypost): Promise<number> {
  await log.outcome.first().click();
  const choice = page.getByRole('option', { name: 'Rejected', exact: true });
  const awaited = { event: 'click', shown: rows, each: 'Rejected', gone: busyRows } as const;
  const ms = await timeToPixels(page, awaited, () => choice.click());
  await choice.click();
  await page.locator(rows).filter({ hasText: 'Accepted' }).first().waitFor();
  await page.keyboard.press('Escape');
  await choice.waitFor({ state: 'detached' });
  return ms;
}

/** Enter searches at once, so the delay after the last key is not measured. */
async function searchKey({ page, log }: Keypost, key: string): Promise<number> {
  const awaited = { event: 'keydown', shown: rows, each: key, gone: busyRows } as const;
  const ms = await timeToPixels(page, awaited, () => log.search.evaluate(typeAndEnter, key));
  await log.search.fill('');
  await page.locator(rows).filter({ hasNotText: key }).first().waitFor();
  return ms;
}

/** Runs in the page. */
function typeAndEnter(element: Element, text: string): void {
  if (!(element instanceof HTMLInputElement)) throw new Error('the search is no text field');
  element.value = text;
  element.dispatchEvent(new InputEvent('input', { bubbles: true }));
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}
