/** The checks that need no running app. `node build/checks.mjs name …` runs some of them. */
import { main, runTool, BuildError } from './run.mjs';

export const checks = [
  { name: 'lint', tool: 'eslint', args: ['--max-warnings', '0', '.'] },
  // Layers of folders, and cycles of imports.
  { name: 'layers', tool: 'dependencyCruiser', args: ['--config', '.dependency-cruiser.mjs', 'electron', 'renderer'] },
  { name: 'unused code', tool: 'knip', args: [] },
  { name: 'types', tool: 'tsc', args: ['--project', 'tsconfig.json'] },
  // One program for all that drives the app: each would read the whole app anew.
  { name: 'types of the app tests', tool: 'tsc', args: ['--project', 'tsconfig.app-tests.json'] },
  {
    name: 'types of the page',
    tool: 'svelteCheck',
    args: ['--tsconfig', './tsconfig.renderer.json', '--fail-on-warnings', '--output', 'human'],
  },
  { name: 'format', tool: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
];

if (process.argv[1]?.endsWith('checks.mjs')) {
  main(async () => {
    const names = process.argv.slice(2);
    const chosen = checks.filter(({ name }) => names.some((wanted) => name.startsWith(wanted)));
    if (chosen.length === 0) throw new BuildError(`name one of: ${checks.map(({ name }) => name).join(', ')}`);
    let worst = 0;
    for (const { tool, args } of chosen) worst = Math.max(worst, await runTool(tool, args));
    return worst;
  });
}
