/** What happened to Keypost's own files, log or keychain: kept for a page that opens later, emitted to the one that is open. */
import type { Notice, NoticeAction } from '../shared/domain/notice.ts';

export class Notices {
  #list: readonly Notice[] = [];
  #last = 0;
  readonly #added: (notice: Notice) => void;

  constructor(added: (notice: Notice) => void) {
    this.#added = added;
  }

  /** Those that nobody has dismissed. */
  get list(): readonly Notice[] {
    return this.#list;
  }

  /** A sentence that is shown already is not shown twice. Once it was dismissed, the same is news again. `action`: see there. */
  readonly add = (sentence: string, action?: NoticeAction): void => {
    if (this.#list.some((notice) => notice.sentence === sentence)) return;
    this.#last += 1;
    const notice = { id: String(this.#last), sentence, ...(action && { action }) };
    this.#list = [...this.#list, notice];
    this.#added(notice);
  };

  /** A person has read it. */
  readonly dismiss = (id: string): void => {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  };
}
