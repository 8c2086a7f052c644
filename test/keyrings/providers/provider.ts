/** A program that stores secrets and provides the Secret Service. */
import type { ChildProcess } from 'node:child_process';
import { BusError } from '../../../electron/accounts/dbus/bus-connection.ts';
import type { BusCall } from '../../../electron/accounts/dbus/bus-message.ts';
import type { Session } from '../session.ts';

export interface Provider {
  name: string;
  /** Whether it opens a window and waits when it is locked. Otherwise it fails at once, as if the prompt had been dismissed. */
  prompts: boolean;
  /** Starts it, unlocked: the first time with an empty keyring, then with what it has stored. */
  startOpen(session: Session): Promise<ChildProcess>;
  /** Locks it; resolves when it is locked. */
  lock(session: Session): Promise<void>;
  /** Whether a prompt is open. */
  isPrompting(session: Session): Promise<boolean>;
  /** Makes it write pending changes to disk. */
  flush(session: Session): Promise<void>;
}

export const secrets = 'org.freedesktop.secrets';
const service = { destination: secrets, path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };

export async function defaultCollection(session: Session): Promise<string> {
  const [path] = await session.valuesOf({ ...service, member: 'ReadAlias', signature: 's', args: ['default'] });
  return typeof path === 'string' ? path : '/';
}

export async function isLocked(session: Session, collection: string): Promise<boolean> {
  const args = ['org.freedesktop.Secret.Collection', 'Locked'];
  const call = {
    destination: secrets,
    path: collection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    args,
  };
  return (await session.valuesOf(call))[0] === true;
}

/** Whether a search gets no reply, because KeePassXC prompts for the password of a locked database first. */
export async function isSearchHeldUp(session: Session): Promise<boolean> {
  const call: BusCall = { ...service, member: 'SearchItems', signature: 'a{ss}', args: [[['service', 'Keypost']]] };
  return session.onBus((bus) =>
    bus.call(call, 500).then(
      () => false,
      (error: unknown) => error instanceof BusError && error.reason === 'silent',
    ),
  );
}

/** Whether a prompt is open: each prompt is an object of the service. */
export async function hasPrompt(session: Session): Promise<boolean> {
  const call = { destination: secrets, path: '/org/freedesktop/secrets/prompt', interface: 'org.freedesktop.DBus.Introspectable' };
  const [xml] = await session.valuesOf({ ...call, member: 'Introspect' });
  return typeof xml === 'string' && xml.includes('<node name=');
}

/** Locking takes a prompt in KeePassXC, which completes at once, because its dialog is turned off. */
export async function lockCollection(session: Session, collection: string): Promise<void> {
  await session.onBus(async (bus) => {
    const reply = await bus.call({ ...service, member: 'Lock', signature: 'ao', args: [[collection]] }, 5000);
    const prompt = reply.kind === 'values' ? reply.values[1] : '/';
    if (typeof prompt !== 'string' || prompt === '/') return;
    await bus.call(
      { destination: secrets, path: prompt, interface: 'org.freedesktop.Secret.Prompt', member: 'Prompt', signature: 's', args: [''] },
      5000,
    );
  });
}
