/** Texts about a preset whose changes were saved. */
import type { AccountView, Preset } from '../../electron/shared/ipc/contract.ts';
import type { Text } from '../../electron/shared/i18n/text.ts';

type Named = Pick<AccountView, 'id' | 'name'>;

/** The name of a preset's account for people. */
export function accountNameOf(accountId: string | null, accounts: readonly Named[]): string {
  if (accountId === null) return 'any account';
  return accounts.find(({ id }) => id === accountId)?.name ?? 'an account that was removed';
}

/** Names the new list or account, because a change of where the preset is listed or who sends it must be visible. */
export function savedText(before: Preset, saved: Preset, accounts: readonly Named[]): Text {
  const { name } = saved;
  const account =
    before.accountId === saved.accountId
      ? null
      : { from: accountNameOf(before.accountId, accounts), to: accountNameOf(saved.accountId, accounts) };
  const list = before.list === saved.list ? null : { from: before.list, to: saved.list };
  if (account === null && list === null) return { code: 'preset.saved', params: { name } };
  return { code: 'preset.savedAndMoved', params: { name, moved: { account, list } } };
}
