/** Which characters count as the same one when a secret is searched. */
import { letterOfUnit } from './odd-bytes.ts';

const blank = 0x20;
const plus = 0x2b;
const noBreakSpace = 0xa0;

/** 0 where it isn't known yet. */
const known = new Uint16Array(0x10000);

/**
 * A code unit without its case. A blank, a no-break space and the `+` that stands for a blank in forms are one and the same. Letters whose other
 * case has another length, such as `ß`, stay.
 */
export function foldUnit(unit: number): number {
  const folded = known[unit] ?? unit;
  return folded === 0 ? learn(unit) : folded;
}

function learn(unit: number): number {
  const letter = letterOfUnit(unit);
  const folded = letter === plus || letter === noBreakSpace ? blank : caseless(letter);
  known[unit] = folded;
  return folded;
}

function caseless(unit: number): number {
  const letter = String.fromCharCode(unit);
  const upper = letter.toUpperCase();
  const lower = (upper.length === 1 ? upper : letter).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

/** As `foldUnit`, for each unit. */
export const foldedText = (text: string): string =>
  text
    .split('')
    .map((letter) => String.fromCharCode(foldUnit(letter.charCodeAt(0))))
    .join('');
