/** What is searched for: every piece of six characters of a secret, in each form that reading encodings does not lead back to the secret itself. */
import { base64Core, standardUnit } from './base64.ts';
import { viewOfBytes } from './decode-bytes.ts';
import { shortestReliable } from '../../shared/domain/secret-text.ts';
import { foldedText } from './fold.ts';
import type { Secrets } from './secrets.ts';
import { unescaped } from './unescape.ts';
import { textOfView, View, viewOfText } from './view.ts';

/** Characters of the shortest piece that does not stay. */
export const pieceLength = shortestReliable;

/** A shorter secret would be found by chance and spoil a response, the bare `0` among them. */
export const shortestSecret = 4;

/** Of base64 whose case is lost a piece has to be long not to be found by chance. */
const caselessPiece = 12;

/** Escapes inside escapes that are read; one more than three, for the JSON around them. */
export const deepestEscapes = 4;

export interface Pattern {
  /** `folded`: searched without case, see fold.ts. `exact`: base64, with its case and in both alphabets. */
  kind: 'folded' | 'exact';
  /** Folded already, or in the standard alphabet. */
  text: string;
}

/** Empty where all secrets are too short. */
export function patternsOf({ typed, base64 }: Secrets): Pattern[] {
  const [folded, exact] = [new Set<string>(), new Set<string>()];
  const add = (pieces: readonly string[]): void => pieces.forEach((piece) => folded.add(foldedText(piece)));
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

/** All pieces of `length` characters; a shorter text as a whole, unless it is too short. */
function piecesOf(text: string, length = pieceLength): string[] {
  const letters = Array.from(text);
  if (letters.length <= length) return letters.length >= shortestSecret ? [text] : [];
  return letters.slice(length - 1).map((_, at) => letters.slice(at, at + length).join(''));
}

/** A letter may become two in the other case, as `ß` does, which folding can't undo. */
const casesOf = (text: string): string[] => unique([text, text.toUpperCase(), text.toLowerCase()]);

function formsOf(text: string): string[] {
  return unique(casesOf(text).flatMap((cased) => [cased, ...withNoBreakSpaces(cased).flatMap(readForms).flatMap(casesOf)]));
}

/**
 * The text, and with no-break spaces that HTML may have made of its blanks, one of them or all: one that stands behind a letter of Latin-1 may look
 * like the second byte of a character.
 */
function withNoBreakSpaces(text: string): string[] {
  const places = Array.from(text.matchAll(/(?<=[\u00c2-\u00df]) /g), ({ index }) => index);
  return unique([text, text.replaceAll(' ', '\u00a0'), ...places.map((at) => `${text.slice(0, at)}\u00a0${text.slice(at + 1)}`)]);
}

/**
 * What is left of the text when the escapes in it are read: a secret may look like an escape, and those of a text are all read together. What is
 * shorter than a piece then could be anything.
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
 * A piece in UTF-16, also inside hex and base64. UTF-16 that is read has some ASCII in it, which a piece in another script has not, and its outer
 * zero may belong to a neighbour.
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

/** Base64 that was put in capitals or small letters. Nobody can read it any more, but somebody could try all cases. */
function caselessBase64(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const core = base64Core(bytes, offset);
    return core.length < 8 ? [] : base64Pieces(core, bytes, [0, 4, 2][offset] ?? 0, caselessPiece).flatMap(bothAlphabets);
  });
}

/**
 * All pieces of base64 of at least `length` characters. The first of them begins at bit `start` of `bytes`. Where letters take several bytes, so few
 * characters hold a letter or two, which are in every text of that script: then a piece has as many as hold six letters.
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

/** Whether what stands in these bits is ASCII, or six characters. */
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
