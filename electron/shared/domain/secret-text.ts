/** What is said of a secret beside its field: it is never trimmed, and none of its own text is ever in a message. */
import { characterName } from '../base/character-name.ts';
import { hiddenIn, trimHidden, withoutHidden } from '../base/hidden-characters.ts';
import type { Text } from '../i18n/text.ts';

/** A character that Basic authorization can't carry (RFC 7617, 2). */
const uncarried = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Characters of the shortest secret that is reliably taken out of what a server sends back; see net/redaction/redactor.ts. */
export const shortestReliable = 6;

/** What is said of a secret that can be saved, but not reliably be taken out of responses; `null` where there is nothing to say. */
export const secretHint = (secret: string): Text | null =>
  secret === '' || secretRefusal(secret) !== null || Array.from(secret).length >= shortestReliable
    ? null
    : { code: 'field.secretShort', params: { fewest: shortestReliable } };

/** Why a secret can't be saved; `null` where it can. */
export function secretRefusal(secret: string): Text | null {
  const character = uncarried.exec(secret)?.[0];
  return character === undefined ? null : { code: 'field.secretControl', params: { character: characterName(character) } };
}

export interface SecretNote {
  text: Text;
  /** The secret without what the text speaks of. */
  without: string;
}

/** What nobody sees in a secret and is saved all the same, spaces at its ends included; `null` where there is nothing of that kind. */
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

/** Each kind once. */
const namesOf = (characters: string): string[] => [
  ...new Set(Array.from(characters, (character) => (character === ' ' ? 'space' : characterName(character)))),
];
