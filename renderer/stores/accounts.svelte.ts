/** The accounts and the drafts in their forms. Drafts outlive the screen, so visiting the log loses nothing. */
import { SvelteMap } from 'svelte/reactivity';
import type { AccountDraft, AccountView, ConnectionReport, Envelope, Failure, VaultStatus } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';
import { draftOf, isChanged, newDraft } from './account-draft.ts';
import { resource } from './resource.svelte.ts';

/** The key of the form for a new account. */
export const unsaved = 'new';

/** One form. Its secrets stay in the page's memory until they are saved or discarded. */
export class AccountForm {
  draft = $state<AccountDraft>(newDraft());
  saved = $state.raw<AccountDraft>(newDraft());
  errors = $state.raw<Readonly<Record<string, string>>>({});
  fixes = $state.raw<NonNullable<Failure['fixes']>>({});
  failure = $state('');
  report = $state.raw<ConnectionReport | null>(null);
  /** Whether the account was saved and nothing typed since. */
  justSaved = $state(false);
  busy = $state<'saving' | 'testing' | null>(null);
  /** Incremented on typing, so that a result about an older state can be recognised. */
  edits = 0;

  constructor(saved: AccountDraft) {
    this.reset(saved);
  }

  get changed(): boolean {
    return isChanged(this.draft, this.saved);
  }

  /** Takes over the saved account: completely, or only for comparison while something else is typed. */
  refresh(saved: AccountDraft): void {
    if (!this.changed) this.draft = { ...saved };
    this.saved = saved;
  }

  /** Resets to the saved account; typed secrets are gone. */
  reset(saved: AccountDraft = this.saved): void {
    this.saved = saved;
    this.draft = { ...saved };
    this.errors = {};
    this.failure = '';
    this.report = null;
    this.justSaved = false;
  }

  /** After saving: the sent values become the saved ones, secrets are cleared from memory, anything typed meanwhile stays. */
  finish(saved: AccountDraft, sent: AccountDraft): void {
    const typedMeanwhile = isChanged(this.draft, sent);
    const { password, clientKey } = this.draft;
    if (!typedMeanwhile) {
      this.reset(saved);
      this.justSaved = true;
      return;
    }
    this.saved = saved;
    this.draft.id = saved.id;
    this.draft.password = password === sent.password ? '' : password;
    this.draft.clientKey = clientKey === sent.clientKey ? '' : clientKey;
  }

  /** After typing, the field's error and the test result no longer apply. */
  touched(field: string): void {
    this.edits++;
    if (this.errors[field] !== undefined) {
      const { [field]: _, ...rest } = this.errors;
      this.errors = rest;
    }
    this.report = null;
    this.justSaved = false;
  }

  refused(error: Failure): void {
    this.errors = error.fields ?? {};
    this.fixes = error.fixes ?? {};
    this.failure = error.fields ? '' : error.sentence;
  }
}

class Accounts {
  readonly #accounts = resource({ load: () => this.#load(), reloadOn: { accountsChanged: true }, onFailure: 'keep' });
  readonly #vault = resource({ load: () => call('vault.status', null), onFailure: 'clear' });
  readonly list: readonly AccountView[] = $derived(this.#accounts.value ?? []);
  #forms = new SvelteMap<string, AccountForm>();

  get known(): boolean {
    return this.#accounts.known;
  }

  get failure(): string {
    return this.#accounts.failure;
  }

  get vault(): VaultStatus | null {
    return this.#vault.value;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    return this.#accounts.start();
  }

  /** Reloads everything, when the screen is opened. */
  reload(): void {
    void this.load();
    void this.checkVault();
  }

  load(): Promise<void> {
    return this.#accounts.reload();
  }

  async checkVault(): Promise<void> {
    await this.#vault.reload();
    if (this.#vault.failure !== '') this.#accounts.failure = this.#vault.failure;
  }

  /** Makes sure that there is a form for this account. */
  open(key: string): void {
    if (this.#forms.has(key)) return;
    const account = this.list.find((one) => one.id === key);
    if (key === unsaved) this.#forms.set(key, new AccountForm(newDraft()));
    else if (account && !account.builtIn) this.#forms.set(key, new AccountForm(draftOf(account)));
  }

  form(key: string): AccountForm | undefined {
    return this.#forms.get(key);
  }

  isChanged(key: string): boolean {
    return this.#forms.get(key)?.changed ?? false;
  }

  drop(key: string): void {
    this.#forms.delete(key);
  }

  /** The saved account, or `null` if it was rejected; the form then shows why. A new account's form is moved to its id. */
  async save(key: string, form: AccountForm): Promise<AccountView | null> {
    const sent = { ...form.draft };
    form.busy = 'saving';
    const result = await call('accounts.save', sent);
    form.busy = null;
    if (!result.ok) {
      form.refused(result.error);
      return null;
    }
    form.finish(draftOf(result.value), sent);
    if (key === unsaved) this.#forms.set(result.value.id, form);
    await this.load();
    return result.value;
  }

  async test(form: AccountForm): Promise<void> {
    form.busy = 'testing';
    form.report = null;
    form.justSaved = false;
    const edits = form.edits;
    const result = await call('accounts.test', { ...form.draft });
    form.busy = null;
    if (edits !== form.edits) return;
    if (result.ok) form.report = result.value;
    else form.refused(result.error);
  }

  /** Empty, or the reason why it failed. */
  async remove(id: string): Promise<string> {
    const result = await call('accounts.remove', { id });
    if (!result.ok) return result.error.sentence;
    this.drop(id);
    await this.load();
    return '';
  }

  /** Empty, or the reason why it failed. */
  async forgetPassword(id: string): Promise<string> {
    const result = await call('accounts.clearSecret', { id });
    if (!result.ok) return result.error.sentence;
    await this.load();
    return '';
  }

  async #load(): Promise<Envelope<readonly AccountView[]>> {
    const result = await call('accounts.list', null);
    if (result.ok) for (const account of result.value) this.#forms.get(account.id)?.refresh(draftOf(account));
    return result;
  }
}

export const accounts = new Accounts();
