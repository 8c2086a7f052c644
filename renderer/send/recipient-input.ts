/**
 * Shared behaviour of the inputs that identify the contact. The first text typed, pasted or dropped into a used contact replaces it
 * completely, wherever the caret is, so that two keys never become one. In an empty input, arrow up brings the previous contact back.
 */
import { form } from './send-form.svelte.ts';

/** The input that has the focus, or had it last: text typed on the review sheet goes there. */
let last: HTMLInputElement | null = null;
/** All recipient inputs that ever had the focus. */
const inputs = new WeakSet<Element>();

/** Whether the input's contact was used, so that the next typing replaces it completely. */
export const isReplacedInput = (input: Element): boolean => inputs.has(input) && form.use.isNext;

export const lastRecipientInput = (): HTMLInputElement | null => (last?.isConnected ? last : firstRecipientInput());

/** The input that identifies the contact by itself; the next typing starts there. */
export function firstRecipientInput(): HTMLInputElement | null {
  last = document.querySelector<HTMLInputElement>('#send-customerKey, #send-email, input#send-body');
  return last;
}

/** Continues typing in the next input without moving the focus. False if there is none. */
export function moveToNextRecipientInput(): boolean {
  const next = last?.id === 'send-email' ? document.querySelector<HTMLInputElement>('#send-firstName') : null;
  last = next ?? last;
  return next !== null;
}

export const recipientInput = {
  onfocus: ({ currentTarget }: FocusEvent) => {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    last = currentTarget;
    inputs.add(currentTarget);
  },
  onkeydown: (event: KeyboardEvent) => {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    if (event.key === 'ArrowUp' && input.value === '' && form.bringBack()) event.preventDefault();
    else if (changesText(event)) selectReplaced(input);
  },
  // Dictation, an emoji panel and the like send no key events. A composition starts before its first text arrives.
  oncompositionstart: ({ currentTarget: input }: CompositionEvent) => {
    if (input instanceof HTMLInputElement) selectReplaced(input);
  },
  onbeforeinput: (event: InputEvent) => {
    const { currentTarget: input } = event;
    if (input instanceof HTMLInputElement && !event.isComposing && /^(insert|delete)/.test(event.inputType)) selectReplaced(input);
  },
};

/** Types into an input without focusing it. The caller has to reject line breaks. */
export function typeInto(input: HTMLInputElement, text: string): void {
  selectReplaced(input);
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end');
  notifyInput(input, 'insertText');
}

/** The range to delete if nothing is selected. */
export type Deletion = 'before' | 'after' | 'wordBefore';

export function deleteIn(input: HTMLInputElement, what: Deletion): void {
  selectReplaced(input);
  const { value } = input;
  const [start, end] = selectionOf(input);
  const from = start === end && what !== 'after' ? (what === 'before' ? previous(value, start) : wordStart(value, start)) : start;
  const to = start === end && what === 'after' ? following(value, end) : end;
  input.setRangeText('', from, to, 'end');
  notifyInput(input, what === 'after' ? 'deleteContentForward' : 'deleteContentBackward');
}

export type CaretKey = 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

/** Moves the caret as these keys do in a field; with `extend`, extends the selection. */
export function moveCaret(input: HTMLInputElement, key: CaretKey, extend: boolean): void {
  const { value } = input;
  const [start, end] = selectionOf(input);
  const isBackward = input.selectionDirection === 'backward';
  const [anchor, caret] = isBackward ? [end, start] : [start, end];
  if (!extend && start !== end && key.startsWith('Arrow')) return setCaret(input, key === 'ArrowLeft' ? start : end);
  const to = { ArrowLeft: previous(value, caret), ArrowRight: following(value, caret), Home: 0, End: value.length }[key];
  if (!extend) return setCaret(input, to);
  input.setSelectionRange(Math.min(anchor, to), Math.max(anchor, to), to < anchor ? 'backward' : 'forward');
}

const selectionOf = ({ selectionStart, selectionEnd, value }: HTMLInputElement): [number, number] => [
  selectionStart ?? value.length,
  selectionEnd ?? value.length,
];
const setCaret = (input: HTMLInputElement, at: number): void => input.setSelectionRange(at, at);
/** Treats a surrogate pair as one character. */
const previous = (value: string, at: number): number => at - (/.$/su.exec(value.slice(0, at))?.[0].length ?? 0);
const following = (value: string, at: number): number => at + (/^./su.exec(value.slice(at))?.[0].length ?? 0);
const wordStart = (value: string, at: number): number => value.slice(0, at).replace(/\S*\s*$/u, '').length;

/** Call before the text changes. A refused contact is replaced only if all of it is selected; otherwise it is being corrected. */
function selectReplaced(input: HTMLInputElement): void {
  if (form.use.isNext) input.select();
  else if (form.use.refused && input.value !== '' && isAllSelected(input)) form.use.replaceRefused();
}

const isAllSelected = ({ selectionStart, selectionEnd, value }: HTMLInputElement): boolean =>
  selectionStart === 0 && selectionEnd === value.length;

/** Whether a key changes the text: a character (also with AltGr or a dead key), the start of a composition, or a deletion. */
function changesText(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey } = event;
  const plain = (!ctrlKey && !metaKey) || event.getModifierState('AltGraph');
  return plain && (key.length === 1 || ['Process', 'Dead', 'Unidentified', 'Backspace', 'Delete'].includes(key));
}

function notifyInput(input: HTMLInputElement, inputType: string): void {
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
}
