/** Validates a named view of the log before it is saved. */
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { foldText } from '../../shared/base/fold-text.ts';
import { takeTyped } from '../../shared/domain/typed-text.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { viewNameLimit, type LogView, type ViewDraft } from '../../shared/domain/log-view.ts';

/** Names of views that are built in. */
const builtIn = ['Unknown and open'];

const notSaved = 'The view was not saved. Correct the marked field.';

/** The draft with its name trimmed, valid beside `others`; otherwise `invalid` with a text for `name`. */
export function checkView(draft: ViewDraft, others: readonly LogView[]): Result<ViewDraft> {
  const taken = takeTyped(draft.name, { rule: 'prose', noun: 'name' });
  if ('text' in taken) return fail('invalid', notSaved, { name: textOf(taken.text) }, { name: taken.fixes });
  const name = taken.value;
  const trouble = nameTrouble(name, [...builtIn, ...others.map((view) => view.name)]);
  if (trouble !== '') return fail('invalid', notSaved, { name: trouble });
  return ok({ ...draft, name });
}

function nameTrouble(name: string, taken: readonly string[]): string {
  if (name === '') return 'Give the view a name.';
  if (name.length > viewNameLimit) return `A view's name can have at most ${viewNameLimit} characters.`;
  if (taken.some((other) => foldText(other) === foldText(name))) return 'There is a view of this name already.';
  return '';
}
