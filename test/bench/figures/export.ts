/** Export of the whole log as CSV: how fast it is, how much memory it needs, and whether the page stays responsive. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Keypost } from '../../e2e/keypost.ts';
import { noFilter } from '../../../electron/shared/domain/log-filter.ts';
import { stubSaveDialog, ask, withKeypost } from '../driven-app.ts';
import { medianRow, ratioRow, worstRow, type Figure, type Row } from '../figure.ts';
import { framesWhile, idleFrames } from '../frames.ts';
import { memoryOf } from '../memory.ts';

const rounds = 3;
const sampleMs = 200;

export const exporting: Figure = {
  name: 'export',
  measure: (stage) =>
    withKeypost(stage.longHome(), async (keypost) => {
      const file = join(stage.newHome(), 'log.csv');
      await stubSaveDialog(keypost.app, file);
      const idle = await idleFrames(keypost.page, 2000);
      const [speeds, gaps, growth]: [number[], number[], { a: number[]; b: number[] }] = [[], [], { a: [], b: [] }];
      for (let round = 0; round <= rounds; round++) {
        const { speed, frames, memory } = await exportOnce(keypost, stage.entries);
        if (round === 0) continue;
        speeds.push(speed);
        gaps.push(...frames);
        growth.a.push(averageOf(memory.slice(-Math.ceil(memory.length / 4))));
        growth.b.push(averageOf(memory.slice(0, Math.ceil(memory.length / 4))));
      }
      const size = `${Math.round(statSync(file).size / 2 ** 20)} MB of CSV`;
      return rowsOf(speeds, gaps, growth, `without exporting ${Math.round(Math.max(...idle.gaps))} ms`, size);
    }),
};

function rowsOf(speeds: number[], gaps: number[], growth: { a: number[]; b: number[] }, idle: string, note: string): Row[] {
  return [
    medianRow({ what: 'export as CSV', unit: 'entries/s', bound: { least: 50_000 }, note }, speeds),
    ratioRow(
      { what: 'memory at the end of an export against its beginning', bound: { most: 1.1 } },
      { a: 'end', b: 'beginning', unit: 'MB' },
      growth,
    ),
    worstRow({ what: 'longest frame of the page while exporting', unit: 'ms', bound: { most: 50 }, note: idle }, gaps),
  ];
}

interface Exported {
  speed: number;
  frames: readonly number[];
  /** Of all processes, in MB, from the beginning to the end. */
  memory: number[];
}

async function exportOnce({ app, page }: Keypost, entries: number): Promise<Exported> {
  const pid = app.process().pid ?? 0;
  const memory: number[] = [memoryOf(pid)];
  const sampling = setInterval(() => memory.push(memoryOf(pid)), sampleMs);
  const startedAt = performance.now();
  try {
    const { gaps } = await framesWhile(page, async () => {
      const options = { filter: noFilter, order: 'oldest', format: 'csv', bom: false, keys: 'clear', bodies: false } as const;
      // Keypost opens a file dialog only after a user gesture.
      await page.keyboard.press('Shift');
      const end = await ask(page, 'log.export', options);
      if (end.ended !== 'done' || end.entries < entries) throw new Error('the export is incomplete');
    });
    return { speed: (entries * 1000) / (performance.now() - startedAt), frames: gaps, memory };
  } finally {
    clearInterval(sampling);
  }
}

const averageOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
