/** Stores the presets on disk, in the order in which they were created. */
import * as v from 'valibot';
import { fail, type Result } from '../shared/domain/result.ts';
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../storage/state-file.ts';
import { textOf } from '../shared/i18n/text.ts';
import { PresetSchema, SlotSchema, type Preset } from '../shared/domain/preset.ts';
import { presetUpgrades } from './preset-upgrades.ts';
import { repairDuplicatePresets } from './repair-duplicate-presets.ts';

/** One slot that doesn't exist is no reason to set all presets aside. */
const FilePreset = v.object({ ...PresetSchema.entries, slot: v.fallback(SlotSchema, null) });

const FileSchema = v.object({
  presets: v.pipe(
    v.array(FilePreset),
    v.check((presets) => new Set(presets.map(({ id }) => id)).size === presets.length),
  ),
});
type PresetFile = v.InferOutput<typeof FileSchema>;

export const presetsKind: StateKind<PresetFile> = {
  name: 'presets',
  title: 'presets',
  start: 'an empty one',
  schema: FileSchema,
  upgrades: presetUpgrades,
  initial: { presets: [] },
};

export class PresetStore {
  readonly #file: StateFile<PresetFile>;
  /** The file's presets, but without repeated names and slots, even if that repair could not be written. */
  #presets: readonly Preset[];

  /** `starters` creates the presets of the very first start, when there is no file yet; they are saved at once. */
  constructor(folder: StateFolder, starters: () => readonly Preset[]) {
    this.#file = openStateFile(folder, presetsKind);
    this.#presets = this.#file.data.presets;
    if (this.#file.fresh) {
      const saved = this.save(starters());
      if (!saved.ok) folder.notify(saved.error.sentence);
    } else this.#tidy(folder);
  }

  list(): readonly Preset[] {
    return this.#presets;
  }

  get(id: string): Preset | null {
    return this.list().find((preset) => preset.id === id) ?? null;
  }

  /** Inserts a preset after those that were created before it. Fails with `cannotSave` if the file can't be written. */
  add(preset: Preset): Result<null> {
    const all = this.list();
    const later = all.findIndex((other) => other.createdAt > preset.createdAt);
    const place = later === -1 ? all.length : later;
    return this.save([...all.slice(0, place), preset, ...all.slice(place)]);
  }

  /** Replaces the preset with the same id. Fails with `noSuchPreset` or `cannotSave`. */
  replace(preset: Preset): Result<null> {
    if (this.get(preset.id) === null) return noSuchPreset();
    return this.save(this.list().map((other) => (other.id === preset.id ? preset : other)));
  }

  /** Fails with `noSuchPreset` or `cannotSave`. */
  remove(id: string): Result<null> {
    if (this.get(id) === null) return noSuchPreset();
    return this.save(this.list().filter((preset) => preset.id !== id));
  }

  /** Replaces all presets. Fails with `cannotSave`. */
  save(presets: readonly Preset[]): Result<null> {
    const saved = this.#file.save({ presets: [...presets] });
    if (saved.ok) this.#presets = presets;
    return saved;
  }

  /**
   * Repairs repeated names and slots, and saves the result at once, so that the notices appear only once. If it can't be saved, the repair
   * applies until Keypost closes.
   */
  #tidy(folder: StateFolder): void {
    const { presets, changes } = repairDuplicatePresets(this.#presets);
    if (changes.length === 0) return;
    const saved = this.save(presets);
    this.#presets = presets;
    for (const change of changes) folder.notify(textOf(change));
    if (!saved.ok) folder.notify(saved.error.sentence);
  }
}

export const noSuchPreset = (): Result<never> =>
  fail('noSuchPreset', 'This preset is no longer there: it was removed meanwhile. Nothing was changed.');
