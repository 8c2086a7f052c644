/** What a text has to be like to be one segment of a request's path. */
import { characterName } from '../base/character-name.ts';
import type { FieldFix } from './result.ts';
import { textOf } from '../i18n/text.ts';

/** Characters, at most: no system gives longer names or keys, and a pasted mail should not become a URL. */
export const segmentLimit = 500;

/** A field's text as it goes, or a sentence to show beside the field, with what one click can do about it. */
export type Checked<T> = { value: T } | { refusal: string; fixes?: readonly FieldFix[] };

/** Why a text can't be one segment of a path; `null` where it can. */
export function segmentTrouble(text: string): string | null {
  if (text === '.' || text === '..')
    return `A name can't be just ${text === '.' ? 'a dot' : 'two dots'}: a web address reads that as a folder.`;
  // Only a realm's own name comes here with one: everything else is refused before.
  const half = /\p{Cs}/u.exec(text)?.[0];
  if (half !== undefined) return textOf({ code: 'field.halfCharacter', params: { character: characterName(half) } });
  const { length } = text;
  return length > segmentLimit ? `This has ${length} characters; at most ${segmentLimit} are possible.` : null;
}
