/** The rules that settings meet when a person changes them. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import {
  connectTimeoutBounds,
  duplicateBounds,
  keepDaysBounds,
  keepMegabytesBounds,
  timeoutBounds,
  undoBounds,
  type Settings,
  type SettingsPatch,
} from '../shared/domain/settings.ts';

const rules = [
  { field: 'timeoutSeconds', unit: 'seconds', bounds: timeoutBounds },
  { field: 'connectTimeoutSeconds', unit: 'seconds', bounds: connectTimeoutBounds },
  { field: 'duplicateHours', unit: 'hours', bounds: duplicateBounds },
  { field: 'undoSeconds', unit: 'seconds', bounds: undoBounds },
  { field: 'keepEntriesDays', unit: 'days', bounds: keepDaysBounds },
  { field: 'keepBodiesDays', unit: 'days', bounds: keepDaysBounds },
  { field: 'keepEntriesMegabytes', unit: 'megabytes', bounds: keepMegabytesBounds },
  { field: 'keepBodiesMegabytes', unit: 'megabytes', bounds: keepMegabytesBounds },
] as const;

/** Without what is only there as `undefined`. */
const given = (patch: SettingsPatch): Partial<Settings> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));

/** The settings with a patch applied; `invalid` with a sentence beside each refused field. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Result<Settings> {
  const next: Settings = { ...settings, ...given(patch) };
  const fields: Record<string, string> = {};
  for (const { field, unit, bounds } of rules) {
    const value = next[field];
    const fits = Number.isInteger(value) && value >= bounds.min && value <= bounds.max;
    if (!fits) fields[field] = `Type a whole number of ${unit} from ${bounds.min} to ${bounds.max}.`;
  }
  return Object.keys(fields).length === 0 ? ok(next) : fail('invalid', 'The settings were not saved. Correct the marked field.', fields);
}
