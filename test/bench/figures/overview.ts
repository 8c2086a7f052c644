/** Counts and activity for filters that match much, and the frames of the page meanwhile. */
import { type LogFilter, noFilter } from '../../../electron/shared/domain/log-filter.ts';
import { ask, withKeypost } from '../driven-app.ts';
import { worstRow, medianRow, type Figure, type Row } from '../figure.ts';
import { framesWhile, idleFrames } from '../frames.ts';
import { openReading } from '../index-log.ts';
import { overviewFilters, overviewSearches } from '../log-queries.ts';
import type { Stage } from '../stage.ts';
import { timedAll } from '../timed.ts';

const rounds = 5;

export const overview: Figure = {
  name: 'overview',
  measure: async (stage) => [...(await storeRows(stage)), await framesRow(stage)],
};

async function storeRows(stage: Stage): Promise<Row[]> {
  const reading = openReading(stage.longHome());
  const actions = (filters: readonly Partial<LogFilter>[]) =>
    filters.map((filter) => () => reading.overview({ filter: { ...noFilter, ...filter }, activity: true }, () => undefined));
  const bound = { unit: 'ms', bound: { most: 250 } } as const;
  try {
    return [
      medianRow({ what: 'count and picture, filters', ...bound }, await timedAll(actions(overviewFilters), rounds)),
      medianRow({ what: 'count and picture, searches that find much', ...bound }, await timedAll(actions(overviewSearches), rounds)),
    ];
  } finally {
    reading.close();
  }
}

function framesRow(stage: Stage): Promise<Row> {
  return withKeypost(stage.longHome(), async ({ page }) => {
    const filters = [...overviewFilters, ...overviewSearches];
    const all = async (): Promise<void> => {
      for (const filter of filters) await ask(page, 'log.overview', { filter: { ...noFilter, ...filter }, activity: true });
    };
    await all();
    const idle = await idleFrames(page, 2000);
    const { gaps } = await framesWhile(page, all);
    const note = `without counting ${Math.round(Math.max(...idle.gaps))} ms`;
    return worstRow({ what: 'longest frame of the page while counting', unit: 'ms', bound: { most: 50 }, note }, gaps);
  });
}
