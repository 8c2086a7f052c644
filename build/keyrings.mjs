/** `npm run keyrings`: Keypost's keychain with real ones (GNOME Keyring, KeePassXC, KWallet), open, locked, killed, started again. */
import { startDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { main, runTool } from './run.mjs';

/** Resolves with the exit code of the tests. Each of them has a session bus and folders of its own. */
export async function testKeyrings(args) {
  await prepare(['display', 'keyring', 'keyrings']);
  const display = await startDisplay();
  try {
    const { WAYLAND_DISPLAY: _, ...outer } = process.env;
    const env = { ...outer, DISPLAY: display.name };
    return await runTool('vitest', ['run', '--config', 'test/keyrings/vitest.config.ts', ...args], { env });
  } finally {
    await display.stop();
  }
}

if (process.argv[1]?.endsWith('keyrings.mjs')) main(() => testKeyrings(process.argv.slice(2)));
