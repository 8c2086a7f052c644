/**
 * `npm test`: every check and every test; the last line has the totals of all of them together. One after the other: the end-to-end tests
 * and those of the keychains wait for windows and for other programs, which must not be late because of us.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './checks.mjs';
import { testKeyrings } from './keyrings.mjs';
import { prepare } from './prepare.mjs';
import { main, runTool, say } from './run.mjs';
import { asLine, failedInPlaywright, failedInVitest, ofCheck, ofPlaywright, ofRunner, ofVitest, sum } from './test-counts.mjs';
import { testEndToEnd } from './test-e2e.mjs';

const fromVitest = { count: ofVitest, failed: failedInVitest };
const fromPlaywright = { count: ofPlaywright, failed: failedInPlaywright };

main(async () => {
  await prepare(['display', 'keyring', 'keyrings', 'tests']);
  const reports = mkdtempSync(join(tmpdir(), 'keypost-test-'));
  const suites = [
    ...checks.map(({ name, tool, args }) => ({ name, run: async () => ofExitCode(await runTool(tool, args)) })),
    { name: 'unit tests', run: () => withReport('unit', fromVitest, (file) => runTool('vitest', ['run', ...vitestReport(file)])) },
    // The whole table is `npm run mutants`: it takes several minutes.
    { name: 'mutants of the defences', run: async () => ofExitCode(await runTool('mutants', ['defences', '--quick'])) },
    {
      name: 'end-to-end tests',
      run: () => withReport('e2e', fromPlaywright, (file) => testEndToEnd(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })),
    },
    { name: 'tests with real keychains', run: () => withReport('keyrings', fromVitest, (file) => testKeyrings(vitestReport(file))) },
  ];
  const results = [];

  async function withReport(name, { count, failed }, run) {
    const file = join(reports, `${name}.json`);
    const code = await run(file);
    const report = parsed(file);
    return { counts: ofRunner(code, report && count(report)), failed: report ? failed(report) : [] };
  }

  try {
    for (const { name, run } of suites) {
      say(`${name} …`);
      const startedAt = performance.now();
      const result = await run();
      results.push({ name, ...result });
      say(`${name}: ${asLine(result.counts)} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return summarize(results);
});

/** Prints what failed, the counts of each suite, and the totals. Returns the exit code. */
function summarize(results) {
  process.stdout.write('\n');
  for (const { name, failed } of results) for (const title of failed) process.stdout.write(`failed in ${name}: ${title}\n`);
  for (const { name, counts } of results) process.stdout.write(`${name.padEnd(32)}${asLine(counts)}\n`);
  const total = sum(results.map(({ counts }) => counts));
  process.stdout.write(`\n${asLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

const ofExitCode = (code) => ({ counts: ofCheck(code), failed: [] });

const vitestReport = (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];

/** `null` where the runner wrote no report that can be read: it then counts as failed. */
function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
