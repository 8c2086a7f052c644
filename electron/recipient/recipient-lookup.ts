/** Looks up who a customer key names. Only GETs, so nothing is changed and nothing is sent; a send neither waits for one nor asks one. */
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
import type { Look, RecipientReport } from '../shared/domain/recipient.ts';
import {
  otherResponseText,
  anotherContactText,
  noSubscriptionsText,
  reportOf,
  severalContactsText,
  unreachedText,
  unreachedSubscriptionsText,
  type Reading,
} from './recipient-report.ts';
import { minuteMs } from '../shared/base/time-units.ts';

export interface RecipientLookupDeps {
  accounts: SendingAccounts;
  transport: Transport;
  /** Milliseconds for each of the two reads; `automatic`: whether look-ups happen that nobody asked for. Read anew for each look-up. */
  rules: () => { timeoutMs: number; connectTimeoutMs: number; automatic: boolean };
  /** Ids that lists of this name are known to have, without asking anybody. */
  listIds: (accountId: string, list: string) => readonly number[];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Milliseconds that what was read is good for. */
const freshMs = minuteMs;
/** Look-ups that are remembered, at most. */
const maxKept = 300;
/** Nobody waits longer for a name, whatever the timeout of a send is. */
const maxTimeoutMs = 10_000;

/** A look-up under way. */
interface RunningLookup {
  account: AccountView;
  key: string;
  stop: AbortController;
  reading: Promise<TimedReading>;
}

/** `null`: stopped. */
type TimedReading = { reading: Reading; at: number } | null;

/** What is read may be about to change, so it is not kept. */
interface ReadResult {
  reading: Reading;
  isKept: boolean;
}

/**
 * At most one at a time: a later one ends the one before. What was read is kept in memory for a minute, then dropped, and never on disk.
 * Failures: `noSuchAccount`, `off`, `invalid` (with a sentence beside the key), `superseded`. What WhatCounts, the network or the
 * keychain says is a report.
 */
export class LookUps {
  readonly #deps: RecipientLookupDeps;
  readonly #cache = new Map<string, { reading: Reading; at: number }>();
  /** Accounts whose secret was not to be had, with what was said: without being asked, nobody is prompted for it again and again. */
  readonly #secretFailures = new Map<string, { sentence: string; at: number }>();
  #running: RunningLookup | null = null;
  #secretRequest: { account: string; secret: Promise<Result<Secret>> } | null = null;
  /** Grows whenever accounts were changed. */
  #changes = 0;

  constructor(deps: RecipientLookupDeps) {
    this.#deps = deps;
  }

