/** The commands of the settings screen. */
import { ok, fail, type Result } from '../shared/domain/result.ts';
import { numberSettings, type Settings, type SettingsPatch } from '../shared/domain/settings.ts';
import type { StateFile } from '../storage/state-file.ts';

export class SettingsService {
  /** `changed` is called after every save that changed something. */
  constructor(
    private readonly file: StateFile<Settings>,
    private readonly changed: (settings: Settings) => void,
  ) {}

  get(): Settings {
    return this.file.data;
  }

  /** Saves part of the settings, or nothing of it: `invalid` with field sentences, or `cannotSave`. */
  save(patch: SettingsPatch): Result<Settings> {
    const before = this.file.data;
    const next = applyPatch(before, patch);
    if (!next.ok) return next;
    const same = (Object.keys(before) as (keyof Settings)[]).every((name) => next.value[name] === before[name]);
    if (same) return ok(before);
    const saved = this.file.save(next.value);
    if (!saved.ok) return saved;
    this.changed(next.value);
    return next;
  }
}

/** Without what is only there as `undefined`. */
const given = (patch: SettingsPatch): Partial<Settings> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));

/** Checks and applies a patch: the settings with it applied; `invalid` with a sentence beside each refused field. */
function applyPatch(settings: Settings, patch: SettingsPatch): Result<Settings> {
  const next: Settings = { ...settings, ...given(patch) };
  const fields: Record<string, string> = {};
  for (const [name, { unit, min, max }] of Object.entries(numberSettings)) {
    const value = next[name as keyof typeof numberSettings];
    const fits = Number.isInteger(value) && value >= min && value <= max;
    if (!fits) fields[name] = `Type a whole number of ${unit} from ${min} to ${max}.`;
  }
  return Object.keys(fields).length === 0 ? ok(next) : fail('invalid', 'The settings were not saved. Correct the marked field.', fields);
}
