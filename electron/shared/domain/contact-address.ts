/** The e-mail address that a message is sent to. */
import { emailAddressesIn, isEmailAddress } from '../base/email-address.ts';
import { hiddenIn, isSeparator, trimHidden, withoutHidden } from '../base/hidden-characters.ts';
import type { FieldFix } from './result.ts';
import { parseTypedText, type TextRefusal } from './typed-text.ts';

/** How many addresses are suggested at most. */
const mostOffered = 3;

/**
 * Returns exactly one valid address, as it is sent. Otherwise returns why not, and suggests the addresses found in the text. An empty text
 * is returned as it is.
 */
export function parseContactAddress(typed: string): { value: string } | TextRefusal {
  const taken = parseTypedText(typed, { rule: 'exact', noun: 'e-mail address' });
  if ('value' in taken && (taken.value === '' || isEmailAddress(taken.value))) return taken;
  const found = candidates(typed);
  if ('text' in taken) {
    const removed = removedFix(typed, found);
    if (removed !== null) return { ...taken, fixes: [removed] };
    if (found.length < 2) return { ...taken, fixes: found.map(useAddress) };
  }
  if (found.length === 0) return { text: { code: 'field.noAddress', params: { example: 'ada@example.com' } }, fixes: [] };
  return { text: { code: 'field.oneAddress', params: { count: found.length } }, fixes: found.slice(0, mostOffered).map(useAddress) };
}

const useAddress = (text: string): FieldFix => ({ label: { code: 'field.use', params: { text } }, value: text });

/**
 * Suggests the text without its hidden characters, if that is an address. Hidden blanks and separators may stand between two words, so
 * there is no suggestion with a separator, and with a blank only if no other address is found in the text.
 */
function removedFix(typed: string, found: readonly string[]): FieldFix | null {
  const value = trimHidden(withoutHidden(typed, 'exact'), 'exact');
  const hidden = hiddenIn(trimHidden(typed, 'exact'), 'exact');
  const hasGap = hidden.some(({ kind, character }) => kind === 'blank' || isSeparator(character));
  if (!isEmailAddress(value) || (hasGap && (found.length > 0 || hidden.some(({ character }) => isSeparator(character))))) return null;
  return { label: { code: 'field.removeIt', params: { count: hidden.length } }, value };
}

/** Longer texts, in characters, are not searched: it would take too long, and such a text isn't one address. */
const longest = 5000;

/** Blanks around an `@` are not part of an address; all others may separate two words. */
const candidates = (typed: string): readonly string[] =>
  typed.length > longest ? [] : emailAddressesIn(typed.replace(/[\p{Zs}]*@[\p{Zs}]*/gu, '@'));
