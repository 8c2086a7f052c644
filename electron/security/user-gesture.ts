/**
 * Tells whether a person has just acted on the window. Commands that open the system's file dialog require it: a script in the page can
 * call Keypost, but it can't press a key of the computer.
 */

/** In milliseconds; as long as Chromium lets one press count for a script. */
const lifetimeMs = 5000;

/** Input events that count as a press, by Electron's names. Scrolling or moving the mouse doesn't. */
const presses: ReadonlySet<string> = new Set('mouseDown mouseUp pointerDown pointerUp touchEnd gestureTap rawKeyDown keyDown'.split(' '));

/** The part of Electron's event `input-event` that is needed here. Electron's types don't declare the properties of a key. */
export interface WindowInput {
  readonly type: string;
  readonly key?: unknown;
  readonly isAutoRepeat?: unknown;
}

export class UserGesture {
  readonly #elapsed: () => number;
  #actedAt = -Infinity;
  #takenAt = -Infinity;

  /** `elapsed`: milliseconds of a monotonic clock, which nobody can set. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Escape doesn't count, because it never asks for anything. A key that is held down counts once. */
  input({ type, key, isAutoRepeat }: WindowInput): void {
    if (presses.has(type) && key !== 'Escape' && isAutoRepeat !== true) this.#actedAt = this.#elapsed();
  }

  /** Whether there was a press within the lifetime. Each press counts only once. */
  take(): boolean {
    const acted = this.#elapsed() - this.#actedAt < lifetimeMs;
    this.#actedAt = -Infinity;
    if (acted) this.#takenAt = this.#elapsed();
    return acted;
  }

  /**
   * As `take`, for screen readers: they activate buttons without any key, so only Chromium knows of it. `isActive`: Chromium's user
   * activation. It doesn't know which presses were taken here, so it counts only once per lifetime.
   */
  takeAssisted(isActive: boolean): boolean {
    if (!isActive || this.#elapsed() - this.#takenAt < lifetimeMs) return false;
    this.#takenAt = this.#elapsed();
    return true;
  }
}
