/** The e-mail address that a message goes to. Pure. */
import { emailAddressesIn, isEmailAddress } from '../base/email-address.ts';
import { withoutHidden } from '../base/hidden-characters.ts';
import { takeTyped, type Refusal } from './typed-text.ts';

/** Addresses that are offered, at most. */
const mostOffered = 3;

/** Exactly one valid address, as it goes; otherwise why not, with the addresses that are in the text. Empty where nothing is typed. */
export function takeAddress(typed: string): { value: string } | Refusal {
  const taken = takeTyped(typed, { rule: 'exact', noun: 'e-mail address' });
  if ('value' in taken && (taken.value === '' || isEmailAddress(taken.value))) return taken;
  const found = candidates(typed);
  // What is hidden is named where nothing else is wrong with it.
  const visible = 'text' in taken ? taken.fixes.filter(({ value }) => isEmailAddress(value)) : [];
  if ('text' in taken && (visible.length > 0 || found.length === 0)) return { ...taken, fixes: visible };
  if (found.length === 0) return { text: { code: 'field.noAddress', params: { example: 'ada@example.com' } }, fixes: [] };
  const offers = found.slice(0, mostOffered).map((text) => ({ label: { code: 'field.use', params: { text } }, value: text }) as const);
  return { text: { code: 'field.oneAddress', params: { count: found.length } }, fixes: offers };
}

function candidates(typed: string): readonly string[] {
  const found = emailAddressesIn(typed);
  const together = withoutHidden(typed, 'exact').replaceAll(' ', '');
  return found.length === 0 && isEmailAddress(together) ? [together] : found;
}
