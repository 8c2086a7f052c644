/** What happened to Keypost's own files, log or keychain: kept for the page that opens later, told to the one that is open. */
import type { Notice } from './contract.ts';

export class Notices {
  readonly #list: Notice[] = [];
  readonly #added: (notice: Notice) => void;

  constructor(added: (notice: Notice) => void) {
    this.#added = added;
  }

  get list(): readonly Notice[] {
    return this.#list;
  }

  /** The same sentence is said once. */
  readonly add = (sentence: string): void => {
    if (this.#list.some((notice) => notice.sentence === sentence)) return;
    const notice = { id: String(this.#list.length + 1), sentence };
    this.#list.push(notice);
    this.#added(notice);
  };
}
