/** `npm run test:e2e`: the end-to-end tests, in real Electron, with a real keyring. What stands after `--` goes to Playwright. */
import { runOnDesktop } from './desktop.mjs';
import { electronArgs } from './electron-args.mjs';
import { prepare } from './prepare.mjs';
import { main, tools } from './run.mjs';

/** Resolves with Playwright's exit code. */
export async function testEndToEnd(args, env = {}) {
  const electron = await prepare(['display', 'keyring']);
  const own = { KEYPOST_ELECTRON_PATH: electron.path, KEYPOST_ELECTRON_ARGS: electronArgs().join(' ') };
  return runOnDesktop(process.execPath, [tools.playwright, 'test', ...args], { ...own, ...env });
}

if (process.argv[1]?.endsWith('test-e2e.mjs')) main(() => testEndToEnd(process.argv.slice(2)));
