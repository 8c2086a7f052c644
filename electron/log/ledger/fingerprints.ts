/** Fingerprints of names: equal names of one key have equal ones, and without the key nobody learns a name from them. */
import { createHmac, randomBytes } from 'node:crypto';
import { foldText } from '../../shared/base/fold-text.ts';

/** Bytes of a fingerprint: two of a million names don't share one. */
const bytes = 16;
/** To be raised whenever `foldText` folds in another way: older fingerprints then are those of another key, and compare to nothing. */
const folding = '1';

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

  /** Of a contact's name at a site and in a realm; names are compared as the guard against sending twice compares them. */
  contact(place: Place, name: string): Buffer {
    return this.#hash('contact', place.siteUrl, place.realm, foldText(name));
  }

  /** Of a list there: its name, or its number. */
  list(place: Place, name: string, numbered: boolean): Buffer {
    return this.#hash('list', place.siteUrl, place.realm, numbered ? 'number' : 'name', foldText(name));
  }

  #hash(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest().subarray(0, bytes);
  }
}

/** Where contacts and lists are those of one realm. */
export interface Place {
  siteUrl: string;
  realm: string;
}
