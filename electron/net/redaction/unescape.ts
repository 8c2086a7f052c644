/** Undoes one level of escapes: percent-encoding, HTML entities, and the escapes of JSON and JavaScript. */
import { MappedBytes, pushBytes, pushCodePoint, sizeOfCharacter } from './decode-bytes.ts';
import { digitOf } from './digits.ts';
import { entityAt } from './html-entity.ts';
import { byteOfLetter, unitOfByte } from './odd-bytes.ts';
import type { View } from './view.ts';

const [percent, ampersand, backslash] = [0x25, 0x26, 0x5c];
const [letterU, letterX, openBrace, closeBrace] = [0x75, 0x78, 0x7b, 0x7d];
/** The control characters by the letter after a backslash. */
const controls = new Map(Array.from('bfnrtv', (letter, at) => [letter.charCodeAt(0), '\b\f\n\r\t\v'.charCodeAt(at)]));
/** Most digits of a number in braces, including leading zeros. */
const maxBracedDigits = 12;

/** `none`: there was no escape. `backslash`: an escape of another kind stood for a backslash. */
export type UnescapeResult = 'none' | 'read' | 'backslash';

/**
 * Writes the view to `out`, which is emptied first, with every escape read once. All kinds are read in one pass, because a text may mix
 * them; without `backslashes`, those that begin with a backslash stay. Takes linear time for any text.
 */
export function unescaped(view: View, out: View, backslashes = true): UnescapeResult {
  const first = nextEscape(view, 0);
  return first < view.length ? new Unescaper(view, out, backslashes).read(first) : 'none';
}

/** Whether the unit may be the first byte of a UTF-8 character, read as a letter or as an invalid byte. */
const isLead = (unit: number): boolean => (unit >= 0xc2 && unit <= 0xf4) || (unit >= unitOfByte(0xc2) && unit <= unitOfByte(0xf4));

/** Number of units from `at` on that are the bytes of one UTF-8 character; 0 if they are none. */
function bytesAt(units: Uint16Array, at: number, length: number): number {
  const end = Math.min(4, length - at);
  for (let next = 0; next < end; next++) character[next] = byteOfLetter(units[at + next] ?? 0) ?? 0;
  const size = sizeOfCharacter(character, 0, end);
  return size > 1 ? size : 0;
}

const character = new Uint8Array(4);

/** The position at which the next escape may begin; the view's length if there is none. */
function nextEscape({ units, length }: View, from: number): number {
  for (let at = from; at < length; at++) {
    const unit = units[at] ?? 0;
    if (unit === percent || unit === ampersand || unit === backslash || (isLead(unit) && bytesAt(units, at, length) > 0)) return at;
  }
  return length;
}

