/** The rules that settings meet when a person changes them. */
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { numberSettings, type Settings, type SettingsPatch } from '../shared/domain/settings.ts';

/** Without what is only there as `undefined`. */
const given = (patch: SettingsPatch): Partial<Settings> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));

/** The settings with a patch applied; `invalid` with a sentence beside each refused field. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Result<Settings> {
  const next: Settings = { ...settings, ...given(patch) };
  const fields: Record<string, string> = {};
  for (const [name, { unit, min, max }] of Object.entries(numberSettings)) {
    const value = next[name as keyof typeof numberSettings];
    const fits = Number.isInteger(value) && value >= min && value <= max;
    if (!fits) fields[name] = `Type a whole number of ${unit} from ${min} to ${max}.`;
  }
  return Object.keys(fields).length === 0 ? ok(next) : fail('invalid', 'The settings were not saved. Correct the marked field.', fields);
}
