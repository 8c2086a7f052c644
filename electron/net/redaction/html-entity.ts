/** Reads HTML character references: `&uuml;`, `&#39;`, `&#x0027;`. */
import { decodeHTMLStrict } from 'entities/decode';
import { digitOf } from './digits.ts';

/** A character reference; `end` is the position after it. */
export interface Entity {
  codes: readonly number[];
  end: number;
}

const [hash, semicolon] = [0x23, 0x3b];
const [percent, backslash] = [0x25, 0x5c];
/** The longest name, `CounterClockwiseContourIntegral`, has 31 letters. */
const longestName = 31;

/** The reference that begins with the `&` at `at`; `null` if none does. As in browsers, a numeric one may lack its semicolon. */
export function entityAt(units: Uint16Array, at: number, length: number): Entity | null {
  return units[at + 1] === hash ? numberAt(units, at + 2, length) : nameAt(units, at + 1, length);
}

function numberAt(units: Uint16Array, at: number, length: number): Entity | null {
  const base = ((units[at] ?? 0) | 0x20) === 0x78 ? 16 : 10;
  const start = base === 16 ? at + 1 : at;
  let code = 0;
  let end = start;
  for (; end < length; end++) {
    const digit = digitOf(units[end] ?? 0);
    if (digit >= base) break;
    code = Math.min(code * base + digit, 0x110000);
  }
  if (end === start || code > 0x10ffff) return null;
  // The library knows how HTML maps the codes of control characters (windows-1252).
  const codes = code >= 0x80 && code <= 0x9f ? codesOf(decodeHTMLStrict(`&#${code};`)) : [code];
  if (end < length && units[end] === semicolon) return { codes, end: end + 1 };
  return end < length && mayContinue(units, end, length, base) ? null : { codes, end };
}

/** Units of the longest escape that is recognized, `\u{000000000026}`. */
const longestEscape = 16;
/** One complete escape: captures its digits in hex or octal, or the character that it stands for. */
const wholeEscape =
  /^(?:%u([0-9a-f]{4})|%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\u\{0*([0-9a-f]{1,6})\}|\\([0-3][0-7]{2})|\\([;\\]))/i;
/** An escape with another one in it, which has to be read first. */
const nestedEscape = /^(?:%u?[0-9a-f]{0,3}|\\u\{?[0-9a-f]{0,12}|\\x?[0-9a-f]{0,2})[%\\]/i;

/**
 * Whether the escape at `at` may stand for one of the number's digits, its semicolon, or the beginning of another escape: then that has to
 * be read first. An `&` never does, since whatever writes a digit as a reference writes the `&` before it as one, too.
 */
function mayContinue(units: Uint16Array, at: number, length: number, base: number): boolean {
  if (units[at] !== percent && units[at] !== backslash) return false;
  const text = String.fromCharCode(...units.subarray(at, Math.min(at + longestEscape, length)));
  const whole: readonly (string | undefined)[] | null = wholeEscape.exec(text);
  if (whole === null) return nestedEscape.test(text);
  const [octal, sign] = whole.slice(6);
  const hex = whole.slice(1, 6).find((digits) => digits !== undefined);
  const code = sign?.charCodeAt(0) ?? (octal === undefined ? parseInt(hex ?? '', 16) : parseInt(octal, 8));
  return code === semicolon || code === percent || code === backslash || digitOf(code) < base;
}

/** Cached names, so that a body with many references isn't slow. */
const nameCache = new Map<string, readonly number[] | null>();
const maxCachedNames = 4096;

function nameAt(units: Uint16Array, start: number, length: number): Entity | null {
  let end = start;
  while (end < length && end - start <= longestName && isNameLetter(units[end] ?? 0)) end++;
  if (end === start || end >= length || units[end] !== semicolon) return null;
  const codes = codesOfName(String.fromCharCode(...units.subarray(start, end)));
  return codes === null ? null : { codes, end: end + 1 };
}

const isNameLetter = (unit: number): boolean => (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a);

function codesOfName(name: string): readonly number[] | null {
  const known = nameCache.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  // If a text was converted to upper case, its entity names were, too.
  const found = [name, lower, lower.charAt(0).toUpperCase() + lower.slice(1)].map(decodedName).find((codes) => codes !== null) ?? null;
  if (nameCache.size < maxCachedNames) nameCache.set(name, found);
  return found;
}

function decodedName(name: string): readonly number[] | null {
  const decoded = decodeHTMLStrict(`&${name};`);
  return decoded === `&${name};` ? null : codesOf(decoded);
}

const codesOf = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
