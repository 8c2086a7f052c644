/** Collects the images in a template's HTML: those that could be loaded, and why others can't. */
import { hasField } from '../shared/domain/merge-fields.ts';
import { maxImages } from './preview-limits.ts';

/** Why an image isn't loaded at all. */
export type SkipReason = 'filledIn' | 'notHttps' | 'tooMany';

export interface ImageList {
  /** Addresses that could be loaded, without duplicates, all https. */
  urls: readonly string[];
  /** The number of others, by reason. */
  skipped: Readonly<Record<SkipReason, number>>;
}

/** Most characters of an address; no real image has a longer one. */
const maxAddressLength = 4000;

/** Images embedded in the HTML. Not SVG, which is a document. */
const embedded = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i;

/** An empty image: its space in the layout and its alternative text stay. */
const emptyAddress = 'data:,';

export class ImageRefs {
  readonly #numbers = new Map<string, number>();
  readonly #skipped: Record<SkipReason, Set<string>> = { filledIn: new Set(), notHttps: new Set(), tooMany: new Set() };

  /** The address that replaces an image's address in the HTML. */
  place(address: string): string {
    const trimmed = address.trim();
    if (embedded.test(trimmed)) return trimmed;
    if (trimmed === '') return emptyAddress;
    const known = this.#numbers.get(trimmed);
    if (known !== undefined) return pathOf(known);
    const why = hasField(trimmed) ? 'filledIn' : !isHttps(trimmed) ? 'notHttps' : this.#numbers.size >= maxImages ? 'tooMany' : null;
    if (why !== null) {
      this.#skipped[why].add(trimmed);
      return emptyAddress;
    }
    const number = this.#numbers.size;
    this.#numbers.set(trimmed, number);
    return pathOf(number);
  }

  get list(): ImageList {
    const { filledIn, notHttps, tooMany } = this.#skipped;
    return { urls: [...this.#numbers.keys()], skipped: { filledIn: filledIn.size, notHttps: notHttps.size, tooMany: tooMany.size } };
  }
}

/** Relative to the address of the message itself; see preview-documents.ts. */
const pathOf = (number: number): string => `image/${number}`;

function isHttps(address: string): boolean {
  if (address.length > maxAddressLength) return false;
  try {
    const { protocol, username, password } = new URL(address);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** The first address of a `srcset`. */
export const firstOfSet = (set: string): string => /[^\s,]\S*/.exec(set)?.[0].replace(/,+$/, '') ?? '';
