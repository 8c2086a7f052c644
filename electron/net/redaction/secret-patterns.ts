/** The patterns of a secret: every piece of six characters, in each form that decoding doesn't turn back into the secret itself. */
import { base64Core, standardUnit } from './base64.ts';
import { viewOfBytes } from './decode-bytes.ts';
import { shortestReliable } from '../../shared/domain/secret-text.ts';
import { foldCaseAndBlanks } from './fold-case-and-blanks.ts';
import type { Secrets } from './secrets.ts';
import { unescaped } from './unescape.ts';
import { textOfView, View, viewOfText } from './view.ts';

/** Length of the shortest piece that is removed, in characters. */
export const pieceLength = shortestReliable;

/** A shorter secret would often be found by chance, even in the bare `0` of an acceptance. */
export const shortestSecret = 4;

/** In base64 without its case, a piece has to be longer, or it would often be found by chance. */
const caselessPiece = 12;

/** Levels of nested escapes that are read: three, and one for the JSON around them. */
export const deepestEscapes = 4;

export interface Pattern {
  /** `folded`: searched without case, see fold-case-and-blanks.ts. `exact`: base64, with its case and in both alphabets. */
  kind: 'folded' | 'exact';
  /** Already folded, or in the standard alphabet. */
  text: string;
}

/** Empty if all secrets are too short. */
export function patternsOf({ typed, base64 }: Secrets): Pattern[] {
  const [folded, exact] = [new Set<string>(), new Set<string>()];
  const add = (pieces: readonly string[]): void => pieces.forEach((piece) => folded.add(foldCaseAndBlanks(piece)));
  for (const secret of typed) {
    for (const text of unique([secret, secret.normalize('NFC'), secret.normalize('NFD')])) {
      for (const form of formsOf(text)) add(piecesOf(form));
      for (const piece of casesOf(text).flatMap((cased) => piecesOf(cased))) add(encodedInUtf16(piece));
      add(caselessBase64(text));
    }
  }
  for (const value of base64) {
    const standard = standardText(value);
    const bytes = Buffer.from(standard, 'base64');
    for (const piece of base64Pieces(standard, bytes, 0, pieceLength)) exact.add(piece);
    add(base64Pieces(standard, bytes, 0, caselessPiece).flatMap(bothAlphabets));
    add(bothAlphabets(standard).flatMap(caselessBase64));
  }
  return [
    ...Array.from(folded, (text) => ({ kind: 'folded', text }) as const),
    ...Array.from(exact, (text) => ({ kind: 'exact', text }) as const),
  ].filter(({ text }) => text.length >= shortestSecret);
}

/** All pieces of `length` characters; a shorter text is one piece, unless it is shorter than any pattern may be. */
function piecesOf(text: string, length = pieceLength): string[] {
  const letters = Array.from(text);
  if (letters.length <= length) return letters.length >= shortestSecret ? [text] : [];
  return letters.slice(length - 1).map((_, at) => letters.slice(at, at + length).join(''));
}

/** Case conversion may turn one letter into two, as for `ß`, which folding can't undo. */
const casesOf = (text: string): string[] => unique([text, text.toUpperCase(), text.toLowerCase()]);

function formsOf(text: string): string[] {
  return unique(casesOf(text).flatMap((cased) => [cased, ...withNoBreakSpaces(cased).flatMap(readForms).flatMap(casesOf)]));
}

/**
 * The text, and variants with no-break spaces that HTML may have made of one or all of its blanks: after a Latin-1 letter, one may look
 * like the second byte of a character.
 */
function withNoBreakSpaces(text: string): string[] {
  const places = Array.from(text.matchAll(/(?<=[\u00c2-\u00df]) /g), ({ index }) => index);
  return unique([text, text.replaceAll(' ', '\u00a0'), ...places.map((at) => `${text.slice(0, at)}\u00a0${text.slice(at + 1)}`)]);
}

/**
 * The forms of the text after the escapes in it were read: a secret may look like an escape, and all escapes of a text are read together.
 * Forms shorter than a piece are dropped, because they would match anywhere.
 */
function readForms(text: string): string[] {
  const forms: string[] = [];
  let view: View = viewOfText(text);
  for (let depth = 0; depth < deepestEscapes; depth++) {
    const read = new View();
    if (unescaped(view, read) === 'none') break;
    forms.push(textOfView(read));
    view = read;
  }
  return forms.filter((form) => Array.from(form).length >= pieceLength);
}

/**
 * A piece in UTF-16, also inside hex and base64. Needed because UTF-16 is only decoded if it has ASCII in it, which a piece in another
 * script hasn't, and because the outer zero byte may belong to a neighbour.
 */
function encodedInUtf16(piece: string): string[] {
  if (/[\0-\x7f]/.test(piece)) return [];
  const little = Buffer.from(piece, 'utf16le');
  const big = Buffer.from(little).swap16();
  return [little, big].flatMap((bytes) => [
    textOfView(viewOfBytes(bytes)).replace(/^\0|\0$/g, ''),
    bytes.toString('hex'),
    ...[0, 1, 2].flatMap((offset) => bothAlphabets(base64Core(bytes, offset))),
  ]);
}

/** Base64 that was converted to upper or lower case. It can't be decoded any more, but an attacker could try all cases. */
function caselessBase64(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const core = base64Core(bytes, offset);
    return core.length < 8 ? [] : base64Pieces(core, bytes, [0, 4, 2][offset] ?? 0, caselessPiece).flatMap(bothAlphabets);
  });
}

/**
 * All pieces of base64 of at least `length` characters; the base64 begins at bit `start` of `bytes`. If characters take several bytes, a
 * piece has to be long enough for six of them: one or two are found in every text of that script.
 */
function base64Pieces(base64: string, bytes: Uint8Array, start: number, length: number): string[] {
  if (base64.length <= length) return base64.length >= shortestSecret ? [base64] : [];
  const pieces: string[] = [];
  for (let from = 0, to = length; to <= base64.length; from++, to = Math.max(to, from + length)) {
    while (to <= base64.length && !holdsEnough(bytes, start + 6 * from, start + 6 * to)) to++;
    if (to <= base64.length) pieces.push(base64.slice(from, to));
  }
  return pieces;
}

/** Whether these bits are ASCII, or at least six characters. */
function holdsEnough(bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes.subarray(from >> 3, Math.ceil(to / 8)).every((byte) => byte < 0x80)) return true;
  const inside = bytes.subarray(Math.ceil(from / 8), to >> 3);
  const begun = inside.filter((byte) => (byte & 0xc0) !== 0x80).length;
  return begun > pieceLength || (begun === pieceLength && (bytes[to >> 3] ?? 0) >> 6 !== 2);
}

const standardText = (value: string): string =>
  Array.from(value.replace(/=+$/, ''), (letter) => String.fromCharCode(standardUnit(letter.charCodeAt(0)))).join('');

const bothAlphabets = (text: string): string[] => unique([text, text.replaceAll('+', '-').replaceAll('/', '_')]);
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
