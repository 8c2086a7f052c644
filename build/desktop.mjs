/**
 * A desktop for tests: a session bus, a keyring that is open, and a display, all of them new and private, all gone at the
 * end. `node build/desktop.mjs command …` runs a command in it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisplay } from './display.mjs';
import { main, run } from './run.mjs';

/** With an empty password the keyring would open a prompt and fail. */
const unlock = 'printf \'x\\n\' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';

/** Runs a command there; resolves with its exit code. */
export async function runOnDesktop(command, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-desktop-'));
  const display = await startDisplay();
  try {
    const own = { XDG_DATA_HOME: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'config'), XDG_RUNTIME_DIR: folder };
    const { WAYLAND_DISPLAY: _, ...outer } = process.env;
    const environment = { ...outer, ...own, DISPLAY: display.name, ...env };
    return await run('dbus-run-session', ['--', 'sh', '-c', unlock, 'sh', command, ...args], { env: environment });
  } finally {
    await display.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('desktop.mjs')) {
  const [command, ...args] = process.argv.slice(2);
  main(() => runOnDesktop(command ?? 'sh', args));
}
