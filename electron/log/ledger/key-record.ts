/** What the ledger knows of its key in the keychain: the name of the entry there, and the stamps that it may carry. */
import type { FingerprintKey } from './fingerprints.ts';
import type { Fact, LedgerFacts } from './ledger-facts.ts';

/** Returns `null` where the ledger can't be read or written. */
type WithFacts = <T>(job: (facts: LedgerFacts) => T) => T | null;

/** Never throws. */
export class KeyRecord {
  constructor(private readonly withFacts: WithFacts) {}

  /** The name of the entry; `null` where none was chosen yet. */
  get entry(): string | null {
    return this.withFacts((facts) => facts.get('keyEntry'))?.name ?? null;
  }

  /** Whether it could be written down. */
  chooseEntry(name: string): boolean {
    return this.#write((facts) => {
      facts.set('keyEntry', { name });
    });
  }

  /** Whether the ledger has ever had a key of the keychain. */
  get hasKey(): boolean {
    return this.#key() !== null;
  }

  /** Whether it is the key that the ledger had last, with a stamp that it may carry. */
  knows(key: FingerprintKey, stamp: string): boolean {
    return isKeyOf(this.#key(), key, stamp);
  }

  /** The key is about to get another stamp in the keychain: if it is known, it may carry either from now on. Whether that could be written down. */
  expectStamp(key: FingerprintKey, stamp: string, next: string): boolean {
    return this.#write((facts) => {
      if (isKeyOf(facts.get('key'), key, stamp)) facts.set('key', { id: key.id, stamps: [stamp, next] });
    });
  }

  #key(): Fact<'key'> | null {
    return this.withFacts((facts) => facts.get('key'));
  }

  #write(job: (facts: LedgerFacts) => void): boolean {
    const done = this.withFacts((facts) => {
      job(facts);
      return true;
    });
    return done === true;
  }
}

export const isKeyOf = (known: Fact<'key'> | null, key: FingerprintKey, stamp: string): boolean =>
  known !== null && known.id === key.id && known.stamps.includes(stamp);
