/** Stores the accounts on disk, without their secrets: only where each secret is kept. */
import * as v from 'valibot';
import type { Result } from '../shared/domain/result.ts';
import { textOf } from '../shared/i18n/text.ts';
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../storage/state-file.ts';
import type { Upgrade } from '../storage/upgrade.ts';
import { AccountSchema, type Account } from '../shared/domain/account.ts';
import { practiceId } from './practice-account.ts';
import { isLoopback, tidySiteUrl } from '../shared/domain/site-url.ts';

/** Where an account's secret was stored. A secret in memory is lost when Keypost closes; the marker doesn't know about that. */
const MarkerSchema = v.object({ backend: v.picklist(['keychain', 'memory', 'none']), hasClientKey: v.boolean() });
export type SecretMarker = v.InferOutput<typeof MarkerSchema>;

/** One URL that may not be used is no reason to set all accounts aside; see whyRefusedAccount. */
const siteUrl = v.pipe(v.string(), v.maxLength(10_000));
export const AccountRecordSchema = v.object({ ...AccountSchema.entries, siteUrl, secret: MarkerSchema });
export type AccountRecord = v.InferOutput<typeof AccountRecordSchema>;

/** Ids have to be unique and different from that of the practice realm; otherwise accounts could not be told apart. */
const FileSchema = v.object({
  accounts: v.pipe(
    v.array(AccountRecordSchema),
    v.check((accounts) => new Set([practiceId, ...accounts.map(({ id }) => id)]).size === accounts.length + 1),
  ),
});
type AccountFile = v.InferOutput<typeof FileSchema>;

/** Version 2 adds whether production sends are reviewed. Before it there were no reviews; the safer setting is the default. */
const toVersion2: Upgrade = ({ accounts, ...rest }) => {
  if (!Array.isArray(accounts)) throw new Error('no accounts');
  return { ...rest, accounts: accounts.map((account: unknown) => ({ reviewSends: true, ...(account as object) })) };
};

export const accountsKind: StateKind<AccountFile> = {
  name: 'accounts',
  title: 'accounts',
  start: 'an empty one',
  schema: FileSchema,
  upgrades: [toVersion2],
  initial: { accounts: [] },
};

/** Every failure is `cannotSave` and leaves the accounts unchanged. */
export class AccountStore {
  readonly #file: StateFile<AccountFile>;

  constructor(folder: StateFolder) {
    this.#file = openStateFile(folder, accountsKind);
    for (const account of this.#file.data.accounts) {
      const reason = whyRefusedAccount(account);
      if (reason !== null) folder.notify(textOf({ code: 'account.refused', params: { name: account.name, reason } }));
    }
  }

  /** In the order in which they were created. Accounts that may not be used are left out, but stay in the file. */
  list(): readonly AccountRecord[] {
    return this.#file.data.accounts.filter((account) => whyRefusedAccount(account) === null);
  }

  get(id: string): AccountRecord | null {
    return this.list().find((account) => account.id === id) ?? null;
  }

  /** Replaces the account with this id, or adds the account at the end. */
  put(account: AccountRecord): Result<null> {
    const all = this.#file.data.accounts;
    const known = all.some(({ id }) => id === account.id);
    const accounts = all.map((other) => (other.id === account.id ? account : other));
    return this.#file.save({ accounts: known ? accounts : [...accounts, account] });
  }

  /** Also succeeds if there is no account with this id. */
  remove(id: string): Result<null> {
    return this.#file.save({ accounts: this.#file.data.accounts.filter((account) => account.id !== id) });
  }
}

/**
 * Why an account in the file may not be used (somebody else may have written it there); `null` if it may be used. The reason never quotes
 * the URL, which may contain a password.
 */
function whyRefusedAccount({ siteUrl, kind }: Pick<Account, 'siteUrl' | 'kind'>): string | null {
  if (!/^https?:\/\//i.test(siteUrl)) return textOf({ code: 'account.noWebAddress', params: undefined });
  const site = tidySiteUrl(siteUrl);
  if (!site.ok) return site.error.sentence;
  const isForeign = kind === 'practice' && !isLoopback(new URL(site.value).hostname);
  return isForeign ? textOf({ code: 'account.practiceElsewhere', params: undefined }) : null;
}
