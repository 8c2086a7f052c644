/** keytar's calls on a map, with errors and delays as the test wants them. */
import { Deferred } from './deferred.ts';

type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword' | 'findPassword'>;

type Call = keyof Keytar;

export class FakeKeytar implements Keytar {
  /** By `service/account`. */
  readonly entries = new Map<string, string>();
  /** Every call when it started, like `setPassword Keypost/a`. */
  readonly calls: string[] = [];
  /** Changes the written value, like a keychain with its own limits might. */
  spoil: (password: string) => string = (password) => password;
  readonly #errors = new Map<Call, Error>();
  readonly #gates = new Map<Call, Promise<void>>();

  /** From now on these calls fail with this text; all calls if none is named. */
  fails(text: string, ...calls: Call[]): void {
    const all = ['getPassword', 'setPassword', 'deletePassword', 'findPassword'] as const;
    for (const call of calls.length > 0 ? calls : all) this.#errors.set(call, new Error(text));
  }

  repair(): void {
    this.#errors.clear();
  }

  /** The next of these calls waits until the returned function is called. */
  hold(call: Call): () => void {
    const gate = new Deferred<void>();
    this.#gates.set(call, gate.promise);
    return () => gate.resolve();
  }

  getPassword(service: string, account: string): Promise<string | null> {
    return this.#call('getPassword', `${service}/${account}`, () => this.entries.get(`${service}/${account}`) ?? null);
  }

  setPassword(service: string, account: string, password: string): Promise<void> {
    return this.#call('setPassword', `${service}/${account}`, () => {
      this.entries.set(`${service}/${account}`, this.spoil(password));
    });
  }

  deletePassword(service: string, account: string): Promise<boolean> {
    return this.#call('deletePassword', `${service}/${account}`, () => this.entries.delete(`${service}/${account}`));
  }

  findPassword(service: string): Promise<string | null> {
    return this.#call('findPassword', service, () => {
      const found = [...this.entries].find(([name]) => name.startsWith(`${service}/`));
      return found?.[1] ?? null;
    });
  }

  async #call<T>(call: Call, what: string, job: () => T): Promise<T> {
    this.calls.push(`${call} ${what}`);
    const gate = this.#gates.get(call);
    this.#gates.delete(call);
    if (gate) await gate;
    const error = this.#errors.get(call);
    if (error) throw error;
    return job();
  }
}
