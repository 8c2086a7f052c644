/** The lists and templates that can be picked, for each account: kept on disk, and read anew when somebody wants to pick one. */
import type { AccountView } from '../shared/domain/account.ts';
import type { Preset } from '../shared/domain/preset.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import { noSuchAccount, type SendingAccounts } from '../accounts/account-access.ts';
import { catalogKinds, type CatalogKind, type Catalog, type CatalogPart } from '../shared/domain/catalog.ts';
import { idsOfName } from '../whatcounts/list-ids.ts';
import type { Target } from '../whatcounts/request.ts';
import type { Transport } from '../net/transport.ts';
import type { CatalogFiles } from './catalog-files.ts';
import { notReadText, withoutSecretText } from './catalog-report.ts';
import { missingReferencesOf, type MissingReferences } from '../shared/domain/missing-references.ts';
import { readCatalog } from './read-catalog.ts';
import { maxPageBytes, type ReadPage } from './read-page.ts';
import { hourMs } from '../shared/base/time-units.ts';

export interface CatalogsDeps {
  accounts: SendingAccounts & { list(): readonly AccountView[] };
  files: CatalogFiles;
  transport: Transport;
  readPage: ReadPage;
  /** Milliseconds for each page; read anew for every reading. */
  rules: () => { timeoutMs: number; connectTimeoutMs: number };
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called whenever what `get` answers for an account has changed. */
  changed: (accountId: string) => void;
}

/** A catalog is read anew by itself when it is older, and so is one that could not be read. Milliseconds. */
const freshMs = hourMs;

/** What is held of one account. Another realm makes another one of it. */
interface LoadedCatalog {
  realm: string;
  parts: Record<CatalogKind, CatalogPart>;
  /** When it was last tried to be read, whatever came of it. */
  triedAt: number;
  reading: Promise<void> | null;
  stop: AbortController;
}

const unreadPart = (): CatalogPart => ({ items: [], readAt: null, whole: false, trouble: '' });

/** Failures: `noSuchAccount`. What WhatCounts, the network or the keychain says is told in the catalog. */
export class Catalogs {
  readonly #deps: CatalogsDeps;
  readonly #loaded = new Map<string, LoadedCatalog>();

  constructor(deps: CatalogsDeps) {
    this.#deps = deps;
  }

  /** What is known at this moment. Touches neither network nor keychain. */
  get(accountId: string): Result<Catalog> {
    const account = this.#deps.accounts.get(accountId);
    return account === null ? noSuchAccount() : ok(toCatalog(accountId, this.#catalogFor(account)));
  }

  /** Ids of the lists of that name, as far as they are known at this moment. */
  listIds(accountId: string, name: string): number[] {
    const catalog = this.get(accountId);
    return catalog.ok
      ? idsOfName(
          catalog.value.lists.items.flatMap((list) => (list.id === null ? [] : [{ ...list, id: list.id }])),
          name,
        )
      : [];
  }

  /** Every name that is known at this moment; none of an account that is gone. */
  names(accountId: string): Record<CatalogKind, CatalogPart['items']> {
    const account = this.#deps.accounts.get(accountId);
    if (account === null) return { lists: [], templates: [] };
    const { lists, templates } = this.#catalogFor(account).parts;
    return { lists: lists.items, templates: templates.items };
  }

  /** What is gone of which presets, as far as is known at this moment; see gone-names.ts. */
  gone(presets: readonly Preset[], formAccountId: string): Result<readonly MissingReferences[]> {
    const known = (accountId: string): Catalog | null => {
      const catalog = this.get(accountId);
      return catalog.ok ? catalog.value : null;
    };
    return ok(missingReferencesOf(presets, formAccountId, known));
  }

  /** Reads it anew, or waits for a reading under way; without `always` only where it is old. Sends nothing. */
  async refresh(accountId: string, always: boolean): Promise<Result<Catalog>> {
    const account = this.#deps.accounts.get(accountId);
    if (account === null) return noSuchAccount();
    const held = this.#catalogFor(account);
    if (held.reading === null && (always || this.#isOld(held))) {
      held.triedAt = this.#deps.now();
      held.reading = this.#read(account, held).finally(() => {
        held.reading = null;
        this.#notify(account.id, held);
      });
      this.#notify(account.id, held);
    }
    await held.reading;
    return this.get(accountId);
  }

  /** To be called when accounts were changed or removed: what belongs to none is forgotten. */
  accountsChanged(): void {
    const accounts = this.#deps.accounts.list();
    for (const [id, held] of this.#loaded) {
      const account = accounts.find((one) => one.id === id);
      if (account && realmOf(account) === held.realm) continue;
      held.stop.abort();
      this.#loaded.delete(id);
      this.#deps.changed(id);
    }
    this.#deps.files.keepOnly(accounts.map(({ id }) => id));
  }

  #catalogFor(account: AccountView): LoadedCatalog {
    const known = this.#loaded.get(account.id);
    const realm = realmOf(account);
    if (known?.realm === realm) return known;
    known?.stop.abort();
    const stored = this.#deps.files.read(account.id);
    const mine = stored?.realm === realm ? stored : null;
    const parts = { lists: { ...unreadPart(), ...mine?.lists }, templates: { ...unreadPart(), ...mine?.templates } };
    const triedAt = Math.max(parts.lists.readAt ?? 0, parts.templates.readAt ?? 0);
    const held: LoadedCatalog = { realm, parts, triedAt, reading: null, stop: new AbortController() };
    this.#loaded.set(account.id, held);
    return held;
  }

