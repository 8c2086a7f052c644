/** Keeps the log screen's filter in the window's address, so that Back, Forward and a reload keep it, too. */
import { go, goInstead, onRouteChange, route } from '../../stores/route.svelte.ts';
import { logFilter } from './log-filter.svelte.ts';

/** Whether the log screen is visible. It stays mounted while another screen is shown. */
export const isLogShown = (): boolean => route.screen === 'log';

/** The entry in the address. */
export const entryId = (): number | null => (isLogShown() && /^\d+$/.test(route.id ?? '') ? Number(route.id) : null);

/** For the lifetime of the page. */
export function keepLogAddress(): void {
  onRouteChange((location) => {
    if (location.screen === 'log') logFilter.adopt(location.search);
  });
  logFilter.onchange = (further) => {
    if (!isLogShown()) return;
    const path = logFilter.path(entryId());
    // Back leads to the state before the search, not to every partly typed text.
    if (further) goInstead(path);
    else go(path);
  };
}
