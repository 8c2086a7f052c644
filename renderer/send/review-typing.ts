/**
 * Handles typing while the review sheet is open. A fast typist doesn't notice the sheet: the keys belong to the next contact, so they go
 * into the field behind the sheet, and an Enter after them neither cancels the review nor sends.
 */
import { piecesOf } from '../../electron/shared/base/hidden-characters.ts';
import { modalSelector } from '../ui/modal.ts';
import { press } from './press.svelte.ts';
import {
  deleteIn,
  firstRecipientInput,
  lastRecipientInput,
  moveCaret,
  moveToNextRecipientInput,
  typeInto,
  type CaretKey,
} from './recipient-input.ts';
import { form } from './send-form.svelte.ts';

export class ReviewTyping {
  #open = false;
  /** Whether something was typed since the sheet opened, or since Enter was refused. */
  #typed = false;

  /** `mac`: there Option types characters; elsewhere Alt is for menus. */
  constructor(private readonly mac: boolean) {}

  /** Returns a function that stops listening. */
  start(): () => void {
    this.#open = true;
    this.#typed = false;
    return () => (this.#open = false);
  }

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (!this.#open || isText(event.target)) return;
    const { key } = event;
    if (isTyped(event, this.mac)) {
      // If nothing was typed yet, a space presses the focused button as usual.
      if (this.#typed || key !== ' ') this.#take(event, (input) => typeInto(input, key));
    } else if (key === 'Enter' && !event.altKey) this.#enter(event);
    else if (this.#typed) this.#edit(event);
  };

  /** Keys that change what was typed already. */
  #edit(event: KeyboardEvent): void {
    const { key, shiftKey } = event;
    const wholeWord = event.ctrlKey || event.altKey;
    if (key === 'Backspace') this.#take(event, (input) => deleteIn(input, wholeWord || event.metaKey ? 'wordBefore' : 'before'));
    else if (event.altKey) return;
    else if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() === 'a') this.#move(event, (input) => input.select());
    } else if (key === 'Tab') this.#tab(event);
    else if (key === 'Delete') this.#take(event, (input) => deleteIn(input, 'after'));
    else if (isCaretKey(key)) this.#move(event, (input) => moveCaret(input, key, shiftKey));
  }

  readonly onpaste = (event: ClipboardEvent): void => {
    if (!this.#open || isText(event.target)) return;
    const { pieces, kind } = piecesOf(event.clipboardData?.getData('text/plain') ?? '');
    const [piece] = pieces;
    if (piece === undefined) return;
    if (pieces.length === 1) this.#take(event, (input) => typeInto(input, piece));
    else press.refusePiecesInReview(pieces.length, kind);
  };

  /** Whichever button has the focus: a Tab meant for the form may have moved it to the one that sends. */
  #enter(event: KeyboardEvent): void {
    if (!this.#typed) return;
    event.preventDefault();
    this.#typed = false;
    press.refuseInReview();
    firstRecipientInput()?.select();
  }

  /** From the address to the first name, as in the form behind. */
  #tab(event: KeyboardEvent): void {
    if (!event.shiftKey && moveToNextRecipientInput()) event.preventDefault();
  }

  #move(event: Event, change: (input: HTMLInputElement) => void): void {
    const input = lastRecipientInput();
    if (!input) return;
    event.preventDefault();
    change(input);
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
  target instanceof Element && target.matches('input, textarea, [contenteditable]') && target.closest(modalSelector) !== null;

/** A printable character, also typed with AltGr or the Mac's Option. */
function isTyped(event: KeyboardEvent, mac: boolean): boolean {
  if (event.key.length !== 1) return false;
  if (event.getModifierState('AltGraph')) return true;
  return !event.ctrlKey && !event.metaKey && (mac || !event.altKey);
}

const isCaretKey = (key: string): key is CaretKey => ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key);
