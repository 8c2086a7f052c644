/**
 * Where a text stops being JSON (RFC 8259), and why, for people who typed or pasted it. `JSON.parse` says it in words that differ between
 * versions of the engine, and knows neither line nor column. Pure.
 */

export type JsonFaultKind =
  | 'empty'
  /** A character that JSON has no use for where it stands. */
  | 'unexpected'
  /** A double or single quote that is curly, angled or low; a single quote, an accent or a prime in place of a double quote. */
  | 'quote'
  /** A letter where a name or a text has to begin with a quote, or a word that JSON doesn't know. */
  | 'unquoted'
  | 'comment'
  | 'number'
  /** A comma with nothing behind it, or none between two values. */
  | 'extraComma'
  | 'missingComma'
  | 'missingColon'
  | 'missingName'
  | 'missingValue'
  /** In a string: a line break, a tab or another control character; an escape sequence that JSON doesn't have. */
  | 'controlInText'
  | 'escape'
  /** A text, an object or an array that has a beginning, which is where this points, and no end. */
  | 'openText'
  | 'openObject'
  | 'openArray'
  | 'afterEnd'
  /** More levels than anybody writes. */
  | 'tooDeep';

export interface JsonFault {
  kind: JsonFaultKind;
  /** From 1. Columns count characters: what is one code point is one. */
  line: number;
  column: number;
  /** The code point that stands there; empty at the end of the text. */
  character: string;
}

const mostLevels = 500;

/** The first fault; `null` exactly where `JSON.parse` takes the text, unless it has more than 500 levels. */
export function jsonFault(text: string): JsonFault | null {
  try {
    new Scanner(text).whole();
    return null;
  } catch (error) {
    if (error instanceof Found) return { kind: error.kind, ...placeOf(text, error.at) };
    throw error;
  }
}

/** Line, column and character of an offset in UTF-16 units. A carriage return with a line feed is one line break. */
function placeOf(text: string, at: number): Omit<JsonFault, 'kind'> {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  const code = text.codePointAt(at);
  return {
    line: lines.length,
    column: Array.from(lines.at(-1) ?? '').length + 1,
    character: code === undefined ? '' : String.fromCodePoint(code),
  };
}

class Found extends Error {
  constructor(
    readonly kind: JsonFaultKind,
    readonly at: number,
  ) {
    super(kind);
  }
}

