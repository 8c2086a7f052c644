/** Whether the activity chart is shown, from the settings. */
import { call, on } from '../../ipc/bridge.ts';
import { toast } from '../../stores/toasts.svelte.ts';

class ChartSetting {
  /** `null` until it is loaded. */
  shown = $state<boolean | null>(null);

  /** Returns a function that stops listening. */
  start(): () => void {
    void call('settings.get', null).then((result) => (this.shown = result.ok ? result.value.logPicture : true));
    return on('settingsChanged', (settings) => (this.shown = settings.logPicture));
  }

  /** Takes effect at once; if it can't be saved, it lasts until Keypost closes. */
  toggle(): void {
    this.shown = this.shown !== true;
    void call('settings.save', { logPicture: this.shown }).then((result) => {
      if (!result.ok) toast(result.error.sentence);
    });
  }
}

export const chartSetting = new ChartSetting();
