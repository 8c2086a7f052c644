/** The commands of the accounts, and the way from an account to its secret. */
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
  /** Called after everything that changes what `list` says. */
  changed: () => void;
  /** Called with a plain sentence for people when something was left behind. */
  notice: (sentence: string) => void;
  newId?: () => string;
}

/**
 * Changes run one after the other, and each happens as a whole or not at all. Failures: `builtIn`, `noSuchAccount`,
 * `cannotSave`, `keychainLocked`, `keychainAbsent`, `keychainFailed`, and those named at the methods.
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

  /** The practice account first. Touches neither keychain nor practice realm. */
  list(): readonly AccountView[] {
    return [practiceAccount(this.#site), ...this.#deps.store.list().map((record) => this.#view(record))];
  }

  get(id: string): AccountView | null {
    if (id === practiceId) return practiceAccount(this.#site);
    const record = this.#deps.store.get(id);
    return record && this.#view(record);
  }

  /** Whether the keychain should hold something of Keypost. */
  expectsKeychain(): boolean {
    return this.#deps.store.list().some((record) => record.secret.backend === 'keychain');
  }

  /** Learns which secrets are no longer in the keychain; opens no prompt. */
  async lookForSecrets(): Promise<void> {
    for (const record of this.#deps.store.list()) await this.#secrets.look(record);
  }

  /**
   * Adds an account (`id: null`) or changes one. `invalid`, `secretMissing` and the keychain's failures come with a sentence
   * beside the field that they belong to.
   */
  save(draft: AccountDraft): Promise<Result<AccountView>> {
    return this.#inTurn(() => this.#save(draft));
  }

  /** Removes an account with its secret, wherever that is. It stays when its secret can't be removed. */
  remove(id: string): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const record = this.#own(id);
      if (!record.ok) return record;
      const cleared = await this.#secrets.clear(record.value);
      // A keychain that is gone must not hold its accounts for ever; a locked one can be opened.
      if (!cleared.ok && cleared.error.code !== 'vaultAbsent') return fail(...keychainProblemText(cleared.error));
      const removed = this.#deps.store.remove(id);
      if (!removed.ok) {
        if (cleared.ok) await this.#undo(cleared.value, notPutBack(record.value));
        return removed;
      }
      if (!cleared.ok) this.#deps.notice(leftBehind(record.value));
      this.#deps.changed();
      return removed;
    });
  }

  /** Forgets the password and the client key. */
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
      this.#deps.changed();
      return ok(this.#view(next));
    });
  }

  /**
   * The secret to send with, and the site it may go to: for the practice account this starts the practice realm. Only
   * `noCredentials`, `vaultLocked`, `vaultAbsent`, `vaultFailed` or `vaultUnreadable`. An aborted `signal` gives up a keychain that waits for its prompt.
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
    if (!left.ok) this.#deps.notice(leftBehind(next));
    this.#deps.changed();
    return ok(this.#view(next));
  }

  /** Takes a change of a secret back whose record could not be written; the sentence is for when that fails too. */
  async #undo(undo: UndoWrite, sentence: string): Promise<void> {
    const undone = await undo();
    if (!undone.ok) this.#deps.notice(sentence);
  }

  async #practiceSecret(): Promise<Result<Secret>> {
    try {
      const site = await this.#deps.practice.site();
      const moved = site.siteUrl !== this.#site?.siteUrl;
      this.#site = site;
      if (moved) this.#deps.changed();
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

/** A vault's failure as one of a command: there the vault is the keychain, since memory never fails. */
const keychainProblemText = (error: Failure): [code: string, sentence: string] => [
  error.code.replace(/^vault/, 'keychain'),
  error.sentence,
];

const leftBehind = (account: Account): string =>
  `The password of ${account.name} could not be removed from the keychain. It is there still, under Keypost.`;

const notPutBack = (account: Account): string =>
  `The password of ${account.name} could not be put back where it was. Open Accounts and type it again.`;