const quoteLike = /['`´«»‘’‚‛“”„‟‹›′″＂＇〝〞〟]/u;
/** What may have been meant to end a text, and became a part of it. */
const curlyEnd = /[“”„‟″＂〝〞〟]/u;
/** What nobody sees, or takes for a space. */
const unseen = /[\p{C}\p{Z}]/u;
const letter = /[\p{L}_$]/u;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words = ['true', 'false', 'null'] as const;

class Scanner {
  #at = 0;
  #levels = 0;
  /** Where in the text just before a curly quote stands; -1 where none does. */
  #curly = -1;

  constructor(private readonly text: string) {}

  whole(): void {
    this.#space();
    if (this.#ended()) throw new Found('empty', this.#at);
    this.#value('unexpected');
    this.#space();
    if (!this.#ended()) this.#fail('afterEnd');
  }

  #ended(): boolean {
    return this.#at >= this.text.length;
  }

  get #next(): string {
    return String.fromCodePoint(this.text.codePointAt(this.#at) ?? 0);
  }

  /** Signs that are a fault of their own wherever they stand come before what was expected there. */
  #fail(kind: JsonFaultKind): never {
    if (this.#curly >= 0) throw new Found('quote', this.#curly);
    if (quoteLike.test(this.#next)) throw new Found('quote', this.#at);
    if (unseen.test(this.#next)) throw new Found('unexpected', this.#at);
    if (/^(?:\/[/*]|#)/.test(this.text.slice(this.#at, this.#at + 2))) throw new Found('comment', this.#at);
    throw new Found(kind, this.#at);
  }

  #space(): void {
    while (!this.#ended() && ' \t\r\n'.includes(this.text.charAt(this.#at))) this.#at += 1;
  }

  #value(otherwise: JsonFaultKind): void {
    const first = this.text.charAt(this.#at);
    this.#curly = -1;
    if (first === '{') this.#members('openObject', '}', () => this.#member());
    else if (first === '[') this.#members('openArray', ']', () => this.#value('unexpected'));
    else if (first === '"') this.#string();
    else if (/[-+.\d]/.test(first)) this.#number();
    else this.#word(otherwise);
  }

  #members(open: 'openObject' | 'openArray', end: string, member: () => void): void {
    const start = this.#at;
    this.#levels += 1;
    if (this.#levels > mostLevels) throw new Found('tooDeep', start);
    this.#at += 1;
    this.#space();
    for (let comma = -1; !this.#ended();) {
      if (this.text.charAt(this.#at) === end) {
        if (comma >= 0) throw new Found('extraComma', comma);
        return this.#endMembers();
      }
      if (this.text.charAt(this.#at) === ',') throw new Found('extraComma', this.#at);
      member();
      this.#space();
      if (this.#ended()) break;
      if (this.text.charAt(this.#at) === end) return this.#endMembers();
      if (this.text.charAt(this.#at) !== ',') this.#fail(this.#beginsValue ? 'missingComma' : 'unexpected');
      comma = this.#at;
      this.#at += 1;
      this.#space();
    }
    throw new Found(open, start);
  }

  #endMembers(): void {
    this.#at += 1;
    this.#levels -= 1;
    this.#curly = -1;
  }

  get #beginsValue(): boolean {
    return /["{[\d-]/.test(this.text.charAt(this.#at)) || letter.test(this.#next);
  }

  #member(): void {
    this.#curly = -1;
    if (this.text.charAt(this.#at) !== '"') this.#fail(letter.test(this.#next) ? 'unquoted' : 'missingName');
    this.#string();
    this.#space();
    if (this.#ended()) return;
    if (this.text.charAt(this.#at) !== ':') this.#fail('missingColon');
    this.#at += 1;
    this.#space();
    if (!this.#ended()) this.#value('missingValue');
  }

  #string(): void {
    const start = this.#at;
    this.#at += 1;
    while (!this.#ended() && this.text.charAt(this.#at) !== '"') {
      const unit = this.text.charAt(this.#at);
      if (unit === '\n' || unit === '\r') this.#brokenText(start);
      if (unit < ' ') throw new Found('controlInText', this.#at);
      if (unit === '\\') this.#escape();
      else {
        if (curlyEnd.test(unit)) this.#curly = this.#at;
        this.#at += 1;
      }
    }
    if (this.#ended()) this.#openText(start);
    this.#at += 1;
  }

  #openText(start: number): never {
    throw this.#curly >= 0 ? new Found('quote', this.#curly) : new Found('openText', start);
  }

  /** A text that was not closed on its own line is the likelier slip, unless the next quote looks like its end. */
  #brokenText(start: number): never {
    const next = this.text.indexOf('"', this.#at);
    if (next < 0 || !/^"\s*(?:[,:}\]]|$)/.test(this.text.slice(next, next + 200))) this.#openText(start);
    throw new Found('controlInText', this.#at);
  }

  #escape(): void {
    escape.lastIndex = this.#at;
    if (!escape.test(this.text)) throw new Found('escape', this.#at);
    this.#at = escape.lastIndex;
  }

  #number(): void {
    const start = this.#at;
    number.lastIndex = start;
    // `01`, `1.`, `.5`, `+1` and `0x1f` go on where a number of JSON has ended, or never begin.
    if (!number.test(this.text) || /[\w.+]/.test(this.text.charAt(number.lastIndex))) throw new Found('number', start);
    this.#at = number.lastIndex;
  }

  #word(otherwise: JsonFaultKind): void {
    const word = words.find((one) => this.text.startsWith(one, this.#at));
    if (word === undefined) this.#fail(letter.test(this.#next) ? 'unquoted' : otherwise);
    const after = this.text.codePointAt(this.#at + word.length);
    if (after !== undefined && /[\p{L}\d_$]/u.test(String.fromCodePoint(after))) this.#fail('unquoted');
    this.#at += word.length;
  }
}
