/**
 * Whether a text is exactly one e-mail address, and which addresses are in one that is not. Pure.
 *
 * An address is `local@domain`: the local part is a dot-string (RFC 5321, 4.1.2), without a slash, a question mark, or a quote at its
 * beginning, which links and quoted texts have; the domain has at least one dot, and labels of at most 63 characters. Letters and digits of
 * other scripts are let through (RFC 6531), for WhatCounts does not document what it keeps; one run of letters never mixes Latin with
 * letters that look like Latin ones. Quoted local parts and domains given as numbers are refused.
 */
import * as v from 'valibot';
import { hiddenIn, withoutHidden } from './hidden-characters.ts';

/** Octets (RFC 5321, 4.5.3.1; RFC 3696, erratum 1690). */
const limits = { local: 64, address: 254 } as const;

const AsciiSchema = v.pipe(v.string(), v.rfcEmail());

const local = /^(?![`'])[^/?.]+(?:\.[^/?.]+)*$/;
const domain = /^[^.]+(?:\.[^.]+)*\.(?=[^.]*[^\d.])[^.]{2,}$/;
const mixed =
  /[\p{Script=Latin}]\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]|[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]\p{M}*\p{Script=Latin}/u;

const octets = (text: string): number => new TextEncoder().encode(text).length;
/** For rules that know ASCII only: what other scripts have as letters counts as a letter. */
const asAscii = (text: string): string => text.replace(/(?![\0-\x7f])[\p{L}\p{M}\p{N}]/gu, 'x');

/** `text` has to be the whole address, without a space around it. */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [name, host] = [text.slice(0, at), text.slice(at + 1)];
  if (!local.test(name) || !domain.test(host) || mixed.test(text)) return false;
  if (octets(name) > limits.local || octets(text) > limits.address) return false;
  // Full-width and other compatibility forms look like what they are not.
  return hiddenIn(text, 'exact').length === 0 && text.normalize('NFKC') === text.normalize('NFC') && v.is(AsciiSchema, asAscii(text));
}

/** What an address in a longer text is made of; fewer signs than one may have, so that nothing around it is taken along. */
const inText = /[\p{L}\p{M}\p{N}._%+~'-]+@[\p{L}\p{M}\p{N}.-]+/gu;

/** The addresses in a text: a list, a name with an address, a link. Each once, as it would go; empty where none is clear. */
export function emailAddressesIn(text: string): readonly string[] {
  const visible = withoutHidden(text.replace(/\p{White_Space}/gu, ' ').normalize('NFKC'), 'exact', ' ').replace(/[\u3002\uff61]/g, '.');
  const link = /mailto:([^?\s<>]*)/i.exec(visible);
  const decoded = decode(link?.[1] ?? visible);
  const found = [...decoded.matchAll(inText)].flatMap(({ 0: match, index }) => {
    // Of "a@b@c.example" nobody can say what it means.
    if (decoded[index + match.length] === '@') return [];
    const address = match.replace(/^[^\p{L}\p{N}_]+/u, '').replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
    return isEmailAddress(address) ? [address] : [];
  });
  return [...new Set(found)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
