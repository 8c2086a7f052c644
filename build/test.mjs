/** `npm test`: every check and every test; the last line has the totals of all of them together. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { checks } from './checks.mjs';
import { main, runTool, say } from './run.mjs';
import { asLine, ofCheck, ofPlaywright, ofRunner, ofVitest, sum } from './test-counts.mjs';
import { testEndToEnd } from './test-e2e.mjs';

main(async () => {
  await prepare(['display', 'keyring']);
  const reports = mkdtempSync(join(tmpdir(), 'keypost-test-'));
  const results = [];
  const suite = async (name, job) => {
    say(name);
    const counts = await job();
    results.push({ name, counts });
  };
  try {
    // Two at once: each of them keeps one core busy, and none of them minds another.
    const waiting = [...checks];
    const next = async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        const { name, tool, args } = check;
        await suite(name, async () => ofCheck(await runTool(tool, args)));
      }
    };
    await Promise.all([next(), next()]);
    await suite('unit tests', async () => {
      const report = join(reports, 'unit.json');
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      return ofRunner(await runTool('vitest', args), read(report, ofVitest));
    });
    await suite('end-to-end tests', async () => {
      const report = join(reports, 'e2e.json');
      const code = await testEndToEnd(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
      return ofRunner(code, read(report, ofPlaywright));
    });
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  process.stdout.write('\n');
  for (const { name, counts } of results) process.stdout.write(`${name.padEnd(32)}${asLine(counts)}\n`);
  const total = sum(results.map(({ counts }) => counts));
  process.stdout.write(`\n${asLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});

function read(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
