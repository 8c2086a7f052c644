/** Opens the bridge for the page, with a handler for every command. */
import { app, clipboard, type BrowserWindow } from 'electron';
import { connectionTest } from '../accounts/test-connection.ts';
import { vaultStatus } from '../accounts/vault-status.ts';
import { serve } from '../ipc/serve.ts';
import { specialKeys } from '../practice/special-keys.ts';
import type { VaultStatus } from '../shared/domain/account.ts';
import type { AppState } from '../shared/ipc/contract.ts';
import { watchGestures } from '../window/window-input.ts';
import type { AppContext } from './app-context.ts';
import { commands } from './commands.ts';
import type { AccountsServices } from './compose-accounts.ts';
import type { DiagnosticsServices } from './compose-diagnostics.ts';
import type { LogServices } from './compose-log.ts';
import type { LogWorkServices } from './compose-log-work.ts';
import type { RealmServices } from './compose-realm.ts';
import type { SendingServices } from './compose-sending.ts';
import type { SettingsServices } from './compose-settings.ts';

export type ComposedServices = DiagnosticsServices &
  SettingsServices &
  LogServices &
  AccountsServices &
  RealmServices &
  SendingServices &
  LogWorkServices;

export function composeCommands(
  { folder, page, notices }: AppContext,
  services: Omit<ComposedServices, 'changed'>,
  window: BrowserWindow,
): void {
  const { accounts, keychain, log, isNew, proxyLogins, transport } = services;
  const test = connectionTest({ accounts, transport });
  const appState = (): AppState => {
    const empty = isNew ? log.isEmpty() : null;
    return {
      version: app.getVersion(),
      folder,
      firstStart: empty?.ok === true && empty.value,
      notices: notices.list,
      practiceKeys: specialKeys,
    };
  };
  const handlers = commands({
    ...services,
    appState,
    copyText: (text) => clipboard.writeText(text),
    dismissNotice: notices.dismiss,
    testConnection: (draft) => {
      services.recentSecrets.remember(draft);
      return test(draft);
    },
    vaultStatus: () => lookAtVault(keychain, [accounts, proxyLogins]),
  });
  serve(handlers, page.url, { takeGesture: watchGestures(window) });
}

/** When the keychain is available, the accounts and proxy logins check their secrets. */
async function lookAtVault(
  keychain: AccountsServices['keychain'],
  keepers: readonly { lookForSecrets(): Promise<unknown> }[],
): Promise<VaultStatus> {
  const status = await vaultStatus(keychain);
  if (status.state === 'available') await Promise.all(keepers.map((keeper) => keeper.lookForSecrets()));
  return status;
}
