/** What the ledger stores about its key in the keychain: the name of the keychain entry, and the stamps that the key may carry there. */
import type { FingerprintKey } from './fingerprints.ts';
import type { LedgerFact, LedgerFacts } from './ledger-facts.ts';

/** Returns `null` where the ledger can't be read or written. */
type WithFacts = <T>(job: (facts: LedgerFacts) => T) => T | null;

/** Never throws. */
export class KeyRecord {
  constructor(private readonly withFacts: WithFacts) {}

  /** The name of the entry; `null` where none was chosen yet. */
  get entry(): string | null {
    return this.withFacts((facts) => facts.get('keyEntry'))?.name ?? null;
  }

  /** Returns whether it could be stored. */
  chooseEntry(name: string): boolean {
    return this.#write((facts) => {
      facts.set('keyEntry', { name });
    });
  }

  /** Whether the ledger ever had a key from the keychain. */
  get hasKey(): boolean {
    return this.#key() !== null;
  }

  /** Whether it is the last key that the ledger had, with a stamp that it may carry. */
  knows(key: FingerprintKey, stamp: string): boolean {
    return isKeyOf(this.#key(), key, stamp);
  }

  /**
   * Call it before the key gets another stamp in the keychain: if the key is known, it may carry either stamp from now on. Returns
   * whether that could be stored.
   */
  expectStamp(key: FingerprintKey, stamp: string, next: string): boolean {
    return this.#write((facts) => {
      if (isKeyOf(facts.get('key'), key, stamp)) facts.set('key', { id: key.id, stamps: [stamp, next] });
    });
  }

  #key(): LedgerFact<'key'> | null {
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

export const isKeyOf = (known: LedgerFact<'key'> | null, key: FingerprintKey, stamp: string): boolean =>
  known !== null && known.id === key.id && known.stamps.includes(stamp);
