/** Keyed fingerprints of names: under one key, equal names have equal fingerprints; without the key they reveal no names. */
import { createHmac, randomBytes } from 'node:crypto';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';

/** Bytes of a fingerprint: enough that no two of a million names share one. */
const bytes = 16;
/**
 * Raise it whenever `foldLookAlikes` changes, or fingerprints are computed from something else: older fingerprints then belong to another
 * key id and match nothing. Version 1 included the site, and didn't fold the realm.
 */
const foldVersion = '2';

export class FingerprintKey {
  /** Identifies the key without revealing it. */
  readonly id: string;
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
    this.id = this.#hash('key', foldVersion).toString('hex');
  }

  static random(): FingerprintKey {
    return new FingerprintKey(randomBytes(32));
  }

  /**
   * The fingerprint of a contact's name in a realm, at any site, because several hosts may serve one realm. Names, including the realm's,
   * are folded as in the guard against sending twice.
   */
  contact(realm: string, name: string): Buffer {
    return this.#hash('contact', foldLookAlikes(realm), foldLookAlikes(name));
  }

  contacts(realm: string, names: readonly string[]): Buffer[] {
    return names.map((name) => this.contact(realm, name));
  }

  /** The fingerprint of a list in a realm, by its name or its number. */
  list(realm: string, name: string, numbered: boolean): Buffer {
    return this.#hash('list', foldLookAlikes(realm), numbered ? 'number' : 'name', foldLookAlikes(name));
  }

  #hash(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest().subarray(0, bytes);
  }
}

/** A send whose fingerprints were written under a temporary key, until the key from the keychain is available. */
export interface UnkeyedSend {
  realm: string;
  list: string;
  numbered: boolean;
  names: readonly string[];
}
