/** Fingerprints of names: equal names of one key have equal ones, and without the key nobody learns a name from them. */
import { createHmac, randomBytes } from 'node:crypto';
import { foldText } from '../../shared/base/fold-text.ts';

/** Bytes of a fingerprint: two of a million names don't share one. */
const bytes = 16;
/**
 * To be raised whenever `foldText` folds in another way, or fingerprints are made of something else: older ones then are those of another key,
 * and compare to nothing. 1: of the site as well, and of the realm as it was written.
 */
const folding = '2';

export class FingerprintKey {
  /** Names the key without telling it. */
  readonly id: string;
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
    this.id = this.#hash('key', folding).toString('hex');
  }

  static random(): FingerprintKey {
    return new FingerprintKey(randomBytes(32));
  }

  /**
   * Of a contact's name in a realm, at whichever site: several hosts may serve one realm. Names, also the realm's, are compared as the guard
   * against sending twice compares them.
   */
  contact(realm: string, name: string): Buffer {
    return this.#hash('contact', foldText(realm), foldText(name));
  }

  contacts(realm: string, names: readonly string[]): Buffer[] {
    return names.map((name) => this.contact(realm, name));
  }

  /** Of a list there: its name, or its number. */
  list(realm: string, name: string, numbered: boolean): Buffer {
    return this.#hash('list', foldText(realm), numbered ? 'number' : 'name', foldText(name));
  }

  #hash(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest().subarray(0, bytes);
  }
}

/** Written under a key that is only in memory until the keychain gives the lasting one. */
export interface Unkeyed {
  realm: string;
  list: string;
  numbered: boolean;
  names: readonly string[];
}
