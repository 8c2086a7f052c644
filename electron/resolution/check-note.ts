/** The rules that a note to an outcome meets. Pure. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { takeTyped } from '../shared/domain/typed-text.ts';
import { textOf } from '../shared/i18n/text.ts';
import { noteLimit } from '../shared/domain/resolving.ts';

const notChanged = 'Nothing was changed. Correct the note.';

/** The note without spaces at its ends, or `invalid` with a sentence beside the field. It may be empty. */
export function checkNote(typed: string): Result<string> {
  const taken = takeTyped(typed, { rule: 'prose', noun: 'note' });
  if ('text' in taken) return fail('invalid', notChanged, { note: textOf(taken.text) }, { note: taken.fixes });
  const note = taken.value;
  if (note.length <= noteLimit) return ok(note);
  return fail('invalid', notChanged, { note: `A note can have at most ${noteLimit} characters; this has ${note.length}.` });
}