/** Punctuation that a backslash may escape; without the characters that begin another escape, which has to be read first. */
const isSign = (unit: number): boolean => /[!-$'-/:-@[-`{-~]/.test(String.fromCharCode(unit));

class Unescaper {
  readonly #view: View;
  readonly #out: View;
  readonly #bytes = new MappedBytes();
  /** Everything before this position has been written. */
  #written = 0;
  #at = 0;
  readonly #backslashes: boolean;
  #madeBackslash = false;

  constructor(view: View, out: View, backslashes: boolean) {
    this.#view = view;
    this.#out = out.reset(view.length);
    this.#backslashes = backslashes;
  }

  /** `first`: the position at which the first escape may begin. */
  read(first: number): UnescapeResult {
    const { units, length } = this.#view;
    for (this.#at = first; this.#at < length; this.#at = nextEscape(this.#view, this.#at)) {
      if (!this.#readEscape(units[this.#at] ?? 0)) this.#at += 1;
    }
    if (this.#written === 0) return 'none';
    this.#out.append(this.#view, this.#written, length);
    return this.#madeBackslash ? 'backslash' : 'read';
  }

  #readEscape(kind: number): boolean {
    if (kind === backslash) return this.#backslashes && this.#backslash();
    return kind === percent ? this.#percent() : kind === ampersand ? this.#entity() : this.#bytesOfCharacter();
  }

  /** Joins the bytes of a character that were read as separate units. */
  #bytesOfCharacter(): boolean {
    const { units, length } = this.#view;
    const size = bytesAt(units, this.#at, length);
    if (size === 0) return false;
    this.#bytes.reset(size);
    for (let at = this.#at; at < this.#at + size; at++) this.#bytes.push(byteOfLetter(units[at] ?? 0) ?? 0, this.#from(at), this.#to(at));
    this.#writeText();
    pushBytes(this.#out, this.#bytes);
    return this.#advance(this.#at + size);
  }

  /** Consecutive bytes are decoded together. `%u00fc` is the format of JavaScript's `escape`. */
  #percent(): boolean {
    const { units, length } = this.#view;
    if (((units[this.#at + 1] ?? 0) | 0x20) === letterU) {
      const code = this.#hex(this.#at + 2, 4);
      return code !== null && this.#put(code, 6);
    }
    let end = this.#at;
    while (end + 2 < length && units[end] === percent && this.#hex(end + 1, 2) !== null) end += 3;
    if (end === this.#at) return false;
    this.#bytes.reset((end - this.#at) / 3);
    for (let at = this.#at; at < end; at += 3) this.#bytes.push(this.#hex(at + 1, 2) ?? 0, this.#from(at), this.#to(at + 2));
    this.#madeBackslash ||= this.#bytes.bytes.subarray(0, this.#bytes.length).includes(backslash);
    this.#writeText();
    pushBytes(this.#out, this.#bytes);
    return this.#advance(end);
  }

  #entity(): boolean {
    const entity = entityAt(this.#view.units, this.#at, this.#view.length);
    if (entity === null) return false;
    const [from, to] = [this.#from(this.#at), this.#to(entity.end - 1)];
    this.#writeText();
    for (const code of entity.codes) pushCodePoint(this.#out, code, from, to);
    this.#madeBackslash ||= entity.codes.includes(backslash);
    return this.#advance(entity.end);
  }

  /**
   * `\u0041`, `\u{41}`, `\x41`, `\101`, `\n`, `\"`. An escape that can't be read yet stays: one inside it may have to be read first, such
   * as that of the `u` in `\%750041`.
   */
  #backslash(): boolean {
    const next = this.#view.units[this.#at + 1] ?? 0;
    if (this.#at + 1 >= this.#view.length) return false;
    const digits = (next | 0x20) === letterU ? 4 : (next | 0x20) === letterX ? 2 : 0;
    const code = digits === 0 ? this.#octal() : this.#hex(this.#at + 2, digits);
    if (code !== null) return this.#put(code, digits === 0 ? 4 : digits + 2);
    if (digits === 4) return this.#braced();
    const control = controls.get(next);
    if (control !== undefined) return this.#put(control, 2);
    return isSign(next) && this.#put(next, 2);
  }

  #braced(): boolean {
    const { units } = this.#view;
    const start = this.#at + 3;
    let end = start;
    while (end < start + maxBracedDigits && digitOf(units[end] ?? 0) < 16) end++;
    if (units[start - 1] !== openBrace || units[end] !== closeBrace || end === start || end >= this.#view.length) return false;
    const code = this.#hex(start, end - start);
    return code !== null && code <= 0x10ffff && this.#put(code, end + 1 - this.#at);
  }

  #octal(): number | null {
    const [high = 9, middle = 9, low = 9] = [1, 2, 3].map((offset) => digitOf(this.#view.units[this.#at + offset] ?? 0));
    return this.#at + 3 >= this.#view.length || high > 3 || middle > 7 || low > 7 ? null : high * 64 + middle * 8 + low;
  }

  /** The hexadecimal number of `count` digits at `at`; `null` if they aren't all digits. */
  #hex(at: number, count: number): number | null {
    if (at + count > this.#view.length) return null;
    let code = 0;
    for (let next = at; next < at + count; next++) {
      const digit = digitOf(this.#view.units[next] ?? 0);
      if (digit > 15) return null;
      code = code * 16 + digit;
    }
    return code;
  }

  /** Writes one character for the next `size` units. */
  #put(code: number, size: number): true {
    this.#writeText();
    pushCodePoint(this.#out, code, this.#from(this.#at), this.#to(this.#at + size - 1));
    return this.#advance(this.#at + size);
  }

  /** Writes the text before the escape. */
  #writeText(): void {
    if (this.#at > this.#written) this.#out.append(this.#view, this.#written, this.#at);
  }

  #advance(end: number): true {
    this.#at = end;
    this.#written = end;
    return true;
  }

  readonly #from = (at: number): number => this.#view.from[at] ?? 0;
  readonly #to = (at: number): number => this.#view.to[at] ?? 0;
}
