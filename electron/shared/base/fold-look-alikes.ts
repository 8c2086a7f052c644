/**
 * The one way in which texts are compared where looking the same counts as being the same: the duplicate guard, sends under way,
 * hints, evidence, names of lists and templates, the search, and Keypost's own names. Pure.
 *
 * Two texts fold to one where they differ only in
 * - case (as Unicode folds it: Straße and STRASSE);
 * - the way a character is written (Unicode's compatibility forms: é in one or two code points, full-width digits, ligatures);
 * - characters that can't be seen, wherever they stand;
 * - which kind of space, and how many in a row; spaces at the ends don't count;
 * - Cyrillic, Greek and Armenian letters that look like Latin ones;
 * - dashes, apostrophes and other signs that look like one of ASCII;
 * - the way in which the domain of an e-mail address is written: exämple.de and xn--exmple-cua.de.
 *
 * Accents count: ü is not u. Whether WhatCounts minds any of this is not documented. Nothing is ever sent as it is folded.
 */
import { dashes } from './plain-characters.ts';
import { withoutHidden } from './hidden-characters.ts';
import { decodePunycode } from './punycode.ts';

/** What folding leaves as it is but for the case. */
const plain = /^[!-~]*(?: [!-~]+)*$/;

const lookAlikes = new Map(
  [
    // Cyrillic, small letters; some look alike as capitals only.
    ['авекмнортсухіѕјһԁԛԝӏѵ', 'abekmhoptcyxisjhdqwlv'],
    ['αβεζηικμνορστυχ', 'abezhikmnopotyx'],
    ['օսոհ', 'ounh'],
    [dashes, '-'.repeat(Array.from(dashes).length)],
    ['‘’‛ʹʻʼʽˈ′', "'''''''''"],
    ['⁄∕⧸', '///'],
    ['ǀ∣│', '|||'],
    ['ː꞉∶', ':::'],
    ['ǃ', '!'],
    ['∗⁎', '**'],
    ['∼', '~'],
    ['‚', ','],
  ].flatMap(([others = '', latin = '']) => Array.from(others, (letter, at) => [letter, latin[at] ?? letter] as const)),
);
const lookAlike = new RegExp(`[${[...lookAlikes.keys()].join('')}]`, 'gu');

/** Small letters come first and last, for the large sharp s, and composing again, for letters that fall apart as capitals. */
const withoutCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** Folding a folded text changes nothing. */
export function foldLookAlikes(text: string): string {
  const folded = foldCharacters(text);
  // The domain of an address stands behind the last `@`.
  const from = folded.lastIndexOf('@') + 1;
  if (from === 0 || !folded.includes('xn--', from)) return folded;
  return folded.slice(0, from) + folded.slice(from).replace(/^\S+/, (domain) => domain.split('.').map(decodedLabel).join('.'));
}

/** Characters of a label (RFC 1035, 2.3.4). */
const longestLabel = 63;

/** What a label stands for, folded as well; it stays as it is where it stands for nothing, or for what can be decoded once more. */
function decodedLabel(label: string): string {
  if (!label.startsWith('xn--') || label.length > longestLabel) return label;
  const folded = foldCharacters(decodePunycode(label.slice('xn--'.length)) ?? '');
  return folded === '' || /^xn--|[\s@.]/.test(folded) ? label : folded;
}

function foldCharacters(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  const visible = withoutHidden(text.replace(/\p{White_Space}/gu, ' ').normalize('NFKC'), 'exact', ' ');
  const folded = withoutCase(visible.normalize('NFKD')).normalize('NFKD');
  return folded
    .replace(lookAlike, (letter) => lookAlikes.get(letter) ?? letter)
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim();
}

/**
 * For finding a text by a part of it, where somebody may leave accents out. Coarser than `foldLookAlikes`, and never what decides a send.
 */
export const foldLookAlikesAndAccents = (text: string): string =>
  plain.test(text) ? text.toLowerCase() : foldLookAlikes(text).normalize('NFD').replace(/\p{M}/gu, '');
