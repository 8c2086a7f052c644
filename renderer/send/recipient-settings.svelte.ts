/** The settings about recipients. */
import { call, on } from '../ipc/bridge.ts';

class RecipientSettings {
  /** Whether keys are looked up while typing; false until it is known. */
  lookUp = $state(false);
  /** Whether recent keys are offered; `null` until it is known. */
  recentKeys = $state<boolean | null>(null);

  /** Returns a function that stops listening. */
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
