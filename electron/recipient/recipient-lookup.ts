/** Looks up who is behind a customer key. Uses only GET, so nothing is changed and nothing is sent. A send never waits for a look-up. */
import type { AccountView } from '../shared/domain/account.ts';
import type { Secret } from '../accounts/vault.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { noSuchAccount, type SendingAccounts } from '../accounts/account-access.ts';
import { trimHidden } from '../shared/base/hidden-characters.ts';
import {
  canBeLookedUp,
  contactPath,
  contactMatch,
  readContact,
  readSubscriptions,
  isNoContactResponse,
  subscriptionsPath,
  type Contact,
} from '../whatcounts/contacts.ts';
import { buildReadRequest, type Target } from '../whatcounts/request.ts';
import type { Transport, WireResponse, WireResult } from '../net/transport.ts';
import type { RecipientLookup, RecipientReport } from '../shared/domain/recipient.ts';
import {
  otherResponseText,
  anotherContactText,
  noSubscriptionsText,
  reportOf,
  severalContactsText,
  unreachedText,
  unreachedSubscriptionsText,
  type RecipientReading,
} from './recipient-report.ts';
import { minuteMs } from '../shared/base/time-units.ts';

export interface RecipientLookupDeps {
  accounts: SendingAccounts;
  transport: Transport;
  /**
   * Time limits of each of the two reads in milliseconds; `automatic`: whether keys are looked up as they are typed. Read again for each
   * look-up.
   */
  rules: () => { timeoutMs: number; connectTimeoutMs: number; automatic: boolean };
  /** The known ids of lists with this name. Makes no request. */
  listIds: (accountId: string, list: string) => readonly number[];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Milliseconds for which a reading may be used again. */
const freshMs = minuteMs;
/** The most readings that are cached. */
const maxKept = 300;
/** Time limit of a read in milliseconds, however long the timeout of a send is. */
const maxTimeoutMs = 10_000;

/** A look-up under way. */
interface RunningLookup {
  account: AccountView;
  key: string;
  stop: AbortController;
  reading: Promise<TimedReading>;
}

/** `null` if the look-up was stopped. */
type TimedReading = { reading: RecipientReading; at: number } | null;

/** `isKept` is false if the reading may soon be different, as after a failure. */
interface ReadResult {
  reading: RecipientReading;
  isKept: boolean;
}

/**
 * Runs one look-up at a time: a new one stops the one before. Readings are cached in memory for a minute, never on disk.
 * Failures: `noSuchAccount`, `off`, `invalid` (with a text for the key), `superseded`. Problems of WhatCounts, the network or the
 * keychain are a report, not a failure.
 */
export class RecipientLookups {
  readonly #deps: RecipientLookupDeps;
  readonly #cache = new Map<string, { reading: RecipientReading; at: number }>();
  /** Accounts whose secret could not be read, with the reason, so that automatic look-ups don't prompt for it again and again. */
  readonly #secretFailures = new Map<string, { sentence: string; at: number }>();
  #running: RunningLookup | null = null;
  #secretRequest: { account: string; secret: Promise<Result<Secret>> } | null = null;
  /** Incremented whenever accounts change. */
  #changes = 0;

  constructor(deps: RecipientLookupDeps) {
    this.#deps = deps;
  }

