/** The rules that a note to an outcome meets. Pure. */
import { fail, ok, type Result } from '../result.ts';
import { controlWords, hasControl } from '../settings/typed-text.ts';
import { noteLimit } from './settling.ts';

/** The note without spaces at its ends, or `invalid` with a sentence beside the field. It may be empty. */
export function checkNote(typed: string): Result<string> {
  const note = typed.trim();
  const refusal = hasControl(note)
    ? controlWords
    : note.length > noteLimit
      ? `A note can have at most ${noteLimit} characters; this has ${note.length}.`
      : null;
  return refusal === null ? ok(note) : fail('invalid', 'Nothing was changed. Correct the note.', { note: refusal });
}
