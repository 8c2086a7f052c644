/**
 * Undo and redo for one text field at a time. The browser's own undo spans the whole page and doesn't know about contacts: it would mix
 * characters of two customer keys, and change fields that are out of sight.
 */

type EditableField = HTMLInputElement | HTMLTextAreaElement;

interface Content {
  value: string;
  start: number;
  end: number;
}

interface UndoStep {
  before: Content;
  after: Content;
  /** An `inputType` of the DOM's InputEvent. */
  kind: string;
}

interface History {
  done: UndoStep[];
  undone: UndoStep[];
}

/** The maximum number of steps kept per field. */
const maxSteps = 200;
const nothing: Content = { value: '', start: 0, end: 0 };
/** Consecutive steps of these kinds are undone together. */
const mergedKinds: ReadonlySet<string> = new Set(['insertText', 'insertCompositionText', 'deleteContentBackward', 'deleteContentForward']);

export class FieldUndo {
  readonly #histories = new WeakMap<EditableField, History>();
  #before: { field: EditableField; content: Content } | null = null;

  /**
   * `isReplaced`: whether the field's content will be replaced by the next typing, which can't be undone beyond that point. `undoElse`:
   * called for an undo that can't mean text: in such a field, or outside all text fields.
   */
  constructor(
    private readonly isReplaced: (field: Element) => boolean,
    private readonly undoElse: () => void = () => undefined,
  ) {}

  readonly onkeydown = (event: KeyboardEvent): void => {
    const direction = directionOf(event);
    if (direction === null || isPassword(event.target)) return;
    // Also outside text fields: there the browser's undo would change whichever field was edited last.
    event.preventDefault();
    const field = textField(event.target);
    if (field && !this.isReplaced(field)) this.#go(field, direction);
    else if (direction === 'undo' && !event.repeat) this.undoElse();
  };

  /** Undo from the context menu arrives here; the browser's own undo must never run. */
  readonly onbeforeinput = (event: InputEvent): void => {
    const field = textField(event.target);
    if (isHistory(event)) {
      event.preventDefault();
      if (field && field === document.activeElement) this.#go(field, event.inputType === 'historyUndo' ? 'undo' : 'redo');
    } else if (field) this.#before = { field, content: this.isReplaced(field) ? nothing : contentOf(field) };
  };

  readonly oninput = (event: Event): void => {
    const field = textField(event.target);
    if (field === null || isHistory(event)) return;
    const before = this.#before?.field === field ? this.#before.content : null;
    this.#before = null;
    // A change by a program, not by the user.
    if (before === null) this.#histories.delete(field);
    else this.#add(field, { before, after: contentOf(field), kind: event instanceof InputEvent ? event.inputType : '' });
  };

  #add(field: EditableField, step: UndoStep): void {
    const history = this.#historyOf(field, step.before.value);
    const last = history.done.at(-1);
    const isContinued =
      last?.kind === step.kind && mergedKinds.has(step.kind) && history.undone.length === 0 && isSameContent(last.after, step.before);
    if (isContinued) last.after = step.after;
    else history.done = [...history.done, step].slice(-maxSteps);
    history.undone = [];
    this.#histories.set(field, history);
  }

  #go(field: EditableField, direction: 'undo' | 'redo'): void {
    if (this.isReplaced(field)) return;
    const history = this.#historyOf(field, field.value);
    const [from, to] = direction === 'undo' ? [history.done, history.undone] : [history.undone, history.done];
    const step = from.pop();
    if (step === undefined) return;
    to.push(step);
    setContent(field, direction === 'undo' ? step.before : step.after);
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: direction === 'undo' ? 'historyUndo' : 'historyRedo' }));
  }

  /** An empty history if the field's content isn't the result of its steps. */
  #historyOf(field: EditableField, value: string): History {
    const history = this.#histories.get(field);
    const now = history?.done.at(-1)?.after.value ?? history?.undone.at(-1)?.before.value;
    return history && now === value ? history : { done: [], undone: [] };
  }
}

function textField(target: EventTarget | null): EditableField | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && ['text', 'search'].includes(target.type) ? target : null;
}

/** What is typed into a password field isn't kept. */
const isPassword = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'password';

const isHistory = (event: Event): boolean => event instanceof InputEvent && event.inputType.startsWith('history');

function directionOf({ key, ctrlKey, metaKey, altKey, shiftKey, isComposing }: KeyboardEvent): 'undo' | 'redo' | null {
  if (ctrlKey === metaKey || altKey || isComposing) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && ctrlKey && !shiftKey ? 'redo' : null;
}

const contentOf = ({ value, selectionStart, selectionEnd }: EditableField): Content => ({
  value,
  start: selectionStart ?? value.length,
  end: selectionEnd ?? value.length,
});

const isSameContent = (one: Content, other: Content): boolean =>
  one.value === other.value && one.start === other.start && one.end === other.end;

function setContent(field: EditableField, { value, start, end }: Content): void {
  field.value = value;
  field.setSelectionRange(start, end);
}
