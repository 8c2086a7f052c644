/** Removes ranges from bytes. */

/** From `from` up to, not including, `to`. */
export interface Range {
  from: number;
  to: number;
}

/** The ranges in which `covered` is 1. */
export function* rangesOf(covered: Uint8Array): Generator<Range> {
  for (let from = covered.indexOf(1); from >= 0;) {
    const end = covered.indexOf(0, from);
    const to = end < 0 ? covered.length : end;
    yield { from, to };
    from = covered.indexOf(1, to);
  }
}

/** Bytes from which ranges are removed, in order. */
export class KeptBytes {
  readonly #bytes: Uint8Array;
  readonly #replacement: Uint8Array;
  readonly #ranges: Range[] = [];

  /** `replacement`: inserted for each removed range. */
  constructor(bytes: Uint8Array, instead: Uint8Array) {
    this.#bytes = bytes;
    this.#replacement = instead;
  }

  /** `ranges`: in order, relative to `start`. They may overlap earlier ones, but not begin before them. */
  remove(ranges: Iterable<Range>, start: number): void {
    for (const { from, to } of ranges) {
      const last = this.#ranges.at(-1);
      if (last && start + from <= last.to) last.to = Math.max(last.to, start + to);
      else this.#ranges.push({ from: start + from, to: start + to });
    }
  }

  /** The remaining bytes; the same object if nothing was removed. */
  end(): Uint8Array {
    if (this.#ranges.length === 0) return this.#bytes;
    const ranges = this.#ranges.map((range) => this.#withZero(range));
    const removed = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    const kept = new Uint8Array(this.#bytes.length - removed + ranges.length * this.#replacement.length);
    let [at, length] = [0, 0];
    for (const { from, to } of ranges) {
      kept.set(this.#bytes.subarray(at, from), length);
      kept.set(this.#replacement, length + from - at);
      length += from - at + this.#replacement.length;
      at = to;
    }
    kept.set(this.#bytes.subarray(at), length);
    return kept;
  }

  /**
   * Characters in UTF-16 are found without the zero byte at one of their ends. It has to be removed with them, or everything after it would
   * be shifted by half a character.
   */
  #withZero(range: Range): Range {
    const bytes = this.#bytes;
    const { from, to } = range;
    if ((to - from) % 2 === 0 || bytes[from + 1] !== 0 || bytes[to - 2] !== 0) return range;
    const [before, behind] = [bytes[from - 1] === 0, bytes[to] === 0];
    if (behind && (from % 2 === 0 || !before)) return { from, to: to + 1 };
    return before ? { from: from - 1, to } : range;
  }
}
