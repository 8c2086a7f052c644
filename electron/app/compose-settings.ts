/** Opens the settings and passes on their changes. */
import { nativeTheme } from 'electron';
import { emit } from '../ipc/serve.ts';
import { SettingsService } from '../settings/settings-service.ts';
import { openSettingsFile } from '../settings/settings-store.ts';
import { createEmitter } from '../shared/base/emitter.ts';
import { hourMs, secondMs } from '../shared/base/time-units.ts';
import type { Settings } from '../shared/domain/settings.ts';
import type { SendingRules } from '../sending/sender.ts';
import type { AppContext } from './app-context.ts';

export type SettingsServices = ReturnType<typeof composeSettings>;

export function composeSettings({ files }: AppContext) {
  const changed = createEmitter<Settings>();
  const settings = new SettingsService(openSettingsFile(files), changed.emit);
  nativeTheme.themeSource = settings.get().theme;
  changed.on(({ theme }) => {
    nativeTheme.themeSource = theme;
  });
  changed.on((now) => {
    emit('settingsChanged', now);
  });
  /** Time limits of a request and of its connection. */
  const timeLimits = (): { timeoutMs: number; connectTimeoutMs: number } => {
    const { timeoutSeconds, connectTimeoutSeconds } = settings.get();
    return { timeoutMs: timeoutSeconds * secondMs, connectTimeoutMs: connectTimeoutSeconds * secondMs };
  };
  const sendingRules = (): SendingRules => {
    const { duplicateHours, undoSeconds, logContact } = settings.get();
    return { ...timeLimits(), duplicateMs: duplicateHours * hourMs, undoMs: undoSeconds * secondMs, logContact };
  };
  return { settings, changed, timeLimits, sendingRules };
}
