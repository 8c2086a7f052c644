/** A filtered export is a snapshot of the log, however much is written while it runs. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { exportInChild } from '../../../../../electron/log/export/run-export.ts';
import { createTempFile } from '../../../../../electron/storage/atomic-file.ts';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import { LogReaderClient } from '../../../../../electron/log/reader/log-reader-client.ts';
import { testChildren } from '../../child/children-for-tests.ts';
import { at, logFile, newEntry, openLog, pressOf, storedOutcome } from '../a-log.ts';

const count = 400;

test('every line matches the filter, and none is missing', { timeout: 60_000 }, async () => {
  const file = logFile();
  const log = openLog(file);
  for (let n = 1; n <= count; n += 1) {
    const { id } = log.begin(newEntry({ message: { customerKey: `ck${n}` } }));
    log.storeOutcome(pressOf(log, id), storedOutcome({ outcome: 'unknown', cause: 'timeout', status: null, responseBody: null }));
  }
  const { start } = testChildren();
  const files = { log: file, index: join(dirname(file), 'log-index.sqlite') };
  const reader = new LogReaderClient({
    files,
    startChild: start,
    beforeQuery: () => undefined,
    onDamage: () => undefined,
    onIndexed: () => undefined,
  });
  onTestFinished(() => reader.close());
  const filter = { ...noFilter, outcomes: ['unknown' as const] };
  const query = { filter, order: 'oldest' as const, start: { at: 'top' as const }, limit: 1 };
  expect(await reader.page(query)).toMatchObject({ ok: true, value: { waiting: 0 } });

  // Entries are resolved in order while exports run, so at any moment the unknown ones are all ids from one on.
  let resolved = 0;
  const resolve = async (): Promise<void> => {
    while (resolved < count) {
      resolved += 1;
      log.resolve(resolved, { at, by: 'person', outcome: 'accepted', cause: 'person', hint: '', sentence: '', note: '' });
      reader.written();
      for (let n = 0; n < 20; n += 1) await turn();
    }
  };
  const resolving = resolve();
  const [seen, target] = [new Set<number>(), join(dirname(file), 'export')];
  const options = { filter, order: 'oldest', format: 'jsonl', bom: false, keys: 'clear', bodies: false } as const;
  do {
    const run = await exportInChild(start)(
      { files, target, part: createTempFile(target), options, total: null },
      { stop: new AbortController().signal, progress: () => undefined },
    );
    if ('problem' in run) throw new Error(run.problem);
    const lines = readFileSync(target, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { id: number; outcome: string });
    expect(run).toEqual({ entries: lines.length });
    expect(lines.filter(({ outcome }) => outcome !== 'unknown')).toEqual([]);
    expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: lines.length }, (_, n) => count - lines.length + n + 1));
    seen.add(lines.length);
  } while (resolved < count);
  await resolving;
  expect(seen.size).toBeGreaterThan(1);
});
