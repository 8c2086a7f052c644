/** Sessions without a usable keychain: each has its own explanation. */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { KeychainVault } from '../../electron/accounts/keychain-vault.ts';
import { SecretService } from '../../electron/accounts/keychain/secret-service.ts';
import type { Result } from '../../electron/shared/domain/result.ts';
import { forkedChildren } from './forked-child.ts';
import { gnomeKeyring } from './providers/gnome-keyring.ts';
import { Session } from './session.ts';

const sentence = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.sentence);
const noBusText = /this session has no session bus \(D-Bus\)/;

const open: (Session | KeychainVault)[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    if (one instanceof Session) await one.end();
    else one.close();
  }
});

function newSession(): Session {
  const session = new Session();
  open.push(session);
  return session;
}

function vaultIn(env: NodeJS.ProcessEnv): KeychainVault {
  const vault = new KeychainVault({
    startChild: forkedChildren(env).start,
    platform: 'linux',
    secretService: new SecretService({ environment: env }),
    quickMs: 2000,
    promptMs: 4000,
    lookEveryMs: 250,
  });
  open.push(vault);
  return vault;
}

it('no service: shows what to install', async () => {
  const session = newSession();
  await session.startBus();
  const vault = vaultIn(session.env);
  expect(await vault.probe()).toBe('absent');
  expect(sentence(await vault.read('a'))).toMatch(
    /^No keychain service is running on this computer\. Install and start GNOME Keyring, KWallet or KeePassXC/,
  );
});

it.each([
  ['disabled', () => 'disabled:'],
  ['not there', () => 'unix:path=/nonexistent/bus'],
  ['nonsense', () => 'nonsense'],
  ['unset', () => undefined],
  ['left behind by a bus that is gone', (session: Session) => `unix:path=${leftSocket(session)}`],
])('no bus (the address is %s): reports it', async (_, address) => {
  const session = newSession();
  const { DBUS_SESSION_BUS_ADDRESS: __, DISPLAY: ___, ...rest } = session.env;
  const given = address(session);
  const vault = vaultIn(given === undefined ? rest : { ...rest, DBUS_SESSION_BUS_ADDRESS: given });
  expect(await vault.probe()).toBe('noBus');
  expect(sentence(await vault.read('a'))).toMatch(noBusText);
  expect(sentence(await vault.write('a', { siteUrl: 's', realm: 'r', password: 'p', clientKey: '' }))).toMatch(noBusText);
});

it('locked: reports it', async () => {
  const session = newSession();
  await session.startBus();
  await gnomeKeyring.startOpen(session);
  const vault = vaultIn(session.env);
  expect((await vault.write('a', { siteUrl: 's', realm: 'r', password: 'p', clientKey: '' })).ok).toBe(true);
  await gnomeKeyring.lock(session);
  expect(sentence(await vault.read('a'))).toMatch(/^The keychain is locked\. Unlock it/);
});

it('a bus that ends while Keypost runs: reports it, and Keypost keeps running', async () => {
  const session = newSession();
  await session.startBus();
  await gnomeKeyring.startOpen(session);
  const vault = vaultIn(session.env);
  expect(await vault.read('a')).toEqual({ ok: true, value: null });
  await session.stopBus();
  expect(sentence(await vault.read('a'))).toMatch(noBusText);
});

it('a bus that does not respond is not mistaken for a missing one', async () => {
  const session = newSession();
  const path = join(session.folder, 'silent');
  const server = createServer().listen(path);
  const service = new SecretService({ environment: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }, timeoutMs: 200 });
  expect(await service.facts()).toEqual({ state: 'unknown' });
  server.close();
});

/** A socket file on which no process listens any more. */
function leftSocket(session: Session): string {
  const path = join(session.folder, 'left');
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
  return path;
}
