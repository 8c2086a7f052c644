/** Format and lint of the files that are staged for a commit; `build/hooks/pre-commit` runs it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture, main, projectFolder, runTool, BuildError } from './run.mjs';

const linted = /\.(?:ts|svelte|mjs|js)$/;

main(async () => {
  const { code: failed, stdout, stderr } = capture('git', ['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z']);
  if (failed !== 0) throw new BuildError(`git could not tell what is staged: ${stderr.trim()}`);
  const staged = stdout.split('\0').filter((name) => name !== '' && existsSync(join(projectFolder, name)));
  if (staged.length === 0) return 0;
  const format = await runTool('prettier', ['--check', '--ignore-unknown', '--log-level', 'warn', ...staged]);
  const code = staged.filter((name) => linted.test(name));
  const lint = code.length === 0 ? 0 : await runTool('eslint', ['--max-warnings', '0', '--no-warn-ignored', ...code]);
  return Math.max(format, lint);
});
