/** axe-core finds no violation on any screen, dialog, menu or panel, in both themes. */
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { expect, shared, test, type Keypost } from './keypost.ts';
import { seedTour, tour, wholeTour } from './tour.ts';

const open = shared(seedTour);

/** "rule: selector" of each violation. Frames are left out, because their content is the message's own. */
const faults = (page: Keypost['page'], options: RunOptions = {}): Promise<string[]> =>
  page.evaluate(async (given) => {
    const { axe: tool } = globalThis as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    const { violations } = await tool.run({ ...given, iframes: false, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, options);

test('axe finds no violation on any screen, dialog, menu or panel, in both themes', async () => {
  test.setTimeout(180_000);
  const keypost = await open();
  const { page } = keypost;
  // Elements that fade in are checked once they are fully shown.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.evaluate(axe.source);
  const found: Record<string, string[]> = {};
  let looks = 0;
  await tour(keypost, wholeTour, async ({ name }) => {
    const light = await faults(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Only colours differ between the themes.
    const dark = await faults(page, { runOnly: ['color-contrast', 'link-in-text-block'] });
    await page.emulateMedia({ colorScheme: 'light' });
    looks += 2;
    if (light.length + dark.length > 0) found[name] = [...light, ...dark.map((fault) => `dark, ${fault}`)];
  });
  const count = Object.values(found).flat().length;
  test.info().annotations.push({ type: 'axe', description: `${count} violations in ${looks} looks at ${wholeTour.length} states` });
  process.stdout.write(`axe-core ${axe.version}: ${count} violations in ${looks} looks at ${wholeTour.length} states\n`);
  expect(found).toEqual({});
});
