/** Checks that apply to every typed text before it becomes part of a message or of an account. */
import { characterName } from '../base/character-name.ts';
import {
  hiddenIn,
  isSeparator,
  piecesOf,
  trimHidden,
  withoutHidden,
  type HiddenCharacter,
  type TextRule,
} from '../base/hidden-characters.ts';
import type { HiddenPlace, TypedNoun } from '../i18n/field-text.ts';
import type { Text } from '../i18n/text.ts';
import type { FieldFix } from './result.ts';
import { jsonFault } from '../base/json-fault.ts';

/** Why a text is refused, and fixes that need one click. */
export interface TextRefusal {
  text: Text;
  fixes: readonly FieldFix[];
}

export interface TypedOptions {
  rule: TextRule;
  noun: TypedNoun;
}

/** Returns the text as it is sent, without hidden characters at its ends, or why it is refused. It may be empty. */
export function parseTypedText(typed: string, options: TypedOptions): { value: string } | TextRefusal {
  const value = trimHidden(typed, options.rule);
  return hiddenRefusal(value, options) ?? { value };
}

/** Fields that name a contact: two of their values joined together would name somebody else. */
const contactNouns: ReadonlySet<TypedNoun> = new Set(['customer key', 'e-mail address', 'first name']);

/** Why a text with hidden characters is refused; `null` if it has none. The text is checked as it is, without trimming. */
export function hiddenRefusal(text: string, { rule, noun }: TypedOptions): TextRefusal | null {
  const hidden = hiddenIn(text, rule);
  const [first] = hidden;
  if (first === undefined) return null;
  const { pieces } = piecesOf(text);
  // A separator has to be dealt with first, whatever else is hidden.
  const isSeveral = contactNouns.has(noun) && pieces.length > 1;
  const separating = isSeveral ? hidden.find(({ character }) => isSeparator(character)) : undefined;
  const named = separating ?? first;
  const params = { noun, kind: named.kind, place: named.place, ...placeOf(text, named), more: hidden.length - 1 };
  if (separating === undefined) return { text: { code: 'field.hidden', params }, fixes: fixesOf(text, { rule, noun }, hidden) };
  return { text: { code: 'field.separated', params }, fixes: choicesOf(pieces, rule) };
}

function fixesOf(text: string, { rule, noun }: TypedOptions, hidden: readonly HiddenCharacter[]): FieldFix[] {
  const params = { count: hidden.length };
  const removed = { label: { code: 'field.removeIt', params }, value: trimHidden(withoutHidden(text, rule), rule) } as const;
  if (!hidden.some(({ kind }) => kind === 'blank')) return [removed];
  const spaces: FieldFix = {
    label: { code: 'field.useSpace', params: { count: hidden.filter(({ kind }) => kind === 'blank').length } },
    value: trimHidden(withoutHidden(text, rule, ' '), rule),
  };
  const isSeveral = noun === 'customer key' && hidden.some((one) => one.kind === 'blank' && standsBetweenKeys(text, one));
  return isSeveral ? [spaces] : [removed, spaces];
}

/** How many pieces are suggested at most. */
const mostPieces = 3;

/** Suggests each piece, since one of them may be meant. They are never joined: that would name somebody else. */
const choicesOf = (pieces: readonly string[], rule: TextRule): FieldFix[] =>
  pieces
    .filter((piece) => hiddenIn(piece, rule).length === 0)
    .slice(0, mostPieces)
    .map((piece) => ({ label: { code: 'field.use', params: { text: piece } }, value: piece }));

/** Whether the texts on both sides of a blank could each be a key of its own, so that the two can't simply be joined. */
function standsBetweenKeys(text: string, { character, index }: HiddenCharacter): boolean {
  const words = (part: string): string[] => withoutHidden(part, 'exact', ' ').split(' ');
  const before =
    words(text.slice(0, index))
      .filter((word) => word !== '')
      .at(-1) ?? '';
  const behind = words(text.slice(index + character.length)).find((word) => word !== '') ?? '';
  return mayBeKey(before) && mayBeKey(behind);
}

/**
 * A word with a digit, or with three letters, may be a key of its own. A shorter word is the beginning of one, such as the "ck" of "ck
 * 1042".
 */
const mayBeKey = (word: string): boolean => /\p{N}/u.test(word) || (word.match(/\p{L}/gu) ?? []).length > 2;

/** The positions of all hidden characters, for code that compares two names. */
export const hiddenPlaces = (text: string, rule: TextRule): readonly HiddenPlace[] => hiddenIn(text, rule).map((one) => placeOf(text, one));

/** How many characters of the preceding word are shown at most. */
const shownBefore = 16;

export function placeOf(text: string, { character, index }: Pick<HiddenCharacter, 'character' | 'index'>): HiddenPlace {
  const word = withoutHidden(text.slice(0, index), 'exact', ' ').trimEnd().split(' ').at(-1) ?? '';
  const characters = Array.from(word);
  const after = characters.length > shownBefore ? `…${characters.slice(-shownBefore).join('')}` : word;
  return { character: characterName(character), after };
}

/** For a text that is not a JSON object: where it stops being valid JSON, or that it is another kind of value. */
export function notJsonObject(text: string): Text {
  const fault = jsonFault(text);
  return fault === null ? { code: 'json.notObject', params: {} } : { code: 'json.fault', params: fault };
}
