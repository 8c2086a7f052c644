/** The rules that a named view of the log meets before it is saved. Pure. */
import { fail, ok, type Result } from '../result.ts';
import { controlWords, foldName, hasControl } from '../settings/typed-text.ts';
import { viewNameLimit, type LogView, type ViewDraft } from './log-view.ts';

/** Views that Keypost itself has. */
const builtIn = ['Unknown and open'];

/** The draft without outer spaces around its name, fit to be saved beside `others`; otherwise `invalid` with a sentence for `name`. */
export function checkView(draft: ViewDraft, others: readonly LogView[]): Result<ViewDraft> {
  const name = draft.name.trim();
  const trouble = nameTrouble(name, [...builtIn, ...others.map((view) => view.name)]);
  if (trouble !== '') return fail('invalid', 'The view was not saved. Correct the marked field.', { name: trouble });
  return ok({ ...draft, name });
}

function nameTrouble(name: string, taken: readonly string[]): string {
  if (name === '') return 'Give the view a name.';
  if (hasControl(name)) return controlWords;
  if (name.length > viewNameLimit) return `A view's name can have at most ${viewNameLimit} characters.`;
  if (taken.some((other) => foldName(other) === foldName(name))) return 'There is a view of this name already.';
  return '';
}
