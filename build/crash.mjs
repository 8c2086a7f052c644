/**
 * `npm run crash`: the suites that kill programs again and again, and take too long for `npm test`. What stands after `--` picks
 * suites by the beginnings of their names. A suite more is one line more here.
 */
import { main, run, say, tools, BuildError } from './run.mjs';
import { testEndToEnd } from './test-e2e.mjs';

/** `run` resolves with an exit code. */
const suites = [
  { name: 'sends', run: () => testEndToEnd(['test/faults/crash.spec.ts'], { KEYPOST_KILLS: 'all' }) },
  { name: 'log', run: () => testLog({ KEYPOST_COMMITS: '100000' }) },
];

/** The log and the processes that read it, without Electron. */
const testLog = (env) =>
  run(process.execPath, [tools.vitest, 'run', 'test/unit/faults/log-stress.test.ts'], { env: { ...process.env, ...env } });

main(async () => {
  const wanted = process.argv.slice(2);
  const chosen = wanted.length === 0 ? suites : suites.filter(({ name }) => wanted.some((start) => name.startsWith(start)));
  if (chosen.length === 0) throw new BuildError(`name one of: ${suites.map(({ name }) => name).join(', ')}`);
  let worst = 0;
  for (const { name, run } of chosen) {
    say(`crash: ${name}`);
    worst = Math.max(worst, await run());
  }
  return worst;
});
