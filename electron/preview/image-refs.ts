/** The images that a template's HTML names: which could be loaded, and why others can't. Pure. */
import { hasField } from '../shared/domain/merge-fields.ts';
import { mostImages } from './preview-limits.ts';

/** Why an image is not even tried. */
export type Untried = 'filledIn' | 'notHttps' | 'tooMany';

export interface ImageList {
  /** Addresses that could be loaded; each once, all https. */
  urls: readonly string[];
  /** How many there are of the others. */
  untried: Readonly<Record<Untried, number>>;
}

/** No real image has a longer address. */
const longestAddress = 4000;

/** Pictures in the HTML itself. SVG is none of them: it is a document. */
const embedded = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i;

/** An address that holds nothing: the place of the image and the words for it stay. */
const nothing = 'data:,';

export class ImageRefs {
  readonly #places = new Map<string, number>();
  readonly #untried: Record<Untried, Set<string>> = { filledIn: new Set(), notHttps: new Set(), tooMany: new Set() };

  /** What stands in the HTML instead of an image's address. */
  place(address: string): string {
    const trimmed = address.trim();
    if (embedded.test(trimmed)) return trimmed;
    if (trimmed === '') return nothing;
    const known = this.#places.get(trimmed);
    if (known !== undefined) return pathOf(known);
    const why = hasField(trimmed) ? 'filledIn' : !isHttps(trimmed) ? 'notHttps' : this.#places.size >= mostImages ? 'tooMany' : null;
    if (why !== null) {
      this.#untried[why].add(trimmed);
      return nothing;
    }
    const number = this.#places.size;
    this.#places.set(trimmed, number);
    return pathOf(number);
  }

  get list(): ImageList {
    const { filledIn, notHttps, tooMany } = this.#untried;
    return { urls: [...this.#places.keys()], untried: { filledIn: filledIn.size, notHttps: notHttps.size, tooMany: tooMany.size } };
  }
}

/** Relative to the address of the message itself; see preview-documents.ts. */
const pathOf = (number: number): string => `image/${number}`;

function isHttps(address: string): boolean {
  if (address.length > longestAddress) return false;
  try {
    const { protocol, username, password } = new URL(address);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** The first address of a `srcset`. */
export const firstOfSet = (set: string): string => /[^\s,]\S*/.exec(set)?.[0].replace(/,+$/, '') ?? '';
