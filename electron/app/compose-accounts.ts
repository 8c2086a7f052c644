/** Creates accounts, proxy logins and presets, and the vaults for their secrets. */
import { randomUUID } from 'node:crypto';
import { AccountStore } from '../accounts/account-store.ts';
import { Accounts } from '../accounts/accounts.ts';
import { KeychainVault } from '../accounts/keychain-vault.ts';
import { MissingSecrets } from '../accounts/missing-secrets.ts';
import { ProxyLoginStore } from '../accounts/proxy-login-store.ts';
import { ProxyLogins } from '../accounts/proxy-logins.ts';
import { SessionVault } from '../accounts/session-vault.ts';
import { electronChildren } from '../child/electron-child.ts';
import { emit } from '../ipc/serve.ts';
import { PracticeOnDemand } from '../practice/on-demand.ts';
import { PresetStore } from '../presets/preset-store.ts';
import { Presets } from '../presets/presets.ts';
import { starterPresets } from '../presets/starter-presets.ts';
import { createEmitter } from '../shared/base/emitter.ts';
import type { AppContext } from './app-context.ts';
import type { DiagnosticsServices } from './compose-diagnostics.ts';

export type AccountsServices = ReturnType<typeof composeAccounts>;

export function composeAccounts({ scripts, files, notices, now }: AppContext, { recentSecrets }: DiagnosticsServices) {
  const practice = new PracticeOnDemand(async () => (await import('../practice/realm.ts')).startPracticeRealm());
  // Not started through the log's children, which are all ended when the log's files are moved: a send may be waiting for its secret.
  const keychain = new KeychainVault({ startChild: electronChildren(scripts) });
  const accountsChanged = (): void => {
    emit('accountsChanged', null);
  };
  const vaults = {
    keychain: recentSecrets.watch(keychain),
    memory: recentSecrets.watch(new SessionVault()),
    missing: new MissingSecrets(accountsChanged),
  };
  const changed = createEmitter();
  const accounts = new Accounts({ store: new AccountStore(files), vaults, practice, onChange: changed.emit, notify: notices.add });
  const proxyLogins = new ProxyLogins({ store: new ProxyLoginStore(files), vaults, notify: notices.add });
  const presets = new Presets({
    store: new PresetStore(files, () => starterPresets(now(), randomUUID)),
    now,
    onChange: () => {
      emit('presetsChanged', null);
    },
  });
  return { accounts, practice, changed, accountsChanged, keychain, proxyLogins, presets };
}
