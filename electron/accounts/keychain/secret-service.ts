/**
 * The state of the Secret Service (org.freedesktop.secrets), asked directly on the bus: unlike libsecret's messages, states and error names
 * don't depend on the language.
 */
import { statSync } from 'node:fs';
import { BusConnection, BusError, busName, canConnect } from '../dbus/bus-connection.ts';
import { sessionBusAddress, type BusEnvironment } from '../dbus/bus-address.ts';
import type { BusCall, BusReply } from '../dbus/bus-message.ts';
import type { BusValue } from '../dbus/bus-values.ts';

/**
 * `unknown`: the bus can't be accessed from here. `owner` is the connection that provides the service; if it changes, the service was
 * restarted. `open` includes a keychain that is locked for new clients but needs no prompt, as KWallet does.
 */
export type ServiceFacts =
  | { state: 'noBus' | 'absent' | 'cannotStart' | 'unknown' }
  | { state: 'denied' | 'notResponding' | 'noCollection' | 'locked' | 'open'; owner: string };

/** The number of entries with the given attributes. Locked entries are counted only if the service shows them. */
export interface FoundEntries {
  unlocked: number;
  locked: number;
}

export interface SecretServiceOptions {
  environment?: BusEnvironment;
  /** Timeout of each call in milliseconds. */
  timeoutMs?: number;
}

const secrets = 'org.freedesktop.secrets';
const service = { destination: secrets, path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };
const properties = 'org.freedesktop.DBus.Properties';
const accessDenied = 'org.freedesktop.DBus.Error.AccessDenied';
const noReply = ['org.freedesktop.DBus.Error.NoReply', 'org.freedesktop.DBus.Error.Timeout', 'org.freedesktop.DBus.Error.TimedOut'];

/** No method opens a prompt, and no promise rejects. */
export class SecretService {
  readonly #environment: BusEnvironment;
  readonly #timeoutMs: number;

  constructor({ environment = process.env, timeoutMs = 1500 }: SecretServiceOptions = {}) {
    this.#environment = environment;
    this.#timeoutMs = timeoutMs;
  }

  /** The connection that provides the service; `null` if there is none or the bus can't be asked. */
  async owner(): Promise<string | null> {
    const asked = await this.#onBus((bus) => this.#owner(bus));
    return asked.ok ? asked.value : null;
  }

  async facts(): Promise<ServiceFacts> {
    const asked = await this.#onBus((bus) => this.#facts(bus));
    return asked.ok ? asked.value : { state: asked.reason };
  }

