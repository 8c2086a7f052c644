/** The presets on disk, in the order in which they were made. */
import * as v from 'valibot';
import { fail, type Result } from '../result.ts';
import { openStateFile, type StateFile, type StateFolder, type StateKind } from '../settings/state-file.ts';
import { PresetSchema, type Preset } from './preset.ts';

const FileSchema = v.object({
  presets: v.pipe(
    v.array(PresetSchema),
    v.check((presets) => new Set(presets.map(({ id }) => id)).size === presets.length),
  ),
});
/** What a step does not know, it does not look at. */
const Older = v.array(v.record(v.string(), v.unknown()));

type PresetFile = v.InferOutput<typeof FileSchema>;

const kind: StateKind<PresetFile> = {
  name: 'presets',
  title: 'presets',
  start: 'an empty one',
  schema: FileSchema,
  // 1 to 2: other commands than the one by customer key.
  upgrades: [
    ({ presets, ...rest }) => ({
      ...rest,
      presets: v.parse(Older, presets).map((preset) => ({ ...preset, command: 'customerKey', subject: '', body: '' })),
    }),
  ],
  initial: { presets: [] },
};

export class PresetStore {
  readonly #file: StateFile<PresetFile>;

  /** `starters` makes the presets of the very first start, when there is no file yet; they are saved at once. */
  constructor(folder: StateFolder, starters: () => readonly Preset[]) {
    this.#file = openStateFile(folder, kind);
    if (!this.#file.fresh) return;
    const saved = this.#save([...starters()]);
    if (!saved.ok) folder.notice(saved.error.sentence);
  }

  list(): readonly Preset[] {
    return this.#file.data.presets;
  }

  get(id: string): Preset | null {
    return this.list().find((preset) => preset.id === id) ?? null;
  }

  /** Adds a preset behind those made before it. `cannotSave` when the file can't be written. */
  add(preset: Preset): Result<null> {
    const all = this.list();
    const later = all.findIndex((other) => other.createdAt > preset.createdAt);
    const place = later === -1 ? all.length : later;
    return this.#save([...all.slice(0, place), preset, ...all.slice(place)]);
  }

  /** Puts a preset in the place of the one with its id. `noSuchPreset`, `cannotSave`. */
  replace(preset: Preset): Result<null> {
    if (this.get(preset.id) === null) return noSuchPreset();
    return this.#save(this.list().map((other) => (other.id === preset.id ? preset : other)));
  }

  /** `noSuchPreset`, `cannotSave`. */
  remove(id: string): Result<null> {
    if (this.get(id) === null) return noSuchPreset();
    return this.#save(this.list().filter((preset) => preset.id !== id));
  }

  #save(presets: Preset[]): Result<null> {
    return this.#file.save({ presets });
  }
}

export const noSuchPreset = (): Result<never> =>
  fail('noSuchPreset', 'This preset is no longer there: it was removed meanwhile. Nothing was changed.');