  /** A clock that was set back makes it old as well. */
  #isOld({ triedAt }: LoadedCatalog): boolean {
    return Math.abs(this.#deps.now() - triedAt) > freshMs;
  }

  async #read(account: AccountView, held: LoadedCatalog): Promise<void> {
    const secret = await this.#deps.accounts.secretFor(account, held.stop.signal);
    if (!secret.ok) {
      for (const kind of catalogKinds) held.parts[kind] = { ...held.parts[kind], trouble: withoutSecretText(kind, secret.error.sentence) };
      return;
    }
    const target = { ...secret.value, clientName: account.clientName };
    let anything = false;
    for (const kind of catalogKinds) {
      const read = await this.#readKind(kind, target, held);
      if (this.#loaded.get(account.id) !== held) return;
      anything ||= read;
    }
    // A full disk costs no more than another reading at the next start.
    if (anything) this.#deps.files.write(account.id, { realm: held.realm, ...storedParts(held) });
  }

  /** Whether it could be read. What was there before stays where it could not. */
  async #readKind(kind: CatalogKind, target: Target, held: LoadedCatalog): Promise<boolean> {
    const { transport, readPage, rules, now } = this.#deps;
    const read = await readCatalog(kind, { transport, readPage, target, signal: held.stop.signal, capBytes: maxPageBytes, ...rules() });
    held.parts[kind] = read.ok
      ? { items: read.items, whole: read.whole, readAt: now(), trouble: '' }
      : { ...held.parts[kind], trouble: notReadText(kind, new URL(target.siteUrl).host, read) };
    return read.ok;
  }

  #notify(accountId: string, held: LoadedCatalog): void {
    if (this.#loaded.get(accountId) === held) this.#deps.changed(accountId);
  }
}

/** The practice realm has another port at every start. */
const realmOf = ({ builtIn, siteUrl, realm }: AccountView): string => (builtIn ? 'practice' : `${siteUrl} ${realm}`);

const toCatalog = (accountId: string, { parts, reading }: LoadedCatalog): Catalog => ({ accountId, reading: reading !== null, ...parts });

const storedParts = ({ parts: { lists, templates } }: LoadedCatalog) => ({ lists: stored(lists), templates: stored(templates) });
const stored = ({ items, readAt, whole }: CatalogPart) => ({ items: [...items], readAt, whole });
