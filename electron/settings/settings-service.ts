/** The commands of the settings screen. */
import { ok, type Result } from '../shared/domain/result.ts';
import { applyPatch } from './check-settings.ts';
import type { Settings, SettingsPatch } from '../shared/domain/settings.ts';
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
