/** What the settings say about whoever gets a message. */
import { call, on } from '../ipc/bridge.ts';

class RecipientSettings {
  /** Whether a key is looked up as it is typed; false until that is known. */
  lookUp = $state(false);
  /** Whether recent keys are offered; `null` until that is known. */
  recentKeys = $state<boolean | null>(null);

  /** Returns the way to stop. */
  start(): () => void {
    void call('settings.get', null).then((result) => {
      if (!result.ok) return;
      this.lookUp = result.value.lookUp;
      this.recentKeys = result.value.recentKeys;
    });
    return on('settingsChanged', ({ lookUp, recentKeys }) => {
      this.lookUp = lookUp;
      this.recentKeys = recentKeys;
    });
  }
}

export const recipientSettings = new RecipientSettings();
