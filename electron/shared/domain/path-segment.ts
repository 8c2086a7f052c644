/** Checks whether a text can be one segment of a request's path. */
import { characterName } from '../base/character-name.ts';
import type { FieldFix } from './result.ts';
import { textOf } from '../i18n/text.ts';

/** Maximum length in characters: no system uses longer names or keys, and a pasted mail should not become a URL. */
export const segmentLimit = 500;

/** A field's text as it is sent, or the text to show beside the field, with fixes that need one click. */
export type Checked<T> = { value: T } | { refusal: string; fixes?: readonly FieldFix[] };

/** Why a text can't be one segment of a path; `null` if it can. */
export function segmentProblem(text: string): string | null {
  if (text === '.' || text === '..')
    return `A name can't be just ${text === '.' ? 'a dot' : 'two dots'}: a web address reads that as a folder.`;
  // Half of a surrogate pair gets this far only in a name that the realm itself has; in typed text it is refused earlier.
  const half = /\p{Cs}/u.exec(text)?.[0];
  if (half !== undefined) return textOf({ code: 'field.halfCharacter', params: { character: characterName(half) } });
  const { length } = text;
  return length > segmentLimit ? `This has ${length} characters; at most ${segmentLimit} are possible.` : null;
}
