/** Keeps what the log screen looks for in the window's address, so that Back, Forward and a reload keep it too. */
import { go, goInstead, onplace, route } from '../../stores/route.svelte.ts';
import { shownFilter } from './shown-filter.svelte.ts';

/** Whether the log screen is seen. It is kept while another screen is. */
export const isLogShown = (): boolean => route.screen === 'log';

/** The entry that the address names. */
export const entryId = (): number | null => (isLogShown() && /^\d+$/.test(route.id ?? '') ? Number(route.id) : null);

/** For as long as the page is there. */
export function keepLogAddress(): void {
  onplace((place) => {
    if (place.screen === 'log') shownFilter.adopt(place.search);
  });
  shownFilter.onchange = (further) => {
    if (!isLogShown()) return;
    const path = shownFilter.path(entryId());
    // Back leads to before the search, not to every beginning of its words.
    if (further) goInstead(path);
    else go(path);
  };
}
