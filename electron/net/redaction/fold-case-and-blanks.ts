/** Folding: which characters count as equal in the search for secrets. */
import { letterOfUnit } from './odd-bytes.ts';

const blank = 0x20;
const plus = 0x2b;
const noBreakSpace = 0xa0;

/** 0 if not computed yet. */
const foldCache = new Uint16Array(0x10000);

/**
 * A code unit without its case. A blank, a no-break space and the `+` that stands for a blank in forms are one and the same, also as a byte
 * of UTF-16: a form may make `Ы` (U+042B) of `Р` (U+0420), and `⬜` (U+2B1C) of `“` (U+201C). Letters whose other case has another length,
 * such as `ß`, stay.
 */
export function foldUnitCaseAndBlanks(unit: number): number {
  const folded = foldCache[unit] ?? unit;
  return folded === 0 ? computeFold(unit) : folded;
}

function computeFold(unit: number): number {
  const letter = letterOfUnit(unit);
  const folded = letter === plus || letter === noBreakSpace ? blank : leastEquivalent(caseless(letter));
  foldCache[unit] = folded;
  return folded;
}

/** The smallest of all units that `unit` may have been before form encoding swapped blanks and `+` among its bytes, in either case. */
function leastEquivalent(unit: number): number {
  if (unit < 0x100) return unit;
  const alike = new Set([unit]);
  for (const one of alike)
    for (const cased of [one, upperOf(one)]) for (const other of withSwappedBlanks(cased)) alike.add(caseless(other));
  return Math.min(...alike);
}

/** The variants with one byte changed from a blank to a `+`, or the other way round. */
function withSwappedBlanks(unit: number): number[] {
  const [high, low] = [unit >> 8, unit & 0xff];
  return [
    ...(high === blank || high === plus ? [((high ^ blank ^ plus) << 8) | low] : []),
    ...(low === blank || low === plus ? [(high << 8) | (low ^ blank ^ plus)] : []),
  ];
}

const upperOf = (unit: number): number => {
  const upper = String.fromCharCode(unit).toUpperCase();
  return upper.length === 1 ? upper.charCodeAt(0) : unit;
};

function caseless(unit: number): number {
  const letter = String.fromCharCode(unit);
  const upper = letter.toUpperCase();
  const lower = (upper.length === 1 ? upper : letter).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

/** Applies `foldUnitCaseAndBlanks` to each unit. */
export const foldCaseAndBlanks = (text: string): string =>
  text
    .split('')
    .map((letter) => String.fromCharCode(foldUnitCaseAndBlanks(letter.charCodeAt(0))))
    .join('');
