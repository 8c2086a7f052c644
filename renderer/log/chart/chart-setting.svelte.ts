/** Whether the picture stands above the log, as the settings have it. */
import { call, on } from '../../ipc/bridge.ts';
import { toast } from '../../stores/toasts.svelte.ts';

class ChartSetting {
  /** `null` until it is known. */
  shown = $state<boolean | null>(null);

  /** Returns the way to stop. */
  start(): () => void {
    void call('settings.get', null).then((result) => (this.shown = result.ok ? result.value.logPicture : true));
    return on('settingsChanged', (settings) => (this.shown = settings.logPicture));
  }

  /** At once; where it can't be kept, it holds until Keypost closes. */
  toggle(): void {
    this.shown = this.shown !== true;
    void call('settings.save', { logPicture: this.shown }).then((result) => {
      if (!result.ok) toast(result.error.sentence);
    });
  }
}

export const chartSetting = new ChartSetting();
