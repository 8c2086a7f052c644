/**
 * Whether a text is exactly one e-mail address, and which addresses are in one that is not. Pure.
 *
 * An address is `local@domain`: the local part is a dot-string (RFC 5321, 4.1.2), without what links and quoted texts have: a slash, a
 * question mark, an equals sign, a percent-encoded character, or a quote or a sign of markup at its beginning; the domain has at least one
 * dot, and labels of at most 63 characters. Letters and digits of other scripts are let through (RFC 6531), for WhatCounts does not document
 * what it keeps; a local part or a label of the domain never mixes Latin with scripts that look like it. Quoted local parts and domains given
 * as numbers are refused.
 */
import * as v from 'valibot';
import { hiddenIn, separatorsAsSpaces, withoutHidden } from './hidden-characters.ts';

/** Octets (RFC 5321, 4.5.3.1; RFC 3696, erratum 1690). */
const limits = { local: 64, address: 254 } as const;

const AsciiSchema = v.pipe(v.string(), v.rfcEmail());

const local = /^(?![`'#&*|])(?!.*%[\da-f]{2})[^/?.=]+(?:\.[^/?.=]+)*$/i;
const domain = /^[^.]+(?:\.[^.]+)*\.(?=[^.]*[^\d.])[^.]{2,}$/;

const latin = /\p{Script=Latin}/u;
const latinAlike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;
const isMixed = (part: string): boolean => latin.test(part) && latinAlike.test(part);

const octets = (text: string): number => new TextEncoder().encode(text).length;
/** For rules that know ASCII only: what other scripts have as letters counts as a letter. */
const asAscii = (text: string): string => text.replace(/(?![\0-\x7f])[\p{L}\p{M}\p{N}]/gu, 'x');

/** `text` has to be the whole address, without a space around it. */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [name, host] = [text.slice(0, at), text.slice(at + 1)];
  if (!local.test(name) || !domain.test(host) || [name, ...host.split('.')].some(isMixed)) return false;
  if (octets(name) > limits.local || octets(text) > limits.address) return false;
  // Full-width and other compatibility forms look like what they are not.
  return hiddenIn(text, 'exact').length === 0 && text.normalize('NFKC') === text.normalize('NFC') && v.is(AsciiSchema, asAscii(text));
}

/** What an address in a longer text is made of; fewer signs than one may have, so that nothing around it is taken along. */
const inText = /[\p{L}\p{M}\p{N}._%+~'-]+@[\p{L}\p{M}\p{N}.-]+/gu;
/** What may stand right before or behind one. Beside anything else it may be a part of another address. */
const around = /^[\s<>()[\]{}"'“”„«»‹›,;:=|/?&\\*#]?$/u;
/** Signs of an address as others write them: word processors, and input methods. */
const writtenOtherwise: readonly (readonly [RegExp, string])[] = [
  [/[\u2010\u2011]/g, '-'],
  [/[‘’ʼ]/g, "'"],
  [/[\u3002\uff61]/g, '.'],
];

/** The addresses in a text: a list, a name with an address, a link. Each once, as it would go; empty where none is clear. */
export function emailAddressesIn(text: string): readonly string[] {
  const spaced = separatorsAsSpaces(text)
    .replace(/\p{White_Space}/gu, ' ')
    .normalize('NFKC');
  const visible = writtenOtherwise.reduce((now, [sign, usual]) => now.replace(sign, usual), withoutHidden(spaced, 'exact', ' '));
  const link = /mailto:([^?\s<>]*)/i.exec(visible);
  const decoded = decode(link?.[1] ?? visible);
  const found = [...decoded.matchAll(inText)].flatMap(({ 0: match, index }) => {
    // Of "a@b@c.example" nobody can say what it means.
    const [before = '', behind = ''] = [Array.from(decoded.slice(0, index)).at(-1), Array.from(decoded.slice(index + match.length))[0]];
    if (!around.test(before) || !around.test(behind)) return [];
    const address = match.replace(/^[.%'~-]+/, '').replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
    return isEmailAddress(address) ? [address] : [];
  });
  return [...new Set(found)];
}

/** What can be decoded. */
function decode(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
