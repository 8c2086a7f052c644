/** The lists and templates of each account that can be picked: kept on disk, and read again when somebody picks one. */
import type { AccountView } from '../shared/domain/account.ts';
import type { Preset } from '../shared/domain/preset.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import { noSuchAccount, type SendingAccounts } from '../accounts/account-access.ts';
import { catalogKinds, type CatalogKind, type Catalog, type CatalogPart } from '../shared/domain/catalog.ts';
import { idsOfName } from '../whatcounts/list-ids.ts';
import type { Target } from '../whatcounts/request.ts';
import type { Transport } from '../net/transport.ts';
import type { CatalogFiles } from './catalog-files.ts';
import { notReadText, withoutSecretText } from './catalog-text.ts';
import { missingReferencesOf, type MissingReferences } from '../shared/domain/missing-references.ts';
import { readCatalog } from './read-catalog.ts';
import { maxPageBytes, type ReadPage } from './read-page.ts';
import { hourMs } from '../shared/base/time-units.ts';

export interface CatalogsDeps {
  accounts: SendingAccounts & { list(): readonly AccountView[] };
  files: CatalogFiles;
  transport: Transport;
  readPage: ReadPage;
  /** Time limits of each page in milliseconds; read again every time. */
  timeLimits: () => { timeoutMs: number; connectTimeoutMs: number };
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called whenever the result of `get` for an account has changed. */
  onChange: (accountId: string) => void;
}

/** Milliseconds after which a catalog, or a failed attempt to read it, is out of date. */
const freshMs = hourMs;

/** The catalog of one account in memory. A change of realm replaces it. */
interface LoadedCatalog {
  realm: string;
  parts: Record<CatalogKind, CatalogPart>;
  /** When reading it was last tried, whatever the result. */
  triedAt: number;
  reading: Promise<void> | null;
  stop: AbortController;
}

const unreadPart = (): CatalogPart => ({ items: [], readAt: null, whole: false, problem: '' });

/** Failures: `noSuchAccount`. Problems of WhatCounts, the network or the keychain are part of the catalog. */
export class Catalogs {
  readonly #deps: CatalogsDeps;
  readonly #loaded = new Map<string, LoadedCatalog>();

  constructor(deps: CatalogsDeps) {
    this.#deps = deps;
  }

  /** The catalog as it is known now. Uses neither network nor keychain. */
  get(accountId: string): Result<Catalog> {
    const account = this.#deps.accounts.get(accountId);
    return account === null ? noSuchAccount() : ok(toCatalog(accountId, this.#catalogFor(account)));
  }

  /** The ids of the lists with that name, as far as they are known now. */
  listIds(accountId: string, name: string): number[] {
    const catalog = this.get(accountId);
    return catalog.ok
      ? idsOfName(
          catalog.value.lists.items.flatMap((list) => (list.id === null ? [] : [{ ...list, id: list.id }])),
          name,
        )
      : [];
  }

  /** Every name that is known now; empty for an account that was removed. */
  names(accountId: string): Record<CatalogKind, CatalogPart['items']> {
    const account = this.#deps.accounts.get(accountId);
    if (account === null) return { lists: [], templates: [] };
    const { lists, templates } = this.#catalogFor(account).parts;
    return { lists: lists.items, templates: templates.items };
  }

  /** The missing references of presets, as far as they are known now; see missing-references.ts. */
  missingReferences(presets: readonly Preset[], formAccountId: string): Result<readonly MissingReferences[]> {
    const known = (accountId: string): Catalog | null => {
      const catalog = this.get(accountId);
      return catalog.ok ? catalog.value : null;
    };
    return ok(missingReferencesOf(presets, formAccountId, known));
  }

  /** Reads the catalog again, or waits for a reading under way; without `always` only if it is out of date. Sends nothing. */
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

  /** Call this when accounts were changed or removed: drops the catalogs that belong to none. */
  accountsChanged(): void {
    const accounts = this.#deps.accounts.list();
    for (const [id, held] of this.#loaded) {
      const account = accounts.find((one) => one.id === id);
      if (account && realmOf(account) === held.realm) continue;
      held.stop.abort();
      this.#loaded.delete(id);
      this.#deps.onChange(id);
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

  /** A catalog is also out of date if the clock was set back. */
  #isOld({ triedAt }: LoadedCatalog): boolean {
    return Math.abs(this.#deps.now() - triedAt) > freshMs;
  }

  async #read(account: AccountView, held: LoadedCatalog): Promise<void> {
    const secret = await this.#deps.accounts.secretFor(account, held.stop.signal);
    if (!secret.ok) {
      for (const kind of catalogKinds) held.parts[kind] = { ...held.parts[kind], problem: withoutSecretText(kind, secret.error.sentence) };
      return;
    }
    const target = { ...secret.value, clientName: account.clientName };
    let anything = false;
    for (const kind of catalogKinds) {
      const read = await this.#readKind(kind, target, held);
      if (this.#loaded.get(account.id) !== held) return;
      anything ||= read;
    }
    // If writing fails, the catalog is just read again at the next start.
    if (anything) this.#deps.files.write(account.id, { realm: held.realm, ...storedParts(held) });
  }

  /** Returns whether it could be read. If not, the previous items stay. */
  async #readKind(kind: CatalogKind, target: Target, held: LoadedCatalog): Promise<boolean> {
    const { transport, readPage, timeLimits, now } = this.#deps;
    const read = await readCatalog(kind, {
      transport,
      readPage,
      target,
      signal: held.stop.signal,
      capBytes: maxPageBytes,
      ...timeLimits(),
    });
    held.parts[kind] = read.ok
      ? { items: read.items, whole: read.whole, readAt: now(), problem: '' }
      : { ...held.parts[kind], problem: notReadText(kind, new URL(target.siteUrl).host, read) };
    return read.ok;
  }

  #notify(accountId: string, held: LoadedCatalog): void {
    if (this.#loaded.get(accountId) === held) this.#deps.onChange(accountId);
  }
}

/** The practice realm's port changes with every start. */
const realmOf = ({ builtIn, siteUrl, realm }: AccountView): string => (builtIn ? 'practice' : `${siteUrl} ${realm}`);

const toCatalog = (accountId: string, { parts, reading }: LoadedCatalog): Catalog => ({ accountId, reading: reading !== null, ...parts });

const storedParts = ({ parts: { lists, templates } }: LoadedCatalog) => ({ lists: stored(lists), templates: stored(templates) });
const stored = ({ items, readAt, whole }: CatalogPart) => ({ items: [...items], readAt, whole });
