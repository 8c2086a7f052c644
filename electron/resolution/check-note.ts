/** Checks a note to an outcome. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { takeTyped } from '../shared/domain/typed-text.ts';
import { textOf } from '../shared/i18n/text.ts';
import { noteLimit } from '../shared/domain/resolving.ts';

const notChanged = 'Nothing was changed. Correct the note.';

/** The trimmed note, which may be empty, or `invalid` with a text for the field. */
export function checkNote(typed: string): Result<string> {
  const taken = takeTyped(typed, { rule: 'prose', noun: 'note' });
  if ('text' in taken) return fail('invalid', notChanged, { note: textOf(taken.text) }, { note: taken.fixes });
  const note = taken.value;
  if (note.length <= noteLimit) return ok(note);
  return fail('invalid', notChanged, { note: `A note can have at most ${noteLimit} characters; this has ${note.length}.` });
}
