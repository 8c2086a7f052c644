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
    for (const piece of piecesOf(standard)) exact.add(piece);
    add(bothAlphabets(standard).flatMap((text) => piecesOf(text, caselessPiece)));
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
  return unique(casesOf(text).flatMap((cased) => [cased, ...readForms(cased).flatMap(casesOf)]));
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
  const cores = [0, 1, 2].map((offset) => base64Core(bytes, offset)).filter((core) => core.length >= 8);
  return cores.flatMap(bothAlphabets).flatMap((core) => piecesOf(core, caselessPiece));
}

const standardText = (value: string): string =>
  Array.from(value.replace(/=+$/, ''), (letter) => String.fromCharCode(standardUnit(letter.charCodeAt(0)))).join('');

const bothAlphabets = (text: string): string[] => unique([text, text.replaceAll('+', '-').replaceAll('/', '_')]);
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
