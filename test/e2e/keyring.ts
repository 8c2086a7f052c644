/** A session bus with its own keyring, which a test can lock, stop or forbid without affecting other tests. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface Keyring {
  /** Environment variables for the program that uses this keyring. */
  env: Readonly<Record<string, string>>;
  /** Locks it. No prompt to unlock it can open. */
  lock(): void;
  /** Stops its process, so that every call hangs. */
  hang(): void;
  /** Ends its service. */
  kill(): Promise<void>;
  /** Ends its service, if it still runs, and starts it again, unlocked. */
  restart(): Promise<void>;
  /** Replaces a stored secret. */
  put(account: string, value: string): void;
  /** Removes a stored secret. */
  remove(account: string): void;
  stop(): Promise<void>;
}

const keytar = createRequire(import.meta.url).resolve('keytar');

/** On a `forbidden` bus, no program may call the keyring. */
export async function startKeyring(folder: string, forbidden = false): Promise<Keyring> {
  const home = join(folder, 'keyring');
  mkdirSync(join(home, 'data'), { recursive: true });
  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfig(join(home, 'bus'), forbidden));
  // Without a display no prompt can open: unlocking fails at once, as if the prompt had been dismissed.
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env;
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address'], {
    env: rest,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(bus.stdout, 'data')) as [Buffer];
  const env = { DBUS_SESSION_BUS_ADDRESS: line.toString().trim(), XDG_DATA_HOME: join(home, 'data') };
  const daemonEnv = { ...rest, ...env, XDG_RUNTIME_DIR: home };
  const startDaemon = async (): Promise<ChildProcess> => {
    const started = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
      env: daemonEnv,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    started.stdin.end('x\n');
    await untilServed(daemonEnv);
    return started;
  };
  let daemon = await startDaemon();
  const keytarCall = (call: string, ...args: string[]): void => {
    const script = `require(${JSON.stringify(keytar)}).${call}('Keypost', ...process.argv.slice(1))`;
    const { status } = spawnSync(process.execPath, ['-e', script, ...args], { env: daemonEnv });
    if (status !== 0) throw new Error('the keyring could not be changed');
  };
  return {
    env,
    lock: () => {
      callBus(daemonEnv, 'org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', [
        'array:objpath:/org/freedesktop/secrets/collection/login',
      ]);
    },
    hang: () => void daemon.kill('SIGSTOP'),
    kill: () => ended(daemon),
    restart: async () => {
      await ended(daemon);
      daemon = await startDaemon();
    },
    put: (account, value) => keytarCall('setPassword', account, value),
    remove: (account) => keytarCall('deletePassword', account),
    stop: async () => {
      await Promise.all([ended(daemon), ended(bus)]);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Polls the bus until the keyring owns its name: neither program reports when it is ready. */
async function untilServed(env: NodeJS.ProcessEnv): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const reply = callBus(env, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', [
      'string:org.freedesktop.secrets',
    ]);
    if (reply.includes('true')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the keyring did not start');
}

function callBus(env: NodeJS.ProcessEnv, to: string, path: string, method: string, args: readonly string[]): string {
  const { stdout } = spawnSync('dbus-send', ['--session', '--print-reply', `--dest=${to}`, path, method, ...args], {
    env,
    encoding: 'utf8',
  });
  return stdout;
}

const busConfig = (
  socket: string,
  forbidden: boolean,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true" />
    <allow eavesdrop="true" />
    <allow own="*" />
    ${forbidden ? '<deny send_destination="org.freedesktop.secrets" />' : ''}
  </policy>
</busconfig>
`;
