/** The rules that settings meet when a person changes them. Pure. */
import { fail, ok, type Result } from '../result.ts';
import { connectTimeoutBounds, duplicateBounds, timeoutBounds, undoBounds, type Settings, type SettingsPatch } from './settings.ts';

const rules = [
  { field: 'timeoutSeconds', unit: 'seconds', bounds: timeoutBounds },
  { field: 'connectTimeoutSeconds', unit: 'seconds', bounds: connectTimeoutBounds },
  { field: 'duplicateHours', unit: 'hours', bounds: duplicateBounds },
  { field: 'undoSeconds', unit: 'seconds', bounds: undoBounds },
] as const;

/** The settings with a patch applied; `invalid` with a sentence beside each refused field. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Result<Settings> {
  const next: Settings = {
    theme: patch.theme ?? settings.theme,
    timeoutSeconds: patch.timeoutSeconds ?? settings.timeoutSeconds,
    connectTimeoutSeconds: patch.connectTimeoutSeconds ?? settings.connectTimeoutSeconds,
    duplicateHours: patch.duplicateHours ?? settings.duplicateHours,
    undoSeconds: patch.undoSeconds ?? settings.undoSeconds,
    lastAccountId: patch.lastAccountId ?? settings.lastAccountId,
  };
  const fields: Record<string, string> = {};
  for (const { field, unit, bounds } of rules) {
    const value = next[field];
    const fits = Number.isInteger(value) && value >= bounds.min && value <= bounds.max;
    if (!fits) fields[field] = `Type a whole number of ${unit} from ${bounds.min} to ${bounds.max}.`;
  }
  return Object.keys(fields).length === 0 ? ok(next) : fail('invalid', 'The settings were not saved. Correct the marked field.', fields);
}
