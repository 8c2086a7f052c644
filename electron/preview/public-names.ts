/** Asks a process of its own which names have a public suffix: the list is large, and few need it. */
import type { Child, StartChild } from '../child/child.ts';

/** Milliseconds without a question after which the process ends. */
const idleMs = 5000;

export interface NameQuery {
  id: number;
  name: string;
}

export interface NameResult {
  id: number;
  isPublic: boolean;
}

export class PublicNames {
  readonly #start: StartChild;
  readonly #waiting = new Map<number, (isPublic: boolean) => void>();
  #child: Child | null = null;
  #idleTimer: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(start: StartChild) {
    this.#start = start;
  }

  /** See public-suffix.ts. `false`, too, where the process ended without an answer. */
  hasPublicSuffix(name: string): Promise<boolean> {
    clearTimeout(this.#idleTimer);
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child ??= this.#startChild();
      this.#child.post({ id, name } satisfies NameQuery);
    });
  }

  #startChild(): Child {
    const child = this.#start('public-names', {
      message: (message) => {
        const { id, isPublic } = message as NameResult;
        this.#waiting.get(id)?.(isPublic);
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) this.#endLater();
      },
      exit: () => {
        if (this.#child === child) this.#forget();
      },
    });
    return child;
  }

  #endLater(): void {
    this.#idleTimer = setTimeout(() => {
      const child = this.#child;
      this.#forget();
      void child?.kill();
    }, idleMs);
    this.#idleTimer.unref();
  }

  /** Whoever still waits is told no: nothing is asked for by a name that nobody judged. */
  #forget(): void {
    clearTimeout(this.#idleTimer);
    this.#child = null;
    for (const resolve of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
  }
}