  /**
   * `null` if the service doesn't report it. Call this only while the state is `open`, because KeePassXC opens a prompt for a locked
   * database.
   */
  async count(attributes: Readonly<Record<string, string>>): Promise<FoundEntries | null> {
    const asked = await this.#onBus(async (bus) => {
      const args = [Object.entries(attributes)];
      const [unlocked, locked] = valuesOf(await this.#call(bus, { ...service, member: 'SearchItems', signature: 'a{ss}', args }));
      return Array.isArray(unlocked) && Array.isArray(locked) ? { unlocked: unlocked.length, locked: locked.length } : null;
    });
    return asked.ok ? asked.value : null;
  }

  async #facts(bus: BusConnection): Promise<ServiceFacts> {
    const owner = (await this.#owner(bus)) ?? (await this.#started(bus));
    if (owner === null) return { state: 'absent' };
    if (owner === '') return { state: 'cannotStart' };
    try {
      const reply = await this.#call(bus, { ...service, member: 'ReadAlias', signature: 's', args: ['default'] });
      if (reply.kind === 'error') return { state: stateOfError(reply.name), owner };
      const collection = reply.values[0];
      if (typeof collection !== 'string' || collection === '/') return { state: 'noCollection', owner };
      const locked = await this.#property(bus, collection, 'Locked');
      if (locked !== true) return { state: 'open', owner };
      return { state: (await this.#isOpenWallet(bus, collection)) ? 'open' : 'locked', owner };
    } catch (error) {
      if (error instanceof BusError && error.reason === 'silent') return { state: 'notResponding', owner };
      throw error;
    }
  }

  async #owner(bus: BusConnection): Promise<string | null> {
    const [owner] = valuesOf(await bus.askBus('GetNameOwner', [secrets], this.#timeoutMs));
    return typeof owner === 'string' ? owner : null;
  }

  /**
   * Starts the service if the bus can activate it, as libsecret's own call would. `null`: the bus knows no such service. Empty text: it
   * doesn't start.
   */
  async #started(bus: BusConnection): Promise<string | null> {
    const [names] = valuesOf(await bus.askBus('ListActivatableNames', [], this.#timeoutMs));
    if (!Array.isArray(names) || !names.includes(secrets)) return null;
    try {
      await this.#call(bus, {
        destination: busName,
        path: '/org/freedesktop/DBus',
        interface: busName,
        member: 'StartServiceByName',
        signature: 'su',
        args: [secrets, 0],
      });
    } catch (error) {
      if (!(error instanceof BusError && error.reason === 'silent')) throw error;
    }
    return (await this.#owner(bus)) ?? '';
  }

  async #property(bus: BusConnection, path: string, name: string): Promise<BusValue | undefined> {
    const args = ['org.freedesktop.Secret.Collection', name];
    return valuesOf(await this.#call(bus, { destination: secrets, path, interface: properties, member: 'Get', signature: 'ss', args }))[0];
  }

  /** KWallet reports a wallet as locked until each client has unlocked it. While the wallet is open, that needs no prompt. */
  async #isOpenWallet(bus: BusConnection, collection: string): Promise<boolean> {
    const label = await this.#property(bus, collection, 'Label');
    if (typeof label !== 'string') return false;
    for (const version of [6, 5]) {
      const name = `org.kde.kwalletd${version}`;
      const [owned] = valuesOf(await bus.askBus('NameHasOwner', [name], this.#timeoutMs));
      if (owned !== true) continue;
      const call = { destination: name, path: `/modules/kwalletd${version}`, interface: 'org.kde.KWallet', member: 'isOpen' };
      const [open] = valuesOf(await this.#call(bus, { ...call, signature: 's', args: [label] }));
      if (open === true) return true;
    }
    return false;
  }

  #call(bus: BusConnection, call: BusCall): Promise<BusReply> {
    return bus.call(call, this.#timeoutMs);
  }

  /** Opens a new connection for each set of calls, so that none outlives the bus that it belongs to. */
  async #onBus<T>(
    questions: (bus: BusConnection) => Promise<T>,
  ): Promise<{ ok: true; value: T } | { ok: false; reason: 'noBus' | 'unknown' }> {
    const address = sessionBusAddress(this.#environment, isSocket);
    if (address.kind === 'none') return { ok: false, reason: 'noBus' };
    const paths = address.kind === 'sockets' ? address.paths.filter(canConnect) : [];
    if (paths.length === 0) return { ok: false, reason: 'unknown' };
    let reason: 'noBus' | 'unknown' = 'noBus';
    for (const path of paths) {
      let bus: BusConnection | null = null;
      try {
        bus = await BusConnection.open(path, this.#timeoutMs);
        return { ok: true, value: await questions(bus) };
      } catch (error) {
        // A bus that refuses the connection or doesn't reply exists all the same, so its state is unknown.
        if (!(error instanceof BusError) || error.reason !== 'gone') reason = 'unknown';
      } finally {
        bus?.close();
      }
    }
    return { ok: false, reason };
  }
}

const valuesOf = (reply: BusReply): readonly BusValue[] => (reply.kind === 'values' ? reply.values : []);

function stateOfError(name: string): 'denied' | 'notResponding' | 'noCollection' {
  if (name === accessDenied) return 'denied';
  return noReply.includes(name) ? 'notResponding' : 'noCollection';
}

function isSocket(path: string): boolean {
  try {
    return statSync(path).isSocket();
  } catch {
    return false;
  }
}
