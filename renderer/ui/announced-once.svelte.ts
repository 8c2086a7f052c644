/**
 * No message stands twice on a screen. Whoever shows one registers it; where another message on the screen says the same, or says it among
 * other things, it is left out. Of two that say exactly the same the newer one stays: it is where somebody is looking.
 */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { isAnnouncedElsewhere, type Said } from './announced-elsewhere.ts';

/** Every message on the screen, under the object that shows it. */
const all = new SvelteMap<object, Said>();
let last = 0;

export class AnnouncedOnce {
  readonly #text: () => string;

  /** To be made while a component is set up. `text`: the whole message; empty while there is none, or it is out of sight. */
  constructor(text: () => string) {
    this.#text = text;
    $effect.pre(() => {
      const now = text();
      if (now === '') return;
      last += 1;
      const said = { text: now, order: last };
      untrack(() => all.set(this, said));
      return () => all.delete(this);
    });
  }

  /** The message, or nothing where another one says it. */
  get shown(): string {
    const own = all.get(this);
    const others = [...all].flatMap(([holder, said]) => (holder === this ? [] : [said]));
    return own && isAnnouncedElsewhere(own, others) ? '' : this.#text();
  }
}
