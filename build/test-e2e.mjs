/** `npm run test:e2e`: the end-to-end tests, in real Electron, with a real keyring. What stands after `--` goes to Playwright. */
import { availableParallelism } from 'node:os';
import { startDesktop } from './desktop.mjs';
import { electronArgs } from './electron-args.mjs';
import { prepare } from './prepare.mjs';
import { main, run, tools } from './run.mjs';

/** Test files under way at once. A start of Electron keeps one core busy; more than four share a disk for nothing. */
const workers = Math.min(availableParallelism(), 4);

/** Each worker has a desktop of its own, so that none meets another's windows, clipboard or keyring. Resolves with Playwright's exit code. */
export async function testEndToEnd(args, env = {}) {
  const electron = await prepare(['display', 'keyring', 'keyrings']);
  const desktops = [];
  try {
    for (let n = 0; n < workers; n++) desktops.push(await startDesktop());
    const { WAYLAND_DISPLAY: _, ...outer } = process.env;
    const own = {
      KEYPOST_ELECTRON_PATH: electron.path,
      KEYPOST_ELECTRON_ARGS: electronArgs().join(' '),
      KEYPOST_DESKTOPS: JSON.stringify(desktops.map((desktop) => desktop.env)),
    };
    return await run(process.execPath, [tools.playwright, 'test', ...args], { env: { ...outer, ...own, ...env } });
  } finally {
    await Promise.all(desktops.map((desktop) => desktop.stop()));
  }
}

if (process.argv[1]?.endsWith('test-e2e.mjs')) main(() => testEndToEnd(process.argv.slice(2)));
