/** Which columns the log shows, from the settings. */
import { call, on } from '../../ipc/bridge.ts';
import { toast } from '../../stores/toasts.svelte.ts';
import { columnsOf, toggled, type LogColumnId } from './log-columns.ts';

class ShownColumns {
  /** False until the settings are loaded, so that columns don't flicker. */
  known = $state(false);
  #ids = $state.raw<readonly LogColumnId[]>([]);
  readonly columns = $derived(columnsOf(this.#ids));

  /** Returns a function that stops listening. */
  start(): () => void {
    const stop = on('settingsChanged', ({ logColumns }) => (this.#ids = logColumns));
    void this.#load();
    return stop;
  }

  shows(id: LogColumnId): boolean {
    return this.columns.some((column) => column.id === id);
  }

  async toggle(id: LogColumnId): Promise<void> {
    const before = this.#ids;
    this.#ids = toggled(before, id);
    const result = await call('settings.save', { logColumns: [...this.#ids] });
    if (result.ok) return;
    this.#ids = before;
    toast(result.error.sentence);
  }

  async #load(): Promise<void> {
    const result = await call('settings.get', null);
    if (result.ok) this.#ids = result.value.logColumns;
    this.known = true;
  }
}

export const shownColumns = new ShownColumns();
