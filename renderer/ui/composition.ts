/**
 * Text that is being composed with an input method is not typed yet: no part of the page hears of it, or of the keys that go to the input
 * method, until the composition is over. So nothing is looked up, searched, saved, sent or called wrong that nobody meant.
 */

/** What a text field has of it. */
type TextField = EventTarget & { value: string };

interface Deps {
  /** What the page hears of a field when a composition is over. */
  inputEvent: () => Event;
}

const ofPage: Deps = { inputEvent: () => new InputEvent('input', { bubbles: true, inputType: 'insertCompositionText' }) };

export class Composition {
  readonly #deps: Deps;
  #field: TextField | null = null;
  #before = '';
  /** Whether the page has heard that the text is about to change: what undo goes back to is what stood there then. */
  #announced = false;

  constructor(deps = ofPage) {
    this.#deps = deps;
  }

  /** Whether somebody is composing: what waits for a pause in typing goes on waiting. */
  get active(): boolean {
    return this.#field !== null;
  }

  /** To be called before anything else listens there. Returns the way to stop. */
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
    this.#announced = false;
  };

  readonly #end = (): void => {
    const field = this.#field;
    this.#field = null;
    // The last `input` of a composition comes before its end.
    if (field && field.value !== this.#before) field.dispatchEvent(this.#deps.inputEvent());
  };

  readonly #beforeInput = (event: Event): void => {
    if (!isComposing(event)) return;
    if (this.#announced) event.stopImmediatePropagation();
    this.#announced = true;
  };

  readonly #hide = (event: Event): void => {
    if (isComposing(event) && this.#field !== null) event.stopImmediatePropagation();
  };
}

const isTextField = (target: EventTarget | null): target is TextField => target !== null && 'value' in target;

/** Of the events of keys and of text. */
const isComposing = (event: Event): boolean => 'isComposing' in event && event.isComposing === true;

export const composition = new Composition();
