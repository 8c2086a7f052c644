/** What every text meets that somebody typed, before it becomes a part of a message or of an account. Pure. */
import { characterName } from '../base/character-name.ts';
import { hiddenIn, trimHidden, withoutHidden, type HiddenCharacter, type TextRule } from '../base/hidden-characters.ts';
import type { HiddenPlace, TypedNoun } from '../i18n/field-text.ts';
import type { Text } from '../i18n/text.ts';
import type { FieldFix } from './field-fix.ts';

/** Why a text can't be taken, and what one click can do about it. */
export interface Refusal {
  text: Text;
  fixes: readonly FieldFix[];
}

export interface TypedOptions {
  rule: TextRule;
  noun: TypedNoun;
}

/** The text as it goes, without what can't be seen at its ends; or why it can't. It may be empty. */
export function takeTyped(typed: string, options: TypedOptions): { value: string } | Refusal {
  const value = trimHidden(typed, options.rule);
  return hiddenRefusal(value, options) ?? { value };
}

/** What is hidden in a text, as it stands; `null` where nothing is. */
export function hiddenRefusal(text: string, { rule, noun }: TypedOptions): Refusal | null {
  const hidden = hiddenIn(text, rule);
  const [first] = hidden;
  if (first === undefined) return null;
  const { kind, place } = first;
  const params = { noun, kind, place, ...placeOf(text, first), more: hidden.length - 1 };
  return { text: { code: 'field.hidden', params }, fixes: fixesOf(text, rule, hidden) };
}

function fixesOf(text: string, rule: TextRule, hidden: readonly HiddenCharacter[]): FieldFix[] {
  const params = { count: hidden.length };
  const removed = { label: { code: 'field.removeIt', params }, value: trimHidden(withoutHidden(text, rule), rule) } as const;
  // A line break may have stood between two words.
  if (!hidden.some(({ kind }) => kind === 'blank')) return [removed];
  const spaces = trimHidden(withoutHidden(text, rule, ' '), rule);
  return [
    removed,
    { label: { code: 'field.useSpace', params: { count: hidden.filter(({ kind }) => kind === 'blank').length } }, value: spaces },
  ];
}

/** Where each character stands that can't be seen, for whoever compares two names. */
export const hiddenPlaces = (text: string, rule: TextRule): readonly HiddenPlace[] => hiddenIn(text, rule).map((one) => placeOf(text, one));

/** Characters of the word before, at most. */
const shownBefore = 16;

function placeOf(text: string, { character, index }: HiddenCharacter): HiddenPlace {
  const word = withoutHidden(text.slice(0, index), 'exact', ' ').trimEnd().split(' ').at(-1) ?? '';
  const characters = Array.from(word);
  const after = characters.length > shownBefore ? `…${characters.slice(-shownBefore).join('')}` : word;
  return { character: characterName(character), after };
}
