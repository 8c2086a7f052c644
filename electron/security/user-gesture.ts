/**
 * Whether a person has just acted on the window. What opens the system's file dialog asks for it: a script in the page can call Keypost, but it can't press a key of the computer. Pure.
 */

/** As long as Chromium lets a press count for a script. */
const lifetimeMs = 5000;

/** Input that is a press, by Electron's names. A wheel or a movement is none. */
const presses: ReadonlySet<string> = new Set('mouseDown mouseUp pointerDown pointerUp touchEnd gestureTap rawKeyDown keyDown'.split(' '));

/** What is needed of Electron's event `input-event`. Its types don't name what there is of a key. */
export interface WindowInput {
  readonly type: string;
  readonly key?: unknown;
  readonly isAutoRepeat?: unknown;
}

export class UserGesture {
  readonly #elapsed: () => number;
  #actedAt = -Infinity;
  #takenAt = -Infinity;

  /** `elapsed`: milliseconds of a clock that nobody can set. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Escape asks for nothing, and a key that is held down was pressed once. */
  input({ type, key, isAutoRepeat }: WindowInput): void {
    if (presses.has(type) && key !== 'Escape' && isAutoRepeat !== true) this.#actedAt = this.#elapsed();
  }

  /** Whether there was a press a moment ago. It counts once. */
  take(): boolean {
    const acted = this.#elapsed() - this.#actedAt < lifetimeMs;
    this.#actedAt = -Infinity;
    if (acted) this.#takenAt = this.#elapsed();
    return acted;
  }

  /**
   * As `take`, for a screen reader: it presses buttons without any key, and only Chromium knows of it. `isActive`: what Chromium says,
   * which knows nothing of what was taken here, so it counts once in the time that a press lasts.
   */
  takeAssisted(isActive: boolean): boolean {
    if (!isActive || this.#elapsed() - this.#takenAt < lifetimeMs) return false;
    this.#takenAt = this.#elapsed();
    return true;
  }
}
