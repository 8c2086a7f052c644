/** The key of a customer as it is typed: nothing in it may look like what it is not. */
import { characterName } from '../base/character-name.ts';
import { dashesIn, withHyphens } from '../base/plain-characters.ts';
import { hiddenRefusal, placeOf, takeTyped, type TextRefusal, type TypedOptions } from './typed-text.ts';

const options: TypedOptions = { rule: 'exact', noun: 'customer key' };

/** The key as it goes, without what can't be seen at its ends; or why it can't. It may be empty. */
export function takeKey(typed: string): { value: string } | TextRefusal {
  const taken = takeTyped(typed, options);
  return 'text' in taken ? taken : (dashRefusal(taken.value) ?? taken);
}

/** The same of a key that goes to the byte; `null` where it can go. */
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
