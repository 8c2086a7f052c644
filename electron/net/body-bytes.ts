/** The bytes of a body while they come. */

/** Bytes that are joined in no time. */
const maxJoinedBytes = 1024 * 1024;

/**
 * Keeps bytes up to a cap. Those of a large body are written to their place as they come: to join tens of megabytes at the end would hold
 * up everything else.
 */
export class BodyBytes {
  readonly #cap: number;
  readonly #expected: number;
  #chunks: Buffer[] = [];
  /** As large as the body will be, or may be: what is not written to takes no memory. */
  #buffer: Buffer | null = null;
  #size = 0;

  /** `cap`: bytes, at most. `told`: how many there will be, if that was said. */
  constructor(cap: number, told = cap) {
    this.#cap = cap;
    this.#expected = Math.min(cap, told);
  }

  /** Bytes that came, those beyond the cap as well. */
  get size(): number {
    return this.#size;
  }

  push(chunk: Buffer): void {
    const from = Math.min(this.#size, this.#cap);
    const kept = chunk.subarray(0, this.#cap - from);
    const end = from + kept.length;
    if (end <= maxJoinedBytes) this.#chunks.push(kept);
    else kept.copy(this.#bufferFor(end), from);
    this.#size += chunk.length;
  }

  /** What is kept, in one piece. Later bytes don't change it. */
  bytes(): Buffer {
    return this.#buffer?.subarray(0, Math.min(this.#size, this.#cap)) ?? Buffer.concat(this.#chunks);
  }

  /** Has room for so many bytes, and holds those that came before. */
  #bufferFor(end: number): Buffer {
    if (this.#buffer && end <= this.#buffer.length) return this.#buffer;
    const place = Buffer.allocUnsafeSlow(end <= this.#expected ? this.#expected : this.#cap);
    this.bytes().copy(place);
    this.#buffer = place;
    this.#chunks = [];
    return place;
  }
}
