/** Checks in a child process whether names have a public suffix: the list is large and rarely needed. */
import type { Child, StartChild } from '../child/child.ts';

/** Milliseconds without a query after which the process is ended. */
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

  /** See public-suffix.ts. Also `false` if the process ended without a result. */
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
      onMessage: (message) => {
        const { id, isPublic } = message as NameResult;
        this.#waiting.get(id)?.(isPublic);
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) this.#endLater();
      },
      onExit: () => {
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

  /** Resolves pending queries with `false`: no request is made for a name that wasn't checked. */
  #forget(): void {
    clearTimeout(this.#idleTimer);
    this.#child = null;
    for (const resolve of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
  }
}