  async look({ accountId, asked, ...typed }: Look): Promise<Result<RecipientReport>> {
    const account = this.#deps.accounts.get(accountId);
    if (account === null) return noSuchAccount();
    if (!asked && !this.#deps.rules().automatic) return fail('off', 'Look-ups are turned off in the settings.');
    const [customerKey, list] = [trimHidden(typed.customerKey, 'exact'), trimHidden(typed.list, 'prose')];
    if (!canBeLookedUp(customerKey)) return notLookedUp();
    const read = await this.#read(account, customerKey, asked);
    if (read === null) return fail('superseded', 'This look-up was stopped: another key is looked up, or none.');
    const question = { accountId, customerKey, list, listIds: this.#deps.listIds(accountId, list), checkedAt: read.at };
    return ok(reportOf(read.reading, question));
  }

  /** How many contacts are in memory. */
  get kept(): number {
    return this.#cache.size;
  }

  /** Name and address as they were read within the last minute; empty where they were not. Asks nobody. */
  contactOf(account: AccountView, customerKey: string): string {
    const kept = this.#cache.get(cacheKey(account, customerKey));
    if (!kept || !this.#isFresh(kept) || kept.reading.kind !== 'contact') return '';
    const { name, address } = reportOf(kept.reading, { accountId: account.id, customerKey, list: '', listIds: [], checkedAt: kept.at });
    return [name, address].filter(Boolean).join(' · ');
  }

  /** Ends what is under way: nobody waits for it any more. */
  stop(): void {
    this.#running?.stop.abort();
    this.#running = null;
  }

  /** To be called when accounts were changed or removed: what was read may be another account's, or was read with another password. */
  accountsChanged(): void {
    this.#changes += 1;
    this.#cache.clear();
    this.#secretFailures.clear();
    if (this.#running === null) return;
    const { account } = this.#running;
    const now = this.#deps.accounts.get(account.id);
    if (now === null || accountKey(now) !== accountKey(account)) this.stop();
  }

  async #read(account: AccountView, key: string, asked: boolean): Promise<TimedReading> {
    const place = cacheKey(account, key);
    const kept = this.#cache.get(place);
    if (!asked && this.#running?.key === place) return this.#running.reading;
    this.stop();
    if (!asked && kept && this.#isFresh(kept)) return kept;
    const stop = new AbortController();
    const running: RunningLookup = { account, key: place, stop, reading: this.#readNow(account, key, asked, place, stop.signal) };
    this.#running = running;
    const read = await running.reading;
    if (this.#running === running) this.#running = null;
    return read;
  }

  async #readNow(account: AccountView, key: string, asked: boolean, place: string, signal: AbortSignal): Promise<TimedReading> {
    const changes = this.#changes;
    const { reading, isKept: keep } = await this.#readWithSecret(account, key, asked, signal);
    if (signal.aborted) return null;
    const read = { reading, at: this.#deps.now() };
    // The practice realm's start is a change as well, but not one of what it says.
    if (keep && (account.builtIn || changes === this.#changes)) this.#keep(place, read);
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
   * The keychain answers one question after the other, and a send's question waits for those before it: what a look-up costs a send
   * at most is the rest of one that has begun, a few milliseconds, or a prompt of the system that the send would have met itself. So
   * look-ups have one question there at a time, for any caller, and the page begins none while a send is under way. A look-up that is
   * stopped leaves its question to the next one: with every typed key a prompt would close and open again. `null`: stopped.
   */
  async #secretFor(account: AccountView, signal: AbortSignal): Promise<Result<Secret> | null> {
    const place = accountKey(account);
    while (this.#secretRequest !== null && this.#secretRequest.account !== place) {
      await this.#secretRequest.secret;
      if (signal.aborted) return null;
    }
    this.#secretRequest ??= {
      account: place,
      secret: this.#deps.accounts.secretFor(account).finally(() => {
        this.#secretRequest = null;
      }),
    };
    const secret = await this.#secretRequest.secret;
    return signal.aborted ? null : secret;
  }

  async #readContact(target: Target, key: string, signal: AbortSignal): Promise<ReadResult> {
    const { host } = new URL(target.siteUrl);
    const end = await this.#get(target, contactPath(key), signal);
    if (end.kind === 'failed') return unclear(unreachedText(host, end), false);
    if (isNoContactResponse(end)) return { reading: { kind: 'notFound' }, isKept: true };
    const contact = end.status === 200 ? readContact(end) : null;
    if (contact === null) return unclear(otherResponseText(host, end));
    if (contact === 'several') return unclear(severalContactsText);
    if (contactMatch(contact.customerKey, key) !== 'asked') return unclear(anotherContactText(key, contact.customerKey));
    return this.#readSubscriptions(target, key, contact, signal);
  }

  async #readSubscriptions(target: Target, key: string, contact: Contact, signal: AbortSignal): Promise<ReadResult> {
    if (signal.aborted) return unclear('', false);
    const end = await this.#get(target, subscriptionsPath(key), signal);
    const without = (whyNone: string, keep: boolean): ReadResult => ({
      reading: { kind: 'contact', contact, subscriptions: null, whyNone },
      isKept: keep,
    });
    if (end.kind === 'failed') return without(unreachedSubscriptionsText(end.cause), false);
    const subscriptions = end.status === 200 ? subscriptionsOf(end, key, contact) : null;
    if (subscriptions === null) return without(noSubscriptionsText(end.status), true);
    return { reading: { kind: 'contact', contact, subscriptions, whyNone: '' }, isKept: true };
  }

  /** On a connection of its own, as every request. */
  #get(target: Target, path: string, signal: AbortSignal): Promise<WireResult> {
    const { transport, rules } = this.#deps;
    const timeoutMs = Math.min(rules().timeoutMs, maxTimeoutMs);
    const connectTimeoutMs = Math.min(rules().connectTimeoutMs, timeoutMs);
    return transport.exchange(buildReadRequest(target, path), { timeoutMs, connectTimeoutMs, signal });
  }

  #keep(place: string, read: { reading: Reading; at: number }): void {
    // The oldest is the first.
    this.#cache.delete(place);
    this.#cache.set(place, read);
    for (const old of this.#cache.keys()) {
      if (this.#cache.size <= maxKept) break;
      this.#cache.delete(old);
    }
    this.#expireLater(this.#cache, place, read);
  }

  /** Names and addresses don't stay in memory for longer than they are good for; a later value under the key has a time of its own. */
  #expireLater<T>(kept: Map<string, T>, key: string, value: T): void {
    const timer = setTimeout(() => {
      if (kept.get(key) === value) kept.delete(key);
    }, freshMs);
    timer.unref();
  }

  /** A clock that was set back makes it old as well. */
  #isFresh({ at }: { at: number }): boolean {
    return Math.abs(this.#deps.now() - at) < freshMs;
  }
}

/** `null` where it holds none, or those of somebody else. */
function subscriptionsOf(response: WireResponse, key: string, contact: Contact) {
  const read = readSubscriptions(response);
  if (read === null || contactMatch(read.customerKey, key) === 'other') return null;
  return { ...read, contactId: contact.id ?? read.contactId };
}

const unclear = (sentence: string, keep = true): ReadResult => ({ reading: { kind: 'unclear', sentence }, isKept: keep });

/** The practice realm has another port at every start. */
const accountKey = ({ id, builtIn, siteUrl, realm, clientName }: AccountView): string =>
  builtIn ? id : JSON.stringify([id, siteUrl, realm, clientName]);

const cacheKey = (account: AccountView, key: string): string => JSON.stringify([accountKey(account), key]);

const notLookedUp = (): Result<never> => {
  const sentence = 'A key like this can not be looked up.';
  return fail('invalid', sentence, { customerKey: sentence });
};
