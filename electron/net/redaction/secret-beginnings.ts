/** Finds the beginning of a secret at the end of a truncated text, where it is too short for the normal search. */
import { foldCaseAndBlanks, foldUnitCaseAndBlanks } from './fold-case-and-blanks.ts';
import type { OnMatch } from './pattern-finder.ts';
import { pieceLength, shortestSecret } from './secret-patterns.ts';
import type { Secrets } from './secrets.ts';
import { separator, type View } from './view.ts';

/** An incomplete escape, and its most units. */
const cutEscape = /(?:%[\da-f]?|&#?[\da-z]*|\\(?:u\{?[\da-f]*|x[\da-f]?)?)$/i;
const longestEscape = 12;

export class SecretBeginnings {
  /** Folded, longest first. */
  readonly #beginnings: readonly string[];
  readonly #end: number;

  /** `end`: the position after the source's last one. */
  constructor({ typed, base64 }: Secrets, end: number) {
    this.#end = end;
    const all = new Set<string>();
    for (const secret of [...typed, ...base64]) {
      const letters = Array.from(secret);
      for (let length = shortestSecret; length < Math.min(pieceLength, letters.length); length++)
        all.add(foldCaseAndBlanks(letters.slice(0, length).join('')));
    }
    this.#beginnings = [...all].sort((one, other) => other.length - one.length);
  }

  find(view: View, mark: OnMatch): void {
    for (const end of this.#endsOf(view)) if (!this.#findAt(view, end, mark)) this.#findAt(view, beforeCutEscape(view, end), mark);
  }

  /** The positions at which texts in the view end at the source's end. Encoded text may lack its last character there. */
  #endsOf({ units, to, length }: View): number[] {
    const ends: number[] = [];
    for (let at = 1; at <= length; at++) {
      if ((at === length || units[at] === separator) && units[at - 1] !== separator && (to[at - 1] ?? 0) >= this.#end - 3) ends.push(at);
    }
    return ends;
  }

  #findAt(view: View, end: number, mark: OnMatch): boolean {
    const found = this.#beginnings.find((beginning) => endsWith(view, end, beginning));
    if (found !== undefined) mark(view.from[end - found.length] ?? 0, this.#end);
    return found !== undefined;
  }
}

function endsWith({ units }: View, end: number, folded: string): boolean {
  const start = end - folded.length;
  if (start < 0) return false;
  for (let at = 0; at < folded.length; at++) if (foldUnitCaseAndBlanks(units[start + at] ?? 0) !== folded.charCodeAt(at)) return false;
  return true;
}

/** The position at which an incomplete escape begins; `end` if there is none. */
function beforeCutEscape({ units }: View, end: number): number {
  const tail = String.fromCharCode(...units.subarray(Math.max(0, end - longestEscape), end));
  return end - (cutEscape.exec(tail)?.[0].length ?? 0);
}
