/** Notices about Keypost's own files, log or keychain: kept for a page that opens later, and emitted to one that is open. */
import type { Notice, NoticeAction } from '../shared/domain/notice.ts';

export class Notices {
  #list: readonly Notice[] = [];
  #last = 0;
  readonly #added: (notice: Notice) => void;

  constructor(added: (notice: Notice) => void) {
    this.#added = added;
  }

  /** The notices that nobody has dismissed yet. */
  get list(): readonly Notice[] {
    return this.#list;
  }

  /**
   * Adds a notice, unless the same text is shown already. After it was dismissed, the same text is shown again. `action`: see NoticeAction.
   */
  readonly add = (sentence: string, action?: NoticeAction): void => {
    if (this.#list.some((notice) => notice.sentence === sentence)) return;
    this.#last += 1;
    const notice = { id: String(this.#last), sentence, ...(action && { action }) };
    this.#list = [...this.#list, notice];
    this.#added(notice);
  };

  /** Removes a notice that a person has read. */
  readonly dismiss = (id: string): void => {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  };
}
