/** A short version of `npm run crash -- log`, which sets KEYPOST_COMMITS. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { makeLog } from '../../bench/many-sends.ts';
import { mistakesIn, stress } from '../../faults/log-stress/stress.ts';

const commits = Number(process.env['KEYPOST_COMMITS'] ?? 1500);
/** Three years of sends; meanwhile, entries older than 30 days are removed. */
const oldEntries = 3000;

test(`no acknowledged row is lost over ${commits} commits with kills`, { timeout: 120_000 + commits * 100 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'keypost-stress-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  makeLog(home, oldEntries);
  const seed = Number(process.env['KEYPOST_SEED'] ?? Date.now() % 1_000_000);
  const loud = commits > 10_000;
  const progress = (done: number, kills: number): void => {
    if (loud && kills % 20 === 0) process.stdout.write(`${done} commits, ${kills} hosts killed\n`);
  };
  const { acknowledged, ...report } = await stress({ home, scripts: inject('childScripts'), commits, seed, progress });
  process.stdout.write(`seed ${seed}: ${JSON.stringify({ ...report, complaints: report.complaints.length })}\n`);
  expect(report.complaints).toEqual([]);
  expect(mistakesIn(home, acknowledged)).toEqual([]);
  expect(report.hostKills).toBeGreaterThan(2);
});
