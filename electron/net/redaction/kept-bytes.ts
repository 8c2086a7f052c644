/** What stays of a source. */

/** From the first position up to, not including, the last. */
export interface Range {
  from: number;
  to: number;
}

/** Where `covered` is 1. */
export function* rangesOf(covered: Uint8Array): Generator<Range> {
  for (let from = covered.indexOf(1); from >= 0;) {
    const end = covered.indexOf(0, from);
    const to = end < 0 ? covered.length : end;
    yield { from, to };
    from = covered.indexOf(1, to);
  }
}

/** Bytes of which parts are removed, from front to back. */
export class KeptBytes {
  readonly #bytes: Uint8Array;
  readonly #replacement: Uint8Array;
  readonly #ranges: Range[] = [];

  /** `instead`: what takes the place of each part. */
  constructor(bytes: Uint8Array, instead: Uint8Array) {
    this.#bytes = bytes;
    this.#replacement = instead;
  }

  /** Ranges in order, counted from `start`. They may overlap with those before, but not begin before them. */
  remove(ranges: Iterable<Range>, start: number): void {
    for (const { from, to } of ranges) {
      const last = this.#ranges.at(-1);
      if (last && start + from <= last.to) last.to = Math.max(last.to, start + to);
      else this.#ranges.push({ from: start + from, to: start + to });
    }
  }

  /** The very same bytes where nothing was removed. */
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
   * Letters of UTF-16 are found without the zeros between them and their neighbours. One of those belongs to them: without it, everything behind
   * would be read in the wrong halves.
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
