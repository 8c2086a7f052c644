/** The accounts on real files in a folder of their own, with a keychain and a practice realm that the test can break. */
import type { AccountDraft, AccountView } from '../../../../electron/shared/domain/account.ts';
import { AccountStore } from '../../../../electron/accounts/account-store.ts';
import { Accounts } from '../../../../electron/accounts/accounts.ts';
import type { PracticeSite } from '../../../../electron/accounts/practice-account.ts';
import { MissingSecrets } from '../../../../electron/accounts/missing-secrets.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import type { Result } from '../../../../electron/shared/domain/result.ts';
import { tempFolder, type TempFolder } from '../storage/temp-folder.ts';
import { draft } from './account-draft.ts';
import { FakeKeychain } from './fake-keychain.ts';

export const practiceSite: PracticeSite = { siteUrl: 'http://127.0.0.1:4711', realm: 'practice', password: 'practice' };

export interface Bench {
  accounts: Accounts;
  folder: TempFolder;
  keychain: FakeKeychain;
  memory: SessionVault;
  notified: { changes: number };
  notices: string[];
  practice: { starts: number; fails: boolean };
  names: () => string[];
  add: (changes?: Partial<AccountDraft>) => Promise<AccountView>;
}

/** Pass the folder and the keychain of an earlier bench to simulate the next start. */
export function accountsBench(folder = tempFolder(), keychain = new FakeKeychain()): Bench {
  const memory = new SessionVault();
  const notified = { changes: 0 };
  const notices: string[] = [];
  const practice = { starts: 0, fails: false };
  const store = new AccountStore(folder);
  let ids = store.list().length;
  const accounts = new Accounts({
    store,
    vaults: {
      keychain,
      memory,
      missing: new MissingSecrets(() => {
        notified.changes += 1;
      }),
    },
    practice: {
      site: () => {
        practice.starts += 1;
        return practice.fails ? Promise.reject(new Error('no port')) : Promise.resolve(practiceSite);
      },
    },
    onChange: () => {
      notified.changes += 1;
    },
    notify: (sentence) => notices.push(sentence),
    newId: () => `a${++ids}`,
  });
  const names = () => accounts.list().map(({ name }) => name);
  const add = async (changes: Partial<AccountDraft> = {}) => value(await accounts.save(draft(changes)));
  return { accounts, folder, keychain, memory, notified, notices, practice, names, add };
}

/** The draft that the form creates from a saved account: its secrets are empty. */
export const edit = (account: AccountView, changes: Partial<AccountDraft> = {}): AccountDraft => {
  const { id, name, kind, siteUrl, realm, clientName, reviewSends } = account;
  return draft({ id, name, kind, siteUrl, realm, clientName, reviewSends, password: '', ...changes });
};

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.sentence}`);
  return result.value;
}
