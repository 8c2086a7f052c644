/** Child processes: killed at any moment, replaced when they die, ended with Keypost. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { childrenOf } from '../../../../electron/child/children.ts';
import type { ChildName, StartChild } from '../../../../electron/child/child.ts';
import { nodeChildren } from '../../../../electron/child/node-child.ts';
import { BackgroundQuery } from '../../../../electron/log/database/background-query.ts';
import { exportInChild } from '../../../../electron/log/export/run-export.ts';
import { createTempFile } from '../../../../electron/storage/atomic-file.ts';
import { noFilter } from '../../../../electron/shared/domain/log-filter.ts';
import { LogReaderClient } from '../../../../electron/log/reader/log-reader-client.ts';
import { logFile } from '../log/a-log.ts';
import { fillLog } from '../log/many-entries.ts';
import { testChildren } from './children-for-tests.ts';

/** A statement that runs for minutes. */
const endless = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e12) SELECT count(*) FROM n';

const filled = (count: number): string => {
  const file = logFile();
  fillLog(file, count);
  return file;
};

/** Starts children, and returns the ids of their processes. */
function watched(start: StartChild): { start: StartChild; pids: number[]; names: ChildName[] } {
  const [pids, names]: [number[], ChildName[]] = [[], []];
  return {
    pids,
    names,
    start: (name, events) => {
      const child = start(name, events);
      names.push(name);
      if (child.pid !== undefined) pids.push(child.pid);
      return child;
    },
  };
}

const runs = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** Whether a process is busy: its CPU time grows. */
const ticksOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[11]);

describe.skipIf(process.platform !== 'linux')('a child process', () => {
  test('is killed in the middle of a statement, and leaves no process behind', async () => {
    const children = testChildren();
    const { start, pids } = watched(children.start);
    const query = new BackgroundQuery(filled(3), start);
    expect(await query.number('SELECT count(*) FROM entry')).toBe(3);
    const result = query.number(endless);
    const refused = expect(result).rejects.toThrow('ended');
    const [pid = 0] = pids;
    const before = ticksOf(pid);
    await vi.waitFor(() => expect(ticksOf(pid)).toBeGreaterThan(before + 5), { timeout: 15_000 });
    await query.close();
    await refused;
    expect(runs(pid)).toBe(false);
    await expect(query.number('SELECT 1')).rejects.toThrow();
  });

  test('that is killed is started again for its query, but only once', async () => {
    const { start, pids } = watched(testChildren().start);
    const query = new BackgroundQuery(filled(3), start);
    onTestFinished(() => query.close());
    const result = query.number(endless);
    const refused = expect(result).rejects.toThrow('ended');
    await vi.waitFor(() => expect(pids).toHaveLength(1));
    process.kill(pids[0] ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(pids).toHaveLength(2));
    process.kill(pids[1] ?? 0, 'SIGKILL');
    await refused;
    // The next statement runs in another process.
    expect(await query.number('SELECT count(*) FROM entry')).toBe(3);
    expect(pids).toHaveLength(3);
  });

  test('of the reader can be killed during a query without a visible effect', async () => {
    const file = filled(500);
    const { start, pids } = watched(testChildren().start);
    const files = { log: file, index: join(dirname(file), 'log-index.sqlite') };
    const reader = new LogReaderClient({
      files,
      startChild: start,
      beforeQuery: () => undefined,
      onDamage: () => undefined,
      onIndexed: () => undefined,
    });
    onTestFinished(() => reader.close());
    const page = reader.page({ filter: { ...noFilter, search: 'ck1007' }, order: 'newest', start: { at: 'top' }, limit: 10 });
    const overview = reader.overview({ filter: noFilter, activity: true });
    process.kill(pids[0] ?? 0, 'SIGKILL');
    expect(await page).toMatchObject({ ok: true, value: { entries: [{ customerKey: 'ck1007' }] } });
    expect((await overview).ok).toBe(true);
    expect(pids).toHaveLength(2);
  });

  test('of an export that is killed starts again, and the file is complete', async () => {
    const file = filled(300);
    const target = join(dirname(file), 'export');
    let first = true;
    const start: StartChild = (name, events) => {
      const child = testChildren().start(name, events);
      if (first && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      first = false;
      return child;
    };
    const options = { filter: noFilter, order: 'newest', format: 'jsonl', bom: false, keys: 'clear', bodies: true } as const;
    const order = {
      files: { log: file, index: join(dirname(file), 'log-index.sqlite') },
      target,
      part: createTempFile(target),
      options,
      total: null,
    };
    const run = await exportInChild(start)(order, { stop: new AbortController().signal, progress: () => undefined });
    expect(run).toEqual({ entries: 300 });
    expect(readFileSync(target, 'utf8').trimEnd().split('\n')).toHaveLength(300);
  });

  test('whose script is missing ends, and its caller gets an error', async () => {
    const children = childrenOf(nodeChildren('/nowhere'));
    const query = new BackgroundQuery(logFile(), children.start);
    await expect(query.number('SELECT 1')).rejects.toThrow('ended');
  });

  test('is killed together with all others, and none is started once Keypost closes', async () => {
    const children = testChildren();
    const { start, pids } = watched(children.start);
    const queries = [1, 2, 3].map(() => new BackgroundQuery(filled(3), start));
    const results = queries.map((query) => query.number(endless).catch(() => 'ended'));
    await vi.waitFor(() => expect(pids).toHaveLength(3));
    children.close();
    expect(pids.filter(runs)).toEqual([]);
    expect(await Promise.all(results)).toEqual(['ended', 'ended', 'ended']);
    expect(pids.filter(runs)).toEqual([]);
  });
});
