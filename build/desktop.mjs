/**
 * A desktop for tests: a session bus, a keyring that is open, and a display, all of them new and private, all gone at the
 * end. `node build/desktop.mjs command …` runs a command in it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startDisplay } from './display.mjs';
import { main, run, BuildError } from './run.mjs';

/** Opens the keyring, says where the bus is, and holds the bus until its input ends. With an empty password the keyring would open a prompt and fail. */
const session =
  "printf 'x\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; printf '%s\\n' \"$DBUS_SESSION_BUS_ADDRESS\"; exec cat";

/** Starts one; `env` is for the programs that are to use it, and `stop` ends it. */
export async function startDesktop() {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-desktop-'));
  const display = await startDisplay();
  const env = {
    DISPLAY: display.name,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_RUNTIME_DIR: folder,
  };
  const bus = spawn('dbus-run-session', ['--', 'sh', '-c', session], {
    env: { ...outerEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const stop = async () => {
    bus.stdin.end();
    if (bus.exitCode === null && bus.signalCode === null) await once(bus, 'exit');
    await display.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { env: { ...env, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus) }, stop };
  } catch (error) {
    await display.stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function firstLine(bus) {
  const failed = once(bus, 'error').then(([error]) => {
    throw new BuildError(`dbus-run-session could not be started (${error.message}).`);
  });
  const ended = once(bus, 'exit').then(() => {
    throw new BuildError('The session bus ended at once.');
  });
  for (const never of [failed, ended]) never.catch(() => undefined);
  const [line] = await Promise.race([once(createInterface(bus.stdout), 'line'), failed, ended]);
  return line;
}

/** What a program on such a desktop inherits: everything but the way to the person's own. */
function outerEnvironment() {
  const { WAYLAND_DISPLAY: _, ...outer } = process.env;
  return outer;
}

/** Runs a command there; resolves with its exit code. */
export async function runOnDesktop(command, args, env = {}) {
  const desktop = await startDesktop();
  try {
    return await run(command, args, { env: { ...outerEnvironment(), ...desktop.env, ...env } });
  } finally {
    await desktop.stop();
  }
}

if (process.argv[1]?.endsWith('desktop.mjs')) {
  const [command, ...args] = process.argv.slice(2);
  main(() => runOnDesktop(command ?? 'sh', args));
}