  async look({ accountId, asked, ...typed }: RecipientLookup): Promise<Result<RecipientReport>> {
    const account = this.#deps.accounts.get(accountId);
    if (account === null) return noSuchAccount();
    if (!asked && !this.#deps.rules().automatic) return fail('off', 'Look-ups are turned off in the settings.');
    const [customerKey, list] = [trimHidden(typed.customerKey, 'exact'), trimHidden(typed.list, 'prose')];
    if (!canBeLookedUp(customerKey)) return notLookedUp();
    const read = await this.#read(account, customerKey, asked);
    if (read === null) return fail('superseded', 'This look-up was stopped, because the key was changed.');
    const question = { accountId, customerKey, list, listIds: this.#deps.listIds(accountId, list), checkedAt: read.at };
    return ok(reportOf(read.reading, question));
  }

  /** Number of cached readings. */
  get kept(): number {
    return this.#cache.size;
  }

  /** Name and address, if they were read within the last minute; empty otherwise. Makes no request. */
  contactOf(account: AccountView, customerKey: string): string {
    const kept = this.#cache.get(cacheKey(account, customerKey));
    if (!kept || !this.#isFresh(kept) || kept.reading.kind !== 'contact') return '';
    const { name, address } = reportOf(kept.reading, { accountId: account.id, customerKey, list: '', listIds: [], checkedAt: kept.at });
    return [name, address].filter(Boolean).join(' · ');
  }

  /** Stops the look-up under way. */
  stop(): void {
    this.#running?.stop.abort();
    this.#running = null;
  }

  /** Call this when accounts were changed or removed: readings may belong to another account, or were read with another password. */
  accountsChanged(): void {
    this.#changes += 1;
    this.#cache.clear();
    this.#secretFailures.clear();
    if (this.#running === null) return;
    const { account } = this.#running;
    const now = this.#deps.accounts.get(account.id);
    if (now === null || accountKey(now) !== accountKey(account)) this.stop();
  }

  async #read(account: AccountView, customerKey: string, asked: boolean): Promise<TimedReading> {
    const key = cacheKey(account, customerKey);
    const kept = this.#cache.get(key);
    if (!asked && this.#running?.key === key) return this.#running.reading;
    this.stop();
    if (!asked && kept && this.#isFresh(kept)) return kept;
    const stop = new AbortController();
    const running: RunningLookup = { account, key, stop, reading: this.#readNow(account, customerKey, asked, key, stop.signal) };
    this.#running = running;
    const read = await running.reading;
    if (this.#running === running) this.#running = null;
    return read;
  }

  async #readNow(account: AccountView, customerKey: string, asked: boolean, key: string, signal: AbortSignal): Promise<TimedReading> {
    const changes = this.#changes;
    const { reading, isKept } = await this.#readWithSecret(account, customerKey, asked, signal);
    if (signal.aborted) return null;
    const read = { reading, at: this.#deps.now() };
    // The start of the practice realm also counts as a change, but doesn't change its contacts.
    if (isKept && (account.builtIn || changes === this.#changes)) this.#keep(key, read);
    return read;
  }

  async #readWithSecret(account: AccountView, key: string, asked: boolean, signal: AbortSignal): Promise<ReadResult> {
    const refused = this.#secretFailures.get(accountKey(account));
    if (!asked && refused && this.#isFresh(refused)) return unclear(refused.sentence, false);
    const secret = await this.#secretFor(account, signal);
    if (secret === null) return unclear('', false);
    if (!secret.ok) {
      const refusal = { sentence: secret.error.sentence, at: this.#deps.now() };
      this.#secretFailures.set(accountKey(account), refusal);
      this.#expireLater(this.#secretFailures, accountKey(account), refusal);
      return unclear(secret.error.sentence, false);
    }
    return this.#readContact({ ...secret.value, clientName: account.clientName }, key, signal);
  }

  /**
   * The keychain handles one request at a time, and a send has to wait for requests before its own: at most for the rest of one look-up's
   * request, a few milliseconds, or for a system prompt that the send would have caused itself. So look-ups have at most one keychain
   * request under way, and the page starts no look-up during a send. A stopped look-up leaves its request to the next one: otherwise a
   * prompt would close and open again with every typed character. `null` if the look-up was stopped.
   */
  async #secretFor(account: AccountView, signal: AbortSignal): Promise<Result<Secret> | null> {
    const key = accountKey(account);
    while (this.#secretRequest !== null && this.#secretRequest.account !== key) {
      await this.#secretRequest.secret;
      if (signal.aborted) return null;
    }
    this.#secretRequest ??= {
      account: key,
      secret: this.#deps.accounts.secretFor(account).finally(() => {
        this.#secretRequest = null;
      }),
    };
    const secret = await this.#secretRequest.secret;
    return signal.aborted ? null : secret;
  }

  async #readContact(target: Target, key: string, signal: AbortSignal): Promise<ReadResult> {
    const { host } = new URL(target.siteUrl);
    const result = await this.#get(target, contactPath(key), signal);
    if (result.kind === 'failed') return unclear(unreachedText(host, result), false);
    if (isNoContactResponse(result)) return { reading: { kind: 'notFound' }, isKept: true };
    const contact = result.status === 200 ? readContact(result) : null;
    if (contact === null) return unclear(otherResponseText(host, result));
    if (contact === 'several') return unclear(severalContactsText);
    if (contactMatch(contact.customerKey, key) !== 'asked') return unclear(anotherContactText(key, contact.customerKey));
    return this.#readSubscriptions(target, key, contact, signal);
  }

  async #readSubscriptions(target: Target, key: string, contact: Contact, signal: AbortSignal): Promise<ReadResult> {
    if (signal.aborted) return unclear('', false);
    const result = await this.#get(target, subscriptionsPath(key), signal);
    const without = (whyNone: string, isKept: boolean): ReadResult => ({
      reading: { kind: 'contact', contact, subscriptions: null, whyNone },
      isKept,
    });
    if (result.kind === 'failed') return without(unreachedSubscriptionsText(result.cause), false);
    const subscriptions = result.status === 200 ? subscriptionsOf(result, key, contact) : null;
    if (subscriptions === null) return without(noSubscriptionsText(result.status), true);
    return { reading: { kind: 'contact', contact, subscriptions, whyNone: '' }, isKept: true };
  }

  /** Uses a new connection, like every request. */
  #get(target: Target, path: string, signal: AbortSignal): Promise<WireResult> {
    const { transport, rules } = this.#deps;
    const timeoutMs = Math.min(rules().timeoutMs, maxTimeoutMs);
    const connectTimeoutMs = Math.min(rules().connectTimeoutMs, timeoutMs);
    return transport.exchange(buildReadRequest(target, path), { timeoutMs, connectTimeoutMs, signal });
  }

  #keep(key: string, read: { reading: RecipientReading; at: number }): void {
    // Maps keep insertion order, so the oldest entry comes first.
    this.#cache.delete(key);
    this.#cache.set(key, read);
    for (const old of this.#cache.keys()) {
      if (this.#cache.size <= maxKept) break;
      this.#cache.delete(old);
    }
    this.#expireLater(this.#cache, key, read);
  }

  /** Removes expired names and addresses from memory; a later value under the same key has its own timer. */
  #expireLater<T>(kept: Map<string, T>, key: string, value: T): void {
    const timer = setTimeout(() => {
      if (kept.get(key) === value) kept.delete(key);
    }, freshMs);
    timer.unref();
  }

  /** A reading also expires if the clock was set back. */
  #isFresh({ at }: { at: number }): boolean {
    return Math.abs(this.#deps.now() - at) < freshMs;
  }
}

/** `null` if the response has no subscriptions, or those of another contact. */
function subscriptionsOf(response: WireResponse, key: string, contact: Contact) {
  const read = readSubscriptions(response);
  if (read === null || contactMatch(read.customerKey, key) === 'other') return null;
  return { ...read, contactId: contact.id ?? read.contactId };
}

const unclear = (sentence: string, isKept = true): ReadResult => ({ reading: { kind: 'unclear', sentence }, isKept });

/** The practice realm's port changes with every start. */
const accountKey = ({ id, builtIn, siteUrl, realm, clientName }: AccountView): string =>
  builtIn ? id : JSON.stringify([id, siteUrl, realm, clientName]);

const cacheKey = (account: AccountView, key: string): string => JSON.stringify([accountKey(account), key]);

const notLookedUp = (): Result<never> => {
  const sentence = "A key like this can't be looked up.";
  return fail('invalid', sentence, { customerKey: sentence });
};
