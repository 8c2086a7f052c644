/** Finds where secrets stand in a text, however deep they are encoded in it. */
import { EncodedRuns } from './encoded-runs.ts';
import type { Mark, PatternFinder } from './pattern-finder.ts';
import type { SecretBeginnings } from './secret-beginnings.ts';
import { deepestEscapes } from './secret-patterns.ts';
import { unescaped } from './unescape.ts';
import { View } from './view.ts';

/** Base64, hex and UTF-16 inside each other that are read. */
const deepestRuns = 3;

/** Finds secrets in one text after the other, in memory that it uses again. */
export class SecretSearch {
  readonly #finder: PatternFinder;
  readonly #runs: EncodedRuns;
  /** What is encoded in the text that is read, and that text, if it was encoded itself. */
  #inner = new View();
  #text = new View();
  /** The text without its escapes, and what it is made from. */
  #plain = new View();
  #escaped = new View();

  constructor(finder: PatternFinder) {
    this.#finder = finder;
    this.#runs = new EncodedRuns(finder.shortest);
  }

  /**
   * Calls `mark` for every piece of a secret that stands in `view`, with positions of its source. A step at a time: who calls may do something else
   * in between. `beginnings`: given where the text's end is missing.
   */
  *find(view: View, mark: Mark, beginnings: SecretBeginnings | null): Generator<undefined, void> {
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
   * Adds to `inner` what is encoded in the text. `together`: whether escapes with a backslash are read together with the others, which is right for
   * those that were written last. Returns whether others stood for a backslash: then those with a backslash may have been there before.
   */
  *#readEscapes(source: View, together: boolean, search: (text: View) => void, inner: View | null): Generator<undefined, boolean> {
    let text = source;
    let madeBackslash = false;
    for (let escapes = 0; escapes < (together ? deepestEscapes : 2 * deepestEscapes); escapes++) {
      let reading = unescaped(text, this.#plain, together);
      if (reading === 'none' && !together) reading = unescaped(text, this.#plain);
      if (reading === 'none') break;
      madeBackslash ||= reading === 'backslash';
      // In UTF-16 that was not read yet, bytes of other characters may look like an escape.
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
