/** `npm run hooks`: checks format and lint of what is committed, from now on. `-- --off` turns that off again. */
import { capture, main, say, BuildError } from './run.mjs';

const key = 'core.hooksPath';
const folder = 'build/hooks';

main(async () => {
  const off = process.argv.includes('--off');
  const { code, stderr } = capture('git', off ? ['config', '--unset', key] : ['config', key, folder]);
  // 5: there was none.
  if (code !== 0 && !(off && code === 5)) throw new BuildError(`git could not set the hooks: ${stderr.trim()}`);
  say(off ? 'commits are not checked any more' : 'format and lint of what you commit are checked');
  return 0;
});
