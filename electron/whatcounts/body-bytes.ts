/** The bytes of a body while they come. */

/** Bytes that are joined in no time. */
const joinedAtOnce = 1024 * 1024;

/**
 * Keeps bytes up to a cap. Those of a large body are written to their place as they come: to join tens of megabytes at the end would hold
 * up everything else.
 */
export class BodyBytes {
  readonly #cap: number;
  #chunks: Buffer[] = [];
  /** As large as the cap: what is not written to takes no memory. */
  #place: Buffer | null = null;
  #size = 0;

  /** `cap`: bytes, at most. */
  constructor(cap: number) {
    this.#cap = cap;
  }

  /** Bytes that came, those beyond the cap as well. */
  get size(): number {
    return this.#size;
  }

  push(chunk: Buffer): void {
    const from = Math.min(this.#size, this.#cap);
    const kept = chunk.subarray(0, this.#cap - from);
    this.#size += chunk.length;
    if (this.#place) kept.copy(this.#place, from);
    else this.#chunks.push(kept);
    if (this.#place === null && this.#size > joinedAtOnce && this.#cap > joinedAtOnce) this.#makePlace();
  }

  /** What is kept, in one piece. Later bytes don't change it. */
  bytes(): Buffer {
    return this.#place?.subarray(0, Math.min(this.#size, this.#cap)) ?? Buffer.concat(this.#chunks);
  }

  #makePlace(): void {
    const place = Buffer.allocUnsafeSlow(this.#cap);
    let at = 0;
    for (const chunk of this.#chunks) at += chunk.copy(place, at);
    this.#place = place;
    this.#chunks = [];
  }
}
