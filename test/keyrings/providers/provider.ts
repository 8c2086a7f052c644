/** A program that keeps secrets and serves the Secret Service. */
import type { ChildProcess } from 'node:child_process';
import { BusError } from '../../../electron/accounts/dbus/bus-connection.ts';
import type { BusCall } from '../../../electron/accounts/dbus/bus-message.ts';
import type { Session } from '../session.ts';

export interface Provider {
  name: string;
  /** Whether a locked one opens a window and waits; otherwise it gives up at once, as if the prompt had been dismissed. */
  prompts: boolean;
  /** Starts it with an empty keyring the first time, then with what it kept; resolves when it is open. */
  startOpen(session: Session): Promise<ChildProcess>;
  /** Locks it; resolves when it is locked. */
  lock(session: Session): Promise<void>;
  /** Whether it waits for a person. */
  isPrompting(session: Session): Promise<boolean>;
  /** Has it write to disk what it would otherwise keep for later. */
  flush(session: Session): Promise<void>;
}

export const secrets = 'org.freedesktop.secrets';
const service = { destination: secrets, path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };

export async function defaultCollection(session: Session): Promise<string> {
  const [path] = await session.ask({ ...service, member: 'ReadAlias', signature: 's', args: ['default'] });
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
  return (await session.ask(call))[0] === true;
}

/** Whether a search gets no reply: KeePassXC asks for the password of a locked database before it looks. */
export async function isSearchHeldUp(session: Session): Promise<boolean> {
  const call: BusCall = { ...service, member: 'SearchItems', signature: 'a{ss}', args: [[['service', 'Keypost']]] };
  return session.onBus((bus) =>
    bus.call(call, 500).then(
      () => false,
      (error: unknown) => error instanceof BusError && error.reason === 'silent',
    ),
  );
}

/** Whether a prompt is open: each is an object of the service. */
export async function hasPrompt(session: Session): Promise<boolean> {
  const call = { destination: secrets, path: '/org/freedesktop/secrets/prompt', interface: 'org.freedesktop.DBus.Introspectable' };
  const [xml] = await session.ask({ ...call, member: 'Introspect' });
  return typeof xml === 'string' && xml.includes('<node name=');
}

/** Where locking takes a prompt, as in KeePassXC, that is answered at once: its dialog is switched off. */
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
