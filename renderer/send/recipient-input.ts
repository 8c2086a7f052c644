/**
 * What the inputs that name the contact have in common. The first thing typed, pasted or dropped into a used contact replaces it as a whole,
 * wherever the caret is; so two keys never become one. An empty input brings the contact before back with the arrow up.
 */
import { form } from './send-form.svelte.ts';

/** The input that has, or had last, the focus: what is typed on the review sheet belongs there. */
let last: HTMLInputElement | null = null;

export const lastRecipientInput = (): HTMLInputElement | null => (last?.isConnected ? last : firstRecipientInput());

/** The one that names the contact by itself; what is typed next begins there. */
export function firstRecipientInput(): HTMLInputElement | null {
  last = document.querySelector<HTMLInputElement>('#send-customerKey, #send-email, input#send-body');
  return last;
}

/** What is typed goes on in the next input without the focus being there. False where there is none. */
export function moveToNextRecipientInput(): boolean {
  const next = last?.id === 'send-email' ? document.querySelector<HTMLInputElement>('#send-firstName') : null;
  last = next ?? last;
  return next !== null;
}

export const recipientInput = {
  onfocus: ({ currentTarget }: FocusEvent) => {
    if (currentTarget instanceof HTMLInputElement) last = currentTarget;
  },
  onkeydown: (event: KeyboardEvent) => {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    if (event.key === 'ArrowUp' && input.value === '' && form.bringBack()) event.preventDefault();
    else if (changesText(event)) selectReplaced(input);
  },
  // Dictation, an emoji panel and the like press no key.
  onbeforeinput: (event: InputEvent) => {
    const { currentTarget: input } = event;
    if (input instanceof HTMLInputElement && !event.isComposing && /^(insert|delete)/.test(event.inputType)) selectReplaced(input);
  },
};

/** Types into an input from elsewhere. Lines are for the caller to refuse. */
export function typeInto(input: HTMLInputElement, text: string): void {
  selectReplaced(input);
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end');
  notifyInput(input, 'insertText');
}

export function deleteLast(input: HTMLInputElement): void {
  selectReplaced(input);
  const end = input.selectionEnd ?? input.value.length;
  const start = input.selectionStart ?? end;
  input.setRangeText('', start === end ? Math.max(0, start - 1) : start, end, 'end');
  notifyInput(input, 'deleteContentBackward');
}

/** Before the text changes. A contact whose Enter was refused is only replaced where all of it is selected: else it is corrected. */
function selectReplaced(input: HTMLInputElement): void {
  if (form.use.isNext) input.select();
  else if (form.use.refused && input.value !== '' && isAllSelected(input)) form.use.replaceRefused();
}

const isAllSelected = ({ selectionStart, selectionEnd, value }: HTMLInputElement): boolean =>
  selectionStart === 0 && selectionEnd === value.length;

/** Whether a key changes the text: a sign (also by AltGr or a dead key), the start of a composition, or a deletion. */
function changesText(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey } = event;
  const plain = (!ctrlKey && !metaKey) || event.getModifierState('AltGraph');
  return plain && (key.length === 1 || ['Process', 'Dead', 'Unidentified', 'Backspace', 'Delete'].includes(key));
}

function notifyInput(input: HTMLInputElement, inputType: string): void {
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
}
