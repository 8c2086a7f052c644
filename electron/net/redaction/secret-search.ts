/** Finds secrets in a text, through several levels of encoding. */
import { EncodedRuns } from './encoded-runs.ts';
import type { OnMatch, PatternFinder } from './pattern-finder.ts';
import type { SecretBeginnings } from './secret-beginnings.ts';
import { deepestEscapes } from './secret-patterns.ts';
import { unescaped } from './unescape.ts';
import { View } from './view.ts';

/** Levels of nested base64, hex and UTF-16 that are decoded. */
const deepestRuns = 3;

/** Searches one text after the other and reuses its memory. */
export class SecretSearch {
  readonly #finder: PatternFinder;
  readonly #runs: EncodedRuns;
  /** The texts decoded from the current text, and the current text if it was decoded itself. */
  #inner = new View();
  #text = new View();
  /** The text after one level of escapes was read, and before. */
  #plain = new View();
  #escaped = new View();

  constructor(finder: PatternFinder) {
    this.#finder = finder;
    this.#runs = new EncodedRuns(finder.shortest);
  }

  /**
   * Calls `mark` for every piece of a secret in `view`, with positions in its source. Works in steps, so that the caller can do other work
   * in between. `beginnings`: not null if the text's end is missing.
   */
  *find(view: View, mark: OnMatch, beginnings: SecretBeginnings | null): Generator<undefined, void> {
    const search = (text: View): void => {
      this.#finder.find(text, mark);
      beginnings?.find(text, mark);
    };
    let text = view;
    for (let depth = 0; text.length >= this.#finder.shortest; depth++) {
      const inner = depth < deepestRuns ? this.#inner.reset(0) : null;
      search(text);
      yield;
      const madeBackslash = yield* this.#readEscapes(text, true, search, inner);
      if (madeBackslash) yield* this.#readEscapes(text, false, search, inner);
      if (inner === null) return;
      text = inner;
      [this.#inner, this.#text] = [this.#text, inner];
    }
  }

  /**
   * Decodes runs in the text into `inner`. `together`: whether backslash escapes are read together with the others, which is right if they
   * were written last. Returns whether another escape stood for a backslash: then the backslash escapes may have been written first.
   */
  *#readEscapes(source: View, together: boolean, search: (text: View) => void, inner: View | null): Generator<undefined, boolean> {
    let text = source;
    let madeBackslash = false;
    for (let escapes = 0; escapes < (together ? deepestEscapes : 2 * deepestEscapes); escapes++) {
      let reading = unescaped(text, this.#plain, together);
      if (reading === 'none' && !together) reading = unescaped(text, this.#plain);
      if (reading === 'none') break;
      madeBackslash ||= reading === 'backslash';
      // Read UTF-16 first, because bytes of its characters may look like an escape.
      if (escapes === 0 && together && inner !== null) this.#runs.readUtf16(text, inner);
      text = this.#plain;
      [this.#plain, this.#escaped] = [this.#escaped, this.#plain];
      search(text);
      yield;
    }
    if (inner !== null) this.#runs.read(text, inner);
    yield;
    return madeBackslash;
  }
}
