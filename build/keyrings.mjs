/** `npm run keyrings`: Keypost's keychain with real ones (GNOME Keyring, KeePassXC, KWallet), open, locked, killed, started again. */
import { constants } from 'node:os';
import { startDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { main, runTool, runToolAside } from './run.mjs';

/** Resolves with the exit code of the tests. Each of them has a session bus and folders of its own. */
export async function testKeyrings(args, runner = runTool) {
  await prepare(['display', 'keyring', 'keyrings']);
  const display = await startDisplay();
  try {
    const { WAYLAND_DISPLAY: _, ...outer } = process.env;
    const env = { ...outer, DISPLAY: display.name };
    return await runner('vitest', ['run', '--config', 'test/keyrings/vitest.config.ts', ...args], { env });
  } finally {
    await display.stop();
  }
}

/** Beside other tests. They wait for other programs, so they are not put behind everything else. */
export const testKeyringsAside = (args) =>
  testKeyrings(args, (name, all, options) => runToolAside(name, all, { ...options, priority: constants.priority.PRIORITY_NORMAL }));

if (process.argv[1]?.endsWith('keyrings.mjs')) main(() => testKeyrings(process.argv.slice(2)));
