/** What concerns the whole app: its state at start, and notices until they are dismissed. */
import type { Notice } from '../../electron/shared/ipc/contract.ts';
import { accounts } from '../accounts/accounts.svelte.ts';
import { call, on } from '../bridge.ts';
import { presets } from '../presets/presets.svelte.ts';
import { restoreDraft } from '../send/kept-draft.ts';
import { beginForm } from '../send/open.ts';
import { press } from '../send/press.svelte.ts';

/** Milliseconds that the rest waits at most. */
const patienceMs = 500;

class App {
  notices = $state.raw<readonly Notice[]>([]);
  /** The form is shown once it is filled, so that nothing flickers. */
  ready = $state(false);
  /** The form was drawn: what it does not wait for is asked for from now on, the log first of all. */
  drawn = $state(false);

  /** Returns the way to stop. */
  start(): () => void {
    const stops = [on('noticeAdded', (notice) => this.#add([notice])), accounts.start(), presets.start(), press.start()];
    void this.#begin();
    return () => stops.forEach((stop) => stop());
  }

  dismiss(id: string): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
    void call('app.dismissNotice', { id });
  }

  /** By the button of this notice. */
  async startNewLog(id: string): Promise<void> {
    const started = await call('log.startNew', null);
    if (started.ok) this.dismiss(id);
    else this.#add([{ id: `not-started-${started.error.sentence}`, sentence: started.error.sentence }]);
  }

  async #begin(): Promise<void> {
    const [state, settings, draft, latest] = await Promise.all([
      call('app.state', null),
      call('settings.get', null),
      call('send.keptDraft', null),
      call('send.latest', null),
      accounts.load(),
      presets.load(),
    ]);
    if (state.ok) this.#add(state.value.notices);
    else this.#add([{ id: 'start', sentence: state.error.sentence }]);
    const latestPress = latest.ok ? latest.value : null;
    if (draft.ok && draft.value) {
      this.#add([{ id: 'restored', sentence: restoreDraft(draft.value, latestPress) }]);
    } else {
      beginForm({
        firstStart: state.ok && state.value.firstStart,
        lastAccountId: settings.ok ? settings.value.lastAccountId : '',
      });
    }
    if (latestPress) void press.resume(latestPress, draft.ok ? draft.value : null);
    this.ready = true;
    requestIdleCallback(() => (this.drawn = true), { timeout: patienceMs });
  }

  #add(notices: readonly Notice[]): void {
    const added = notices.filter(({ id }) => !this.notices.some((there) => there.id === id));
    this.notices = [...this.notices, ...added];
  }
}

export const app = new App();
