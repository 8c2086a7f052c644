/** The e-mail address that a message goes to. */
import { emailAddressesIn, isEmailAddress } from '../base/email-address.ts';
import { hiddenIn, isSeparator, trimHidden, withoutHidden } from '../base/hidden-characters.ts';
import type { FieldFix } from './result.ts';
import { takeTyped, type TextRefusal } from './typed-text.ts';

/** Addresses that are offered, at most. */
const mostOffered = 3;

/** Exactly one valid address, as it goes; otherwise why not, with the addresses that are in the text. Empty where nothing is typed. */
export function takeAddress(typed: string): { value: string } | TextRefusal {
  const taken = takeTyped(typed, { rule: 'exact', noun: 'e-mail address' });
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

/** The text without what is hidden in it, where it is an address then, and only what nobody sees is taken out or nothing else can be meant. */
function removedFix(typed: string, found: readonly string[]): FieldFix | null {
  const value = trimHidden(withoutHidden(typed, 'exact'), 'exact');
  const hidden = hiddenIn(trimHidden(typed, 'exact'), 'exact');
  const hasGap = hidden.some(({ kind, character }) => kind === 'blank' || isSeparator(character));
  if (!isEmailAddress(value) || (hasGap && (found.length > 0 || hidden.some(({ character }) => isSeparator(character))))) return null;
  return { label: { code: 'field.removeIt', params: { count: hidden.length } }, value };
}

/** A longer text is not looked through: that takes time, and there is no one address in it. */
const longest = 5000;

/** Blanks around an `@` are none of an address; any others may stand between two words. */
const candidates = (typed: string): readonly string[] =>
  typed.length > longest ? [] : emailAddressesIn(typed.replace(/[\p{Zs}]*@[\p{Zs}]*/gu, '@'));
