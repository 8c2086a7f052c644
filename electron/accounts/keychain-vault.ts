/** Stores secrets in the operating system's keychain: service `Keypost`, one entry per account. */
import * as v from 'valibot';
import { fail, failText, ok, type Result } from '../shared/domain/result.ts';
import type { StartChild } from '../child/child.ts';
import { textOf } from '../shared/i18n/text.ts';
import { KeychainCalls, type CallFailure, type CallOptions, type CallResult } from './keychain/keychain-calls.ts';
import { keychainFailure, problemOfFacts, type KeychainProblem } from './keychain/keychain-problem.ts';
import { SecretService, type FoundEntries, type ServiceFacts } from './keychain/secret-service.ts';
import { SecretSchema, type Secret, type UndoWrite, type Vault } from './vault.ts';
import { minuteMs } from '../shared/base/time-units.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/** What the vault asks the Secret Service directly, beside the calls of its child process. */
export interface KeychainService {
  facts(): Promise<ServiceFacts>;
  owner(): Promise<string | null>;
  count(attributes: Readonly<Record<string, string>>): Promise<FoundEntries | null>;
}

export interface KeychainOptions {
  /** Starts the compiled keychain-process.ts. */
  startChild: StartChild;
  /** Service name of the entries. */
  service?: string;
  platform?: NodeJS.Platform;
  secretService?: KeychainService;
  /** Timeout of a call in milliseconds while there is no sign that the keychain is working. */
  quickMs?: number;
  /** Timeout of a call in milliseconds while it may be waiting for a person to answer a prompt. */
  promptMs?: number;
  /** Milliseconds between two checks of a call that hasn't ended. */
  lookEveryMs?: number;
}

type EntryResult = CallFailure | { ok: true; value: string | null };

/** Name of a test entry that is written and removed again to find out whether the keychain is unlocked, if nothing else shows that. */
const probeName = 'Keypost probe';

export class KeychainVault implements Vault {
  readonly #service: string;
  readonly #platform: NodeJS.Platform;
  readonly #secretService: KeychainService | null;
  readonly #calls: KeychainCalls;
  /**
   * Values to restore: what an entry contained before a write that was given up but may still take effect. Each is restored before its
   * entry is used again.
   */
  readonly #toRestore = new Map<string, string | null>();

