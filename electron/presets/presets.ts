/** The commands of the presets. */
import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '../result.ts';
import { checkPreset } from './check-preset.ts';
import { noSuchPreset, type PresetStore } from './preset-store.ts';
import type { Preset, PresetDraft } from './preset.ts';

export interface PresetsParts {
  store: PresetStore;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after every change that was saved. */
  changed: () => void;
  newId?: () => string;
}

/** Every failure leaves the presets as they were: `invalid` with field sentences, `noSuchPreset`, `cannotSave`. */
export class Presets {
  readonly #parts: Required<PresetsParts>;

  constructor(parts: PresetsParts) {
    this.#parts = { newId: randomUUID, ...parts };
  }

  /** In the order in which they were made. */
  list(): readonly Preset[] {
    return this.#parts.store.list();
  }

  create(draft: PresetDraft): Result<Preset> {
    const checked = checkPreset(draft, this.list());
    if (!checked.ok) return checked;
    const createdAt = this.#nextMoment();
    const preset = { ...checked.value, id: this.#parts.newId(), createdAt, updatedAt: createdAt };
    return this.#done(this.#parts.store.add(preset), preset);
  }

  update(id: string, draft: PresetDraft): Result<Preset> {
    const before = this.#parts.store.get(id);
    if (before === null) return noSuchPreset();
    const checked = checkPreset(
      draft,
      this.list().filter((other) => other.id !== id),
    );
    if (!checked.ok) return checked;
    const preset = { ...checked.value, id, createdAt: before.createdAt, updatedAt: this.#parts.now() };
    return this.#done(this.#parts.store.replace(preset), preset);
  }

  /** Returns what was removed, for `restore`. */
  remove(id: string): Result<Preset> {
    const preset = this.#parts.store.get(id);
    if (preset === null) return noSuchPreset();
    return this.#done(this.#parts.store.remove(id), preset);
  }

  /**
   * Takes a removal back: same id, same times, same place in the list. Also `nameTaken` when another preset has got its
   * name meanwhile, and `alreadyThere`.
   */
  restore(removed: Preset): Result<Preset> {
    const { id, createdAt, updatedAt, ...draft } = removed;
    if (id === '' || !Number.isSafeInteger(createdAt) || !Number.isSafeInteger(updatedAt)) {
      return fail('invalid', 'This preset could not be brought back: it is not one that was removed.');
    }
    if (this.#parts.store.get(id) !== null) return fail('alreadyThere', 'This preset is back already.');
    const checked = checkPreset(draft, this.list());
    if (!checked.ok) {
      const onlyItsName = checkPreset(draft, []).ok;
      if (!onlyItsName) return checked;
      return fail(
        'nameTaken',
        `“${draft.name}” could not be brought back: its list has another preset of that name now. Rename that one first.`,
      );
    }
    const preset = { ...checked.value, id, createdAt, updatedAt };
    return this.#done(this.#parts.store.add(preset), preset);
  }

  /** Never equal to, or before, a moment that a preset was made at: the moments keep the presets in order. */
  #nextMoment(): number {
    return this.list().reduce((moment, preset) => Math.max(moment, preset.createdAt + 1), this.#parts.now());
  }

  #done(saved: Result<null>, preset: Preset): Result<Preset> {
    if (!saved.ok) return saved;
    this.#parts.changed();
    return ok(preset);
  }
}
