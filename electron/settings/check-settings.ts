/** The rules that settings meet when a person changes them. Pure. */
import { fail, ok, type Result } from '../result.ts';
import { timeoutBounds, type Settings, type SettingsPatch } from './settings.ts';

/** The settings with a patch applied; `invalid` with a sentence beside each refused field. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Result<Settings> {
  const next: Settings = {
    theme: patch.theme ?? settings.theme,
    timeoutSeconds: patch.timeoutSeconds ?? settings.timeoutSeconds,
    lastAccountId: patch.lastAccountId ?? settings.lastAccountId,
  };
  const { min, max } = timeoutBounds;
  if (Number.isInteger(next.timeoutSeconds) && next.timeoutSeconds >= min && next.timeoutSeconds <= max) return ok(next);
  return fail('invalid', 'The settings were not saved. Correct the marked field.', {
    timeoutSeconds: `The timeout has to be a whole number of seconds from ${min} to ${max}.`,
  });
}
