/** Checks a customer key as it is typed: no character in it may look like another one. */
import { characterName } from '../base/character-name.ts';
import { dashesIn, withHyphens } from '../base/plain-characters.ts';
import { hiddenRefusal, placeOf, parseTypedText, type TextRefusal, type TypedOptions } from './typed-text.ts';

const options: TypedOptions = { rule: 'exact', noun: 'customer key' };

/** Returns the key as it is sent, without hidden characters at its ends, or why it can't be sent. It may be empty. */
export function parseCustomerKey(typed: string): { value: string } | TextRefusal {
  const taken = parseTypedText(typed, options);
  return 'text' in taken ? taken : (dashRefusal(taken.value) ?? taken);
}

/** The same check for a key that is sent byte for byte; `null` if it can be sent. */
export const keyRefusal = (key: string): TextRefusal | null => hiddenRefusal(key, options) ?? dashRefusal(key);

/** A dash that looks like a hyphen would name another customer. */
function dashRefusal(key: string): TextRefusal | null {
  const dashes = dashesIn(key);
  const [first] = dashes;
  if (first === undefined) return null;
  const { after } = placeOf(key, first);
  const place = Array.from(key.slice(0, first.index)).length + 1;
  const params = { character: characterName(first.character), place, after, more: dashes.length - 1 };
  const fix = { label: { code: 'field.useHyphen', params: { count: dashes.length } }, value: withHyphens(key) } as const;
  return { text: { code: 'field.dash', params }, fixes: [fix] };
}
