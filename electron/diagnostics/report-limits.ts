/** How often the same is written: a failure that repeats must not push the others out of the file. */
import type { FailureReport } from '../shared/base/report-failure.ts';

/** Reports of one kind that are all written, and those of one place in the code whatever their kind. */
const maxAlike = 20;
const maxOfPlace = 100;
/** Places that are told apart. Keypost has fewer; a process that was taken over could name others. */
const maxPlaces = 300;

export class ReportLimits {
  readonly #places = new Map<string, { count: number; kinds: Map<string, number> }>();

  /** How often there was such a report, with this one; `null` if this one is not written. Of many, fewer and fewer are. */
  count({ what, error }: FailureReport): number | null {
    const place = this.#places.get(what) ?? { count: 0, kinds: new Map<string, number>() };
    if (!this.#places.has(what) && this.#places.size >= maxPlaces) return null;
    this.#places.set(what, place);
    place.count += 1;
    if (place.count > maxOfPlace) return isPowerOfTwo(place.count) ? place.count : null;
    const kind = `${error?.name ?? ''} ${error?.code ?? ''}`;
    const alike = (place.kinds.get(kind) ?? 0) + 1;
    place.kinds.set(kind, alike);
    return alike <= maxAlike || isPowerOfTwo(alike) ? alike : null;
  }
}

const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));
