/** A keychain in memory that can be locked, absent or broken, as a whole or for one kind of call. */
import type { Secret, UndoWrite, Vault } from '../../../../electron/accounts/vault.ts';
import { fail, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { Deferred } from './deferred.ts';

type Call = 'read' | 'write' | 'clear' | 'undo';
type Problem = 'vaultLocked' | 'vaultAbsent' | 'vaultFailed' | 'vaultUnreadable';

export const secret = (changes: Partial<Secret> = {}): Secret => ({
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  password: 'correct horse',
  clientKey: '',
  ...changes,
});

export class FakeKeychain implements Vault {
  readonly entries = new Map<string, Secret>();
  /** Every call, like `write a1`. */
  readonly calls: string[] = [];
  /** The abort signals of the reads. */
  readonly signals: (AbortSignal | undefined)[] = [];
  readonly #problems = new Map<Call, Problem>();
  #gate: Promise<void> | null = null;

  /** From now on these calls fail; all calls if none is named. */
  fails(problem: Problem, ...calls: Call[]): void {
    for (const call of calls.length > 0 ? calls : (['read', 'write', 'clear', 'undo'] as const)) this.#problems.set(call, problem);
  }

  repair(): void {
    this.#problems.clear();
  }

  /** Calls wait from now on until the returned function is called. */
  hold(): () => void {
    const gate = new Deferred<void>();
    this.#gate = gate.promise;
    return () => {
      this.#gate = null;
      gate.resolve();
    };
  }

  read(accountId: string, signal?: AbortSignal): Promise<Result<Secret | null>> {
    this.signals.push(signal);
    return this.#call('read', accountId, () => this.entries.get(accountId) ?? null);
  }

  write(accountId: string, given: Secret): Promise<Result<UndoWrite>> {
    return this.#call('write', accountId, () => {
      const before = this.entries.get(accountId);
      this.entries.set(accountId, { ...given });
      return () =>
        this.#call('undo', accountId, () => {
          if (before) this.entries.set(accountId, before);
          else this.entries.delete(accountId);
          return null;
        });
    });
  }

  /** Opens no prompt, so it isn't recorded as a call. */
  holds(accountId: string): Promise<boolean | null> {
    return Promise.resolve(this.#problems.has('read') ? null : this.entries.has(accountId));
  }

  clear(accountId: string, expected: boolean): Promise<Result<null>> {
    return this.#call('clear', `${accountId}${expected ? ', expected' : ''}`, () => {
      this.entries.delete(accountId);
      return null;
    });
  }

  async #call<T>(call: Call, what: string, job: () => T): Promise<Result<T>> {
    this.calls.push(`${call} ${what}`);
    if (this.#gate) await this.#gate;
    const problem = this.#problems.get(call);
    return problem ? fail(problem, `The keychain says ${problem}.`) : ok(job());
  }
}