  constructor(options: KeychainOptions) {
    const { startChild, service = 'Keypost', platform = process.platform } = options;
    this.#service = service;
    this.#platform = platform;
    this.#secretService = platform === 'linux' ? (options.secretService ?? new SecretService()) : null;
    this.#calls = new KeychainCalls({
      startChild,
      service: this.#secretService,
      patience: { quickMs: options.quickMs ?? 5000, promptMs: options.promptMs ?? minuteMs },
      lookEveryMs: options.lookEveryMs ?? 1000,
    });
  }

  /** Makes the first call as fast as later ones. Doesn't access the keychain. */
  warmUp(): void {
    this.#calls.warmUp();
  }

  /** Gives up all calls and ends the child process, so that a keychain that doesn't respond can't delay the exit. */
  close(): void {
    this.#calls.close();
  }

  /** For calls that nobody waits for. Every other call goes first, and a prompt of one of these closes when another call is made. */
  readonly inBackground: Pick<Vault, 'read' | 'write'> = {
    read: (name, signal) => this.#read(name, { signal, isBackground: true }),
    write: (name, secret) => this.#write(name, secret, { isBackground: true }),
  };

  read(accountId: string, signal?: AbortSignal): Promise<Result<Secret | null>> {
    return this.#read(accountId, { signal });
  }

  write(accountId: string, secret: Secret): Promise<Result<UndoWrite>> {
    return this.#write(accountId, secret, {});
  }

  async #read(accountId: string, options: CallOptions): Promise<Result<Secret | null>> {
    const entry = await this.#get(accountId, options);
    if (!entry.ok) return this.#failure(entry);
    if (entry.value === null) {
      const problem = await this.#problemOfNothing(accountId, options);
      return problem === null ? ok(null) : keychainFailure(problem, this.#platform);
    }
    const secret = parse(entry.value);
    return secret ? ok(secret) : fail('vaultUnreadable', textOf({ code: 'keychain.unreadable', params: undefined }));
  }

  async #write(accountId: string, secret: Secret, options: CallOptions): Promise<Result<UndoWrite>> {
    const before = await this.#get(accountId, options);
    if (!before.ok) return this.#failure(before);
    const entry = JSON.stringify(secret);
    const written = await this.#set(accountId, entry, before.value, options);
    // A write that was interrupted because the service stopped may have succeeded all the same; reading it back shows that.
    if (!written.ok && !(written.uncertain && written.problem === 'restarted')) return this.#failure(written);
    const kept = await this.#getNow(accountId, options);
    if (!kept.ok || kept.value !== entry) {
      await this.#putBack(accountId, before.value, options);
      if (!kept.ok) return this.#failure(kept);
      return written.ok ? failText({ code: 'keychain.notKept', params: undefined }) : this.#failure(written);
    }
    this.#toRestore.delete(accountId);
    return ok(() => this.#putBack(accountId, before.value, options));
  }

  async clear(accountId: string, expected: boolean): Promise<Result<null>> {
    const cleared = await this.#delete(accountId);
    if (!cleared.ok) return this.#failure(cleared);
    if (cleared.value === true || !expected) return ok(null);
    const problem = await this.#problemOfNothing(accountId);
    if (problem === null) return ok(null);
    if (problem !== 'locked') return keychainFailure(problem, this.#platform);
    // libsecret deletes no locked entries and doesn't ask to unlock them. Reading does ask.
    const read = await this.#get(accountId);
    const again = read.ok && read.value !== null ? await this.#delete(accountId) : read;
    if (!again.ok) return this.#failure(again);
    return again.value === null ? keychainFailure('locked', this.#platform) : ok(null);
  }

  async holds(accountId: string): Promise<boolean | null> {
    if (this.#secretService === null || (await this.#secretService.facts()).state !== 'open') return null;
    const found = await this.#secretService.count({ service: this.#service, account: accountId });
    return found && found.unlocked + found.locked > 0;
  }

  /**
   * Why the keychain can't be used; `null` if it can. On Linux this only asks the session bus, which opens no prompt and changes nothing.
   * On other systems it looks for an entry of Keypost.
   */
  async probe(): Promise<KeychainProblem | null> {
    const loaded = await this.#calls.run({ op: 'load' });
    if (!loaded.ok) return loaded.problem;
    const facts = await this.#facts();
    if (facts !== null && facts.state !== 'unknown') return problemOfFacts(facts);
    const found = await this.#calls.run({ op: 'find', service: this.#service });
    return found.ok ? null : found.problem;
  }

  /**
   * Why the keychain returned no entry. libsecret finds nothing if the keychain stays locked because its prompt was dismissed. `null`:
   * there is no such entry and the keychain is unlocked. Except on Linux, a locked keychain reports that itself.
   */
  async #problemOfNothing(accountId: string, options: CallOptions = {}): Promise<KeychainProblem | null> {
    const facts = await this.#facts();
    if (facts === null) return null;
    if (facts.state === 'unknown') return this.#problemOfProbe(options);
    if (facts.state !== 'open') return problemOfFacts(facts);
    const found = await this.#secretService?.count({ service: this.#service, account: accountId });
    return (found?.locked ?? 0) > 0 ? 'locked' : null;
  }

  async #problemOfProbe(options: CallOptions): Promise<KeychainProblem | null> {
    const written = await this.#set(probeName, 'probe', null, options);
    const removed = written.ok ? await this.#restore(probeName, null, options) : written;
    return removed.ok ? null : removed.problem;
  }

  #facts(): Promise<ServiceFacts | null> {
    return this.#secretService?.facts() ?? Promise.resolve(null);
  }

  async #delete(name: string): Promise<CallResult> {
    const deleted = await this.#calls.run({ op: 'delete', service: this.#service, name });
    if (deleted.ok) this.#toRestore.delete(name);
    return deleted;
  }

  #get(name: string, options: CallOptions = {}): Promise<EntryResult> {
    return this.#afterRestoring(name, () => this.#getNow(name, options), options);
  }

  async #getNow(name: string, options: CallOptions): Promise<EntryResult> {
    const got = await this.#calls.run({ op: 'get', service: this.#service, name }, options);
    return got.ok ? { ok: true, value: typeof got.value === 'string' ? got.value : null } : got;
  }

  async #set(name: string, entry: string, before: string | null, options: CallOptions): Promise<CallResult> {
    const call = { op: 'set', service: this.#service, name, entry } as const;
    const written = await this.#afterRestoring(name, () => this.#calls.run(call, options), options);
    if (!written.ok && written.uncertain) this.#toRestore.set(name, before);
    return written;
  }

  async #putBack(name: string, before: string | null, options: CallOptions): Promise<Result<null>> {
    const done = await this.#restore(name, before, options);
    return done.ok ? ok(null) : this.#failure(done);
  }

  /** If this fails, the value stays among those to restore. */
  async #restore(name: string, before: string | null, options: CallOptions): Promise<CallResult> {
    const entry = { service: this.#service, name };
    const done = await this.#calls.run(before === null ? { op: 'delete', ...entry } : { op: 'set', ...entry, entry: before }, options);
    if (done.ok) this.#toRestore.delete(name);
    else this.#toRestore.set(name, before);
    return done;
  }

  /** Restores the entry's earlier value first if that is still due: a write that was reported as failed must not take effect. */
  async #afterRestoring<T>(name: string, call: () => Promise<T>, options: CallOptions): Promise<T | CallFailure> {
    const before = this.#toRestore.get(name);
    const restored = before === undefined ? null : await this.#restore(name, before, options);
    return restored?.ok === false ? restored : call();
  }

  #failure(result: { problem: KeychainProblem }): Result<never> {
    return keychainFailure(result.problem, this.#platform);
  }
}

function parse(entry: string): Secret | null {
  try {
    return v.parse(SecretSchema, JSON.parse(entry));
  } catch {
    // Either error can quote the entry, so neither is reported.
    reportFailure('an entry of the keychain could not be read');
    return null;
  }
}
