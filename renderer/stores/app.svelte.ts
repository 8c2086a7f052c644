/** State of the whole app: how far it has started, and notices until they are dismissed. */
import type { Notice } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';

class App {
  notices = $state.raw<readonly Notice[]>([]);
  /** The form is shown once it is filled, so that nothing flickers. */
  ready = $state(false);
  /** The form is on screen: load the rest now, the log first. */
  drawn = $state(false);

  /** Adds notices that are not there yet. */
  notify(notices: readonly Notice[]): void {
    const added = notices.filter(({ id }) => !this.notices.some((there) => there.id === id));
    this.notices = [...this.notices, ...added];
  }

  dismiss(id: string): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
    void call('app.dismissNotice', { id });
  }

  /** Runs the notice's button. */
  async startNewLog(id: string): Promise<void> {
    const started = await call('log.startNew', null);
    if (started.ok) this.dismiss(id);
    else this.notify([{ id: `not-started-${started.error.sentence}`, sentence: started.error.sentence }]);
  }
}

export const app = new App();
