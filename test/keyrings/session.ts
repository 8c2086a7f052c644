/** A separate session for each test: a bus, folders, and the programs that are started in it. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BusConnection, BusError } from '../../electron/accounts/dbus/bus-connection.ts';
import type { BusCall } from '../../electron/accounts/dbus/bus-message.ts';
import type { BusValue } from '../../electron/accounts/dbus/bus-values.ts';

/** Resolves when `check` is true. It polls, because other programs don't report when they are ready. */
export async function until(what: string, check: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const endsAt = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > endsAt) throw new Error(`timed out waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export class Session {
  readonly folder = mkdtempSync(join(tmpdir(), 'keypost-keyring-'));
  readonly env: NodeJS.ProcessEnv;
  readonly #socket = join(this.folder, 'bus');
  readonly #programs = new Set<ChildProcess>();
  #bus: ChildProcess | null = null;

  constructor() {
    for (const name of ['data', 'config', 'cache', 'run']) mkdirSync(join(this.folder, name), { mode: 0o700 });
    this.env = {
      ...process.env,
      HOME: this.folder,
      XDG_DATA_HOME: join(this.folder, 'data'),
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      XDG_CACHE_HOME: join(this.folder, 'cache'),
      XDG_RUNTIME_DIR: join(this.folder, 'run'),
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${this.#socket}`,
    };
  }

  /** The bus can't start services by itself, so that a keychain is there only when the test starts it. */
  async startBus(): Promise<void> {
    const config = join(this.folder, 'bus.conf');
    writeFileSync(config, busConfig(this.#socket));
    this.#bus = this.start('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile']);
    await until('the bus is there', () =>
      this.onBus(() => Promise.resolve(true)).catch((error: unknown) => {
        if (error instanceof BusError) return false;
        throw error;
      }),
    );
  }

  async stopBus(): Promise<void> {
    if (this.#bus) await killed(this.#bus);
  }

  start(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    const child = spawn(command, args, { env: this.env, stdio: 'ignore', ...options });
    this.#programs.add(child);
    return child;
  }

  /** Runs an action with a separate connection. */
  async onBus<T>(action: (bus: BusConnection) => Promise<T>): Promise<T> {
    const bus = await BusConnection.open(this.#socket, 5000);
    try {
      return await action(bus);
    } finally {
      bus.close();
    }
  }

  /** The values of a reply; none for an error. */
  async valuesOf(call: BusCall): Promise<readonly BusValue[]> {
    const reply = await this.onBus((bus) => bus.call(call, 5000));
    return reply.kind === 'values' ? reply.values : [];
  }

  async isOwned(name: string): Promise<boolean> {
    const reply = await this.onBus((bus) => bus.askBus('NameHasOwner', [name], 5000));
    return reply.kind === 'values' && reply.values[0] === true;
  }

  async end(): Promise<void> {
    for (const child of this.#programs) await killed(child);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Kills the process and resolves when it has ended. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const busConfig = (socket: string): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true" />
    <allow eavesdrop="true" />
    <allow own="*" />
  </policy>
</busconfig>
`;
