/**
 * `npm test`: every check and every test; the last line has the totals of all of them together. The end-to-end tests wait a lot,
 * for windows and servers; the checks and the unit tests work in what is left of the processor meanwhile.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { checks } from './checks.mjs';
import { testKeyringsAside } from './keyrings.mjs';
import { main, runToolAside, say } from './run.mjs';
import { asLine, ofCheck, ofPlaywright, ofRunner, ofVitest, sum } from './test-counts.mjs';
import { testEndToEnd } from './test-e2e.mjs';

main(async () => {
  await prepare(['display', 'keyring', 'keyrings', 'tests']);
  const reports = mkdtempSync(join(tmpdir(), 'keypost-test-'));
  const results = [];
  const suite = async (name, job) => {
    say(`${name} …`);
    const startedAt = performance.now();
    const counts = await job();
    results.push({ name, counts });
    say(`${name}: ${asLine(counts)} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
  };
  const aside = async () => {
    for (const { name, tool, args } of checks) await suite(name, async () => ofCheck(await runToolAside(tool, args)));
    await suite('unit tests', async () => {
      const report = join(reports, 'unit.json');
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      return ofRunner(await runToolAside('vitest', args), read(report, ofVitest));
    });
    // The whole table is `npm run mutants`: it takes several minutes.
    await suite('mutants of the defences', async () => ofCheck(await runToolAside('mutants', ['defences', '--quick'])));
    await suite('tests with real keychains', async () => {
      const report = join(reports, 'keyrings.json');
      const code = await testKeyringsAside(['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
      return ofRunner(code, read(report, ofVitest));
    });
  };
  const endToEnd = () =>
    suite('end-to-end tests', async () => {
      const report = join(reports, 'e2e.json');
      const code = await testEndToEnd(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
      return ofRunner(code, read(report, ofPlaywright));
    });
  try {
    await allOf([aside(), endToEnd()]);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  process.stdout.write('\n');
  for (const { name, counts } of results) process.stdout.write(`${name.padEnd(32)}${asLine(counts)}\n`);
  const total = sum(results.map(({ counts }) => counts));
  process.stdout.write(`\n${asLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});

/** Waits for all of them before it fails with one: none may go on in a folder that is gone. */
async function allOf(jobs) {
  await Promise.allSettled(jobs);
  await Promise.all(jobs);
}

function read(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
