/** Checks and stores named filters of the log. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../../storage/state-file.ts';
import { LogViewSchema, viewNameLimit, type LogView, type ViewDraft } from '../../shared/domain/log-view.ts';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { parseTypedText } from '../../shared/domain/typed-text.ts';
import { textOf } from '../../shared/i18n/text.ts';

const FileSchema = v.object({
  views: v.pipe(
    v.array(LogViewSchema),
    v.check((views) => new Set(views.map(({ id }) => id)).size === views.length),
  ),
});
type ViewFile = v.InferOutput<typeof FileSchema>;

export const viewsKind: StateKind<ViewFile> = {
  name: 'views',
  title: 'log views',
  start: 'no views',
  schema: FileSchema,
  upgrades: [],
  initial: { views: [] },
};

const alphabet = new Intl.Collator('en', { numeric: true });

/** Every change returns all views; every failure leaves them unchanged. */
export class LogViews {
  readonly #file: StateFile<ViewFile>;

  constructor(
    folder: StateFolder,
    private readonly newId: () => string = randomUUID,
  ) {
    this.#file = openStateFile(folder, viewsKind);
  }

  /** In alphabetical order. */
  list(): readonly LogView[] {
    return [...this.#file.data.views].sort((a, b) => alphabet.compare(a.name, b.name));
  }

  /** Failures: `invalid` with a text for `name`, `cannotSave`. */
  save(draft: ViewDraft): Result<readonly LogView[]> {
    const checked = checkView(draft, this.list());
    if (!checked.ok) return checked;
    return this.#save([...this.list(), { id: this.newId(), ...checked.value }]);
  }

  /** Failures: `noSuchView`, `cannotSave`. */
  remove(id: string): Result<readonly LogView[]> {
    const rest = this.list().filter((view) => view.id !== id);
    if (rest.length === this.list().length) {
      return fail('noSuchView', 'This view is no longer there: it was removed meanwhile. Nothing was changed.');
    }
    return this.#save(rest);
  }

  /** Restores a removed view. Failures: `alreadyThere`, `nameTaken` when another view has its name by now, `invalid`, `cannotSave`. */
  restore(view: LogView): Result<readonly LogView[]> {
    if (view.id === '') return fail('invalid', 'This view could not be brought back: it is not one that was removed.');
    if (this.list().some((other) => other.id === view.id)) return fail('alreadyThere', 'This view is back already.');
    const checked = checkView(view, this.list());
    if (checked.ok) return this.#save([...this.list(), { ...checked.value, id: view.id }]);
    if (!checkView(view, []).ok) return checked;
    return fail('nameTaken', `“${view.name}” could not be brought back: there is another view of that name now. Remove that one first.`);
  }

  #save(views: LogView[]): Result<readonly LogView[]> {
    const saved = this.#file.save({ views });
    return saved.ok ? ok(this.list()) : saved;
  }
}

/** Names of views that are built in. */
const builtIn = ['Unknown sends'];

const notSaved = 'The view was not saved. Correct the marked field.';

/** The draft with its name trimmed, valid beside `others`; otherwise `invalid` with a text for `name`. */
function checkView(draft: ViewDraft, others: readonly LogView[]): Result<ViewDraft> {
  const taken = parseTypedText(draft.name, { rule: 'prose', noun: 'name' });
  if ('text' in taken) return fail('invalid', notSaved, { name: textOf(taken.text) }, { name: taken.fixes });
  const name = taken.value;
  const problem = nameProblem(name, [...builtIn, ...others.map((view) => view.name)]);
  if (problem !== '') return fail('invalid', notSaved, { name: problem });
  return ok({ ...draft, name });
}

function nameProblem(name: string, taken: readonly string[]): string {
  if (name === '') return 'Give the view a name.';
  if (name.length > viewNameLimit) return `A view's name can have at most ${viewNameLimit} characters.`;
  if (taken.some((other) => foldLookAlikes(other) === foldLookAlikes(name))) return 'There is a view of this name already.';
  return '';
}
