/** What is said of a preset whose changes were saved. Pure. */
import type { AccountView, Preset } from '../../electron/shared/ipc/contract.ts';
import type { Text } from '../../electron/shared/i18n/text.ts';

type Named = Pick<AccountView, 'id' | 'name'>;

/** The account of a preset as it is named to people. */
export function accountNameOf(accountId: string | null, accounts: readonly Named[]): string {
  if (accountId === null) return 'any account';
  return accounts.find(({ id }) => id === accountId)?.name ?? 'an account that was removed';
}

/** Names what it was moved to: where it is looked for, and as whom it is sent, must not change unseen. */
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
