/** The longest time for which the log blocks the main process, while it is read, counted, exported and written at once. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Keypost } from '../../e2e/keypost.ts';
import { noFilter } from '../../../electron/shared/domain/log-filter.ts';
import { startInstantSite } from '../instant-site.ts';
import { useAccount } from '../desk-account.ts';
import { stubSaveDialog, ask, withKeypost } from '../driven-app.ts';
import { rounded, worstRow, type Figure } from '../figure.ts';
import { logStretchesWhile } from '../log-stretches.ts';
import { delaysWhile } from '../main-delays.ts';
import { filters, overviewFilters, pageOf, searchQueries } from '../log-queries.ts';

const sends = 20;

export const blocking: Figure = {
  name: 'blocking',
  measure: async (stage) => {
    const site = await startInstantSite();
    const file = join(stage.newHome(), 'log.csv');
    try {
      return await withKeypost(stage.longHome(), async (keypost) => {
        await useAccount(keypost, site.url);
        await stubSaveDialog(keypost.app, file);
        // Warm-up: loads what is needed for the first time.
        await readAll(keypost.page);
        const idle = await delaysWhile(keypost.app, () => keypost.page.waitForTimeout(3000));
        let late: number[] = [];
        const stretches = await logStretchesWhile(keypost.app, async () => {
          late = await delaysWhile(keypost.app, () => everything(keypost));
        });
        // A timer can be late for many reasons, even if the main process is idle.
        const note = `a timer is late by ${rounded(Math.max(...late))} ms at most, without work by ${rounded(Math.max(...idle))} ms`;
        return [worstRow({ what: 'longest stretch that main is busy with the log', unit: 'ms', bound: { most: 16 }, note }, stretches)];
      });
    } finally {
      await site.close();
    }
  },
};

async function everything({ page, send }: Keypost): Promise<void> {
  await readAll(page);
  const options = { filter: noFilter, order: 'oldest', format: 'csv', bom: false, keys: 'clear', bodies: false } as const;
  // Keypost opens a file dialog only after a user gesture.
  await page.keyboard.press('Shift');
  const exported = ask(page, 'log.export', options);
  // It may fail before it is awaited below, which reports the error.
  exported.catch(() => undefined);
  for (let number = 0; number < sends; number++) {
    const key = `blocking-${number}`;
    await send.sendTo(key);
    await send.response.getByText(`message for ${key}.`).waitFor();
  }
  await readAll(page);
  await exported;
}

async function readAll(page: Page): Promise<void> {
  for (const query of [pageOf({}), ...filters.map((filter) => pageOf(filter)), ...searchQueries()]) await ask(page, 'log.page', query);
  for (const filter of overviewFilters) await ask(page, 'log.overview', { filter: { ...noFilter, ...filter }, activity: true });
  await ask(page, 'log.filterOptions', null);
  const { entries } = await ask(page, 'log.page', pageOf({ outcomes: ['rejected'] }));
  for (const { id } of entries.slice(0, 20)) {
    await ask(page, 'log.entry', { id });
    await ask(page, 'log.sendsToSameKey', { id });
  }
}
