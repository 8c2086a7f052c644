/**
 * Text that is being composed with an input method isn't typed yet: the page gets no events about it, or about the keys that go to the
 * input method, until the composition is over. So nothing unintended is looked up, searched, saved, sent or reported as an error.
 */

/** The text field as far as it is needed here. */
type TextField = EventTarget & { value: string };

interface Deps {
  /** The event that the page gets when a composition is over. */
  inputEvent: () => Event;
}

const pageDeps: Deps = { inputEvent: () => new InputEvent('input', { bubbles: true, inputType: 'insertCompositionText' }) };

export class Composition {
  readonly #deps: Deps;
  #field: TextField | null = null;
  #before = '';
  /** Whether the page got the `beforeinput` of this composition, so that undo goes back to the text before it. */
  #wasAnnounced = false;

  constructor(deps = pageDeps) {
    this.#deps = deps;
  }

  /** Whether a composition is running: timers that wait for a pause in typing go on waiting. */
  get active(): boolean {
    return this.#field !== null;
  }

  /** Call before any other listener is added there. Returns a function that removes the listeners. */
  start(page: EventTarget): () => void {
    const listeners: readonly (readonly [string, (event: Event) => void])[] = [
      ['compositionstart', this.#begin],
      ['compositionend', this.#end],
      ['beforeinput', this.#beforeInput],
      ['input', this.#hide],
      ['keydown', this.#hide],
      ['keyup', this.#hide],
    ];
    for (const [name, listener] of listeners) page.addEventListener(name, listener, { capture: true });
    return () => {
      for (const [name, listener] of listeners) page.removeEventListener(name, listener, { capture: true });
    };
  }

  readonly #begin = ({ target }: Event): void => {
    if (!isTextField(target)) return;
    this.#field = target;
    this.#before = target.value;
    this.#wasAnnounced = false;
  };

  readonly #end = (): void => {
    const field = this.#field;
    this.#field = null;
    // The last `input` event of a composition comes before its end.
    if (field && field.value !== this.#before) field.dispatchEvent(this.#deps.inputEvent());
  };

  readonly #beforeInput = (event: Event): void => {
    if (!isComposing(event)) return;
    if (this.#wasAnnounced) event.stopImmediatePropagation();
    this.#wasAnnounced = true;
  };

  readonly #hide = (event: Event): void => {
    if (isComposing(event) && this.#field !== null) event.stopImmediatePropagation();
  };
}

const isTextField = (target: EventTarget | null): target is TextField => target !== null && 'value' in target;

/** Key and text events. */
const isComposing = (event: Event): boolean => 'isComposing' in event && event.isComposing === true;

export const composition = new Composition();
