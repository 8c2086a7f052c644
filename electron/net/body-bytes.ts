/** Collects the bytes of a body as they arrive. */

/** Up to this many bytes are quick to join at the end. */
const maxJoinedBytes = 1024 * 1024;

/**
 * Keeps bytes up to a cap. Those of a large body are written to one buffer as they arrive, because joining tens of megabytes at the end
 * would block the process.
 */
export class BodyBytes {
  readonly #cap: number;
  readonly #expected: number;
  #chunks: Buffer[] = [];
  /** As large as the expected body, or as the cap: memory that is never written to isn't used. */
  #buffer: Buffer | null = null;
  #size = 0;

  /** `cap`: the most bytes that are kept. `expected`: the declared size, if there is one. */
  constructor(cap: number, expected = cap) {
    this.#cap = cap;
    this.#expected = Math.min(cap, expected);
  }

  /** Number of bytes received, including those beyond the cap. */
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

  /** The bytes kept so far, in one piece. Later bytes don't change it. */
  bytes(): Buffer {
    return this.#buffer?.subarray(0, Math.min(this.#size, this.#cap)) ?? Buffer.concat(this.#chunks);
  }

  /** The buffer, with room for `end` bytes and with the earlier bytes in it. */
  #bufferFor(end: number): Buffer {
    if (this.#buffer && end <= this.#buffer.length) return this.#buffer;
    const place = Buffer.allocUnsafeSlow(end <= this.#expected ? this.#expected : this.#cap);
    this.bytes().copy(place);
    this.#buffer = place;
    this.#chunks = [];
    return place;
  }
}
