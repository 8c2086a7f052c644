/** Texts beside the field of a secret. A secret is never trimmed, and no part of it ever appears in a text. */
import { characterName } from '../base/character-name.ts';
import { hiddenIn, trimHidden, withoutHidden } from '../base/hidden-characters.ts';
import type { Text } from '../i18n/text.ts';

/** Characters that Basic authentication can't transmit (RFC 7617, 2). */
const uncarried = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Minimum length, in characters, of a secret that is reliably redacted from responses; see net/redaction/redactor.ts. */
export const shortestReliable = 6;

/** A hint for a secret that can be saved, but can't be reliably redacted from responses; `null` if no hint is needed. */
export const secretHint = (secret: string): Text | null =>
  secret === '' || secretRefusal(secret) !== null || Array.from(secret).length >= shortestReliable
    ? null
    : { code: 'field.secretShort', params: { fewest: shortestReliable } };

/** Why a secret can't be saved; `null` if it can. */
export function secretRefusal(secret: string): Text | null {
  const character = uncarried.exec(secret)?.[0];
  return character === undefined ? null : { code: 'field.secretControl', params: { character: characterName(character) } };
}

export interface SecretNote {
  text: Text;
  /** The secret without the characters that the text is about. */
  without: string;
}

/** A note about invisible characters in a secret, including spaces at its ends; they are saved all the same. `null` if there are none. */
export function secretNote(secret: string): SecretNote | null {
  if (secretRefusal(secret) !== null) return null;
  const trimmed = trimHidden(secret, 'exact');
  if (trimmed !== secret && secret !== '') {
    const from = trimmed === '' ? 0 : secret.indexOf(trimmed);
    const [before, behind] = [secret.slice(0, from), trimmed === '' ? secret : secret.slice(from + trimmed.length)];
    const edge = before === '' ? 'end' : behind === '' ? 'start' : 'both';
    return { text: { code: 'field.secretEnds', params: { edge, characters: namesOf(before + behind) } }, without: trimmed };
  }
  const [first, ...others] = hiddenIn(secret, 'exact');
  if (first === undefined) return null;
  const params = { character: characterName(first.character), more: others.length };
  return { text: { code: 'field.secretInside', params }, without: withoutHidden(secret, 'exact') };
}

/** Lists each kind of character once. */
const namesOf = (characters: string): string[] => [
  ...new Set(Array.from(characters, (character) => (character === ' ' ? 'space' : characterName(character)))),
];
