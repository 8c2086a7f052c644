/** The commands for accounts, and access to the secret of an account. */
import { randomUUID } from 'node:crypto';
import { fail, ok, type Failure, type Result } from '../shared/domain/result.ts';
import { textOf } from '../shared/i18n/text.ts';
import type { Account, AccountDraft, AccountView } from '../shared/domain/account.ts';
import type { AccountRecord, AccountStore } from './account-store.ts';
import { checkAccount } from './check-account.ts';
import { practiceAccount, practiceId, practiceName, type PracticePort, type PracticeSite } from './practice-account.ts';
import { SecretKeeper, type Vaults } from './secret-keeper.ts';
import type { Secret, UndoWrite } from './vault.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

export interface AccountsDeps {
  store: AccountStore;
  vaults: Vaults;
  practice: PracticePort;
  /** Called after every change to the result of `list`. */
  onChange: () => void;
  /** Called with a text for people when a secret could not be removed or restored. */
  notify: (sentence: string) => void;
  newId?: () => string;
}

/**
 * Changes run one after the other, and each one is made completely or not at all. Failures: `builtIn`, `noSuchAccount`, `cannotSave`,
 * `keychainLocked`, `keychainAbsent`, `keychainFailed`, and those listed at the methods.
 */
export class Accounts {
  readonly #deps: Required<AccountsDeps>;
  readonly #secrets: SecretKeeper;
  #site: PracticeSite | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(deps: AccountsDeps) {
    this.#deps = { newId: randomUUID, ...deps };
    this.#secrets = new SecretKeeper(deps.vaults);
  }

  /** The practice account comes first. Accesses neither the keychain nor the practice realm. */
  list(): readonly AccountView[] {
    return [practiceAccount(this.#site), ...this.#deps.store.list().map((record) => this.#view(record))];
  }

  get(id: string): AccountView | null {
    if (id === practiceId) return practiceAccount(this.#site);
    const record = this.#deps.store.get(id);
    return record && this.#view(record);
  }

  /** Whether the keychain should contain a secret of an account. */
  expectsKeychain(): boolean {
    return this.#deps.store.list().some((record) => record.secret.backend === 'keychain');
  }

  /** Checks which secrets are no longer in the keychain, without opening a prompt. */
  async lookForSecrets(): Promise<void> {
    for (const record of this.#deps.store.list()) await this.#secrets.look(record);
  }

  /**
   * Adds an account (`id: null`) or changes one. `invalid`, `secretMissing` and failures of the keychain come with a text for the field
   * that they belong to.
   */
  save(draft: AccountDraft): Promise<Result<AccountView>> {
    return this.#inTurn(() => this.#save(draft));
  }

  /** Removes an account with its secret, wherever that is stored. The account is kept if its secret can't be removed. */
  remove(id: string): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const record = this.#own(id);
      if (!record.ok) return record;
      const cleared = await this.#secrets.clear(record.value);
      // If there is no keychain any more, its accounts can be removed all the same. A locked one can be unlocked first.
      if (!cleared.ok && cleared.error.code !== 'vaultAbsent') return fail(...keychainProblemText(cleared.error));
      const removed = this.#deps.store.remove(id);
      if (!removed.ok) {
        if (cleared.ok) await this.#undo(cleared.value, notPutBack(record.value));
        return removed;
      }
      if (!cleared.ok) this.#deps.notify(leftBehind(record.value));
      this.#deps.onChange();
      return removed;
    });
  }

  /** Deletes the password and the client key. */
  clearSecret(id: string): Promise<Result<AccountView>> {
    return this.#inTurn(async () => {
      const record = this.#own(id);
      if (!record.ok) return record;
      const cleared = await this.#secrets.clear(record.value);
      if (!cleared.ok) return fail(...keychainProblemText(cleared.error));
      const next: AccountRecord = { ...record.value, secret: { backend: 'none', hasClientKey: false } };
      const saved = this.#deps.store.put(next);
      if (!saved.ok) {
        await this.#undo(cleared.value, notPutBack(record.value));
        return saved;
      }
      this.#deps.onChange();
      return ok(this.#view(next));
    });
  }

  /**
   * The secret to send with, and the site that it may be sent to. For the practice account this starts the practice realm. Fails only with
   * `noCredentials`, `vaultLocked`, `vaultAbsent`, `vaultFailed` or `vaultUnreadable`. Aborting `signal` stops waiting for a prompt of the
   * keychain.
   */
  async secretFor(account: Account, signal?: AbortSignal): Promise<Result<Secret>> {
    if (account.id === practiceId) return this.#practiceSecret();
    const record = this.#deps.store.get(account.id);
    const secret = record ? await this.#secrets.read(record, account, signal) : ok(null);
    if (!secret.ok) return secret;
    if (!secret.value) {
      const { name } = account;
      const isMissing = record !== null && this.#secrets.isMissing(record);
      if (isMissing) return fail('noCredentials', textOf({ code: 'keychain.entryGone', params: { name } }));
      return fail('noCredentials', `No password is stored for ${name}. Open Accounts and type it.`);
    }
    if (account.clientName !== '' && secret.value.clientKey === '') {
      return fail('noCredentials', `No client key is stored for ${account.name}. Open Accounts and type it.`);
    }
    return ok(secret.value);
  }

  async #save(draft: AccountDraft): Promise<Result<AccountView>> {
    const found = draft.id === null ? ok(null) : this.#own(draft.id);
    if (!found.ok) return found;
    const record = found.value;
    const id = record?.id ?? this.#deps.newId();

    const known = record && { ...record, hasSecret: this.#view(record).secret.hasSecret, ...this.#secrets.marker(record) };
    const taken = this.#deps.store.list().filter((other) => other.id !== id);
    const checked = checkAccount(draft, known, [practiceName, ...taken.map((other) => other.name)]);
    if (!checked.ok) return checked;

    const kept = await this.#secrets.save(id, checked.value, draft.keepInMemory ? 'memory' : 'keychain', record);
    if (!kept.ok) {
      const [code, sentence] = keychainProblemText(kept.error);
      return fail(code, sentence, { password: sentence });
    }
    const { name, kind, siteUrl, realm, clientName, reviewSends } = checked.value;
    const next: AccountRecord = { id, name, kind, siteUrl, realm, clientName, reviewSends, secret: kept.value.marker };
    const saved = this.#deps.store.put(next);
    if (!saved.ok) {
      const replaced = record?.secret.backend === next.secret.backend;
      await this.#undo(kept.value.undo, replaced ? notPutBack(record) : leftBehind(next));
      return saved;
    }
    const left = record ? await this.#secrets.leave(record, next.secret) : ok(null);
    if (!left.ok) this.#deps.notify(leftBehind(next));
    this.#deps.onChange();
    return ok(this.#view(next));
  }

  /** Undoes the change of a secret after its record could not be written. `sentence` is the notice if that fails as well. */
  async #undo(undo: UndoWrite, sentence: string): Promise<void> {
    const undone = await undo();
    if (!undone.ok) this.#deps.notify(sentence);
  }

  async #practiceSecret(): Promise<Result<Secret>> {
    try {
      const site = await this.#deps.practice.site();
      const moved = site.siteUrl !== this.#site?.siteUrl;
      this.#site = site;
      if (moved) this.#deps.onChange();
      return ok({ ...site, clientKey: '', isPublic: true });
    } catch (error) {
      reportFailure('the practice realm could not be started', error, 'error');
      return fail('vaultFailed', 'The practice realm could not be started. Close Keypost and start it again.');
    }
  }

  #own(id: string): Result<AccountRecord> {
    if (id === practiceId) return fail('builtIn', 'The practice realm belongs to Keypost: it can be neither changed nor removed.');
    const record = this.#deps.store.get(id);
    return record ? ok(record) : fail('noSuchAccount', 'This account is no longer there: it was removed meanwhile.');
  }

  #view(record: AccountRecord): AccountView {
    const { secret: _, ...account } = record;
    if (this.#secrets.isMissing(record))
      return { ...account, builtIn: false, secret: { hasSecret: false, hasClientKey: false, backend: 'missing' } };
    const marker = this.#secrets.marker(record);
    return { ...account, builtIn: false, secret: { hasSecret: marker.backend !== 'none', ...marker } };
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(change);
    this.#tail = done.catch(() => undefined);
    return done;
  }
}

/** A failure of a vault as a failure of a command. The vault is always the keychain, because the one in memory never fails. */
const keychainProblemText = (error: Failure): [code: string, sentence: string] => [
  error.code.replace(/^vault/, 'keychain'),
  error.sentence,
];

const leftBehind = (account: Account): string =>
  `The password of ${account.name} could not be removed from the keychain. It is there still, under Keypost.`;

const notPutBack = (account: Account): string =>
  `The password of ${account.name} could not be put back where it was. Open Accounts and type it again.`;
