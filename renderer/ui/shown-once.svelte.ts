/**
 * Prevents a message from being shown twice on a screen. A component that shows a message registers it; if another message on the screen is
 * the same or contains it, it is left out. Of two identical messages the newer one stays, because the user is looking there.
 */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { isShownElsewhere, type Announcement } from './shown-elsewhere.ts';

/** Every message on the screen, by the object that shows it. */
const all = new SvelteMap<object, Announcement>();
let last = 0;

export class ShownOnce {
  readonly #text: () => string;

  /** Create it while a component is initialised. `text`: the whole message; empty while there is none or it is out of sight. */
  constructor(text: () => string) {
    this.#text = text;
    $effect.pre(() => {
      const now = text();
      if (now === '') return;
      last += 1;
      const shown = { text: now, order: last };
      untrack(() => all.set(this, shown));
      return () => all.delete(this);
    });
  }

  /** The message, or an empty text if another one contains it. */
  get shown(): string {
    const own = all.get(this);
    const others = [...all].flatMap(([holder, shown]) => (holder === this ? [] : [shown]));
    return own && isShownElsewhere(own, others) ? '' : this.#text();
  }
}
