/**
 * Keys that are typed while the review sheet is open. Whoever types fast doesn't see it come: those keys are of the next contact, so they go
 * into the field behind the sheet, and an Enter after them neither cancels the review nor sends.
 */
import { press } from './press.svelte.ts';
import { deleteLast, firstRecipientInput, lastRecipientInput, moveToNextRecipientInput, typeInto } from './recipient-input.ts';
import { form } from './send-form.svelte.ts';

export class ReviewTyping {
  #open = false;
  /** Whether something was typed since the sheet came, or since Enter was refused. */
  #typed = false;

  /** Returns the way to stop. */
  start(): () => void {
    this.#open = true;
    this.#typed = false;
    return () => (this.#open = false);
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (!this.#open || event.altKey || isText(event.target)) return;
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') this.#enter(event);
    else if (withControl) return;
    else if (event.key === 'Tab') this.#tab(event);
    else if (event.key === 'Backspace' && this.#typed) this.#take(event, deleteLast);
    // A space at first presses the button that has the focus, as anywhere.
    else if (event.key.length === 1 && (this.#typed || event.key !== ' ')) this.#take(event, (input) => typeInto(input, event.key));
  };

  readonly onpaste = (event: ClipboardEvent): void => {
    if (!this.#open || isText(event.target)) return;
    const lines = (event.clipboardData?.getData('text/plain') ?? '').split(/[\r\n]+/).filter((line) => line.trim() !== '');
    const [line] = lines;
    if (line !== undefined && lines.length === 1) this.#take(event, (input) => typeInto(input, line));
  };

  /** Whatever has the focus: a Tab that was meant for the form may have led to the button that sends. */
  #enter(event: KeyboardEvent): void {
    if (!this.#typed) return;
    event.preventDefault();
    this.#typed = false;
    press.refuseInReview();
    firstRecipientInput()?.select();
  }

  /** From the address to the first name, as in the form behind. */
  #tab(event: KeyboardEvent): void {
    if (this.#typed && !event.shiftKey && moveToNextRecipientInput()) event.preventDefault();
  }

  #take(event: Event, change: (input: HTMLInputElement) => void): void {
    const input = lastRecipientInput();
    if (!input) return;
    event.preventDefault();
    if (form.use.refused) {
      form.use.replaceRefused();
      input.select();
    }
    press.forgetRefusal();
    this.#typed = true;
    change(input);
  }
}

const isText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, textarea, [contenteditable]') && target.closest('[role="dialog"]') !== null;
