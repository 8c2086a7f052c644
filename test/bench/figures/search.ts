/** First pages of searches, common and rare, with and without filters. */
import { p95Row, type Figure } from '../figure.ts';
import { openReading } from '../index-log.ts';
import { searchQueries } from '../log-queries.ts';
import { timed } from '../timed.ts';

const rounds = 3;

export const search: Figure = {
  name: 'search',
  measure: async (stage) => {
    const reading = openReading(stage.longHome());
    const queries = searchQueries();
    const samples: number[] = [];
    let slowest = { ms: 0, of: '' };
    try {
      for (let round = 0; round <= rounds; round++) {
        for (const query of queries) {
          const ms = await timed(() => reading.page(query));
          if (round === 0) continue;
          samples.push(ms);
          if (ms > slowest.ms) slowest = { ms, of: query.filter.search };
        }
      }
    } finally {
      reading.close();
    }
    const note = `${queries.length} searches; slowest ${Math.round(slowest.ms)} ms for "${slowest.of}"`;
    return [p95Row({ what: 'search, first page, p95, in the store', unit: 'ms', bound: { most: 50 }, note }, samples)];
  },
};
