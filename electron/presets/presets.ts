/** The commands for presets. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { freeName } from '../shared/domain/preset-names.ts';
import { presetInSlot, withSlot, type Slot } from '../shared/domain/preset-slots.ts';
import { checkPreset } from './check-preset.ts';
import { noSuchPreset, type PresetStore } from './preset-store.ts';
import type { Preset, PresetDraft } from '../shared/domain/preset.ts';

export interface PresetsDeps {
  store: PresetStore;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after every change that was saved. */
  onChange: () => void;
  newId?: () => string;
}

/** How many removed presets are remembered: no more removals than this can be undone at the same time. */
const mostRemoved = 20;

/** Every failure leaves the presets unchanged: `invalid` with a text for each field, `noSuchPreset`, `cannotSave`. */
export class Presets {
  readonly #deps: Required<PresetsDeps>;
  /** Recently removed presets by id. Such a preset is restored exactly as it was, even if today's rules would not allow saving it. */
  readonly #removed = new Map<string, Preset>();

  constructor(deps: PresetsDeps) {
    this.#deps = { newId: randomUUID, ...deps };
  }

  /** In the order in which they were created. */
  list(): readonly Preset[] {
    return this.#deps.store.list();
  }

  create(draft: PresetDraft): Result<Preset> {
    const checked = checkPreset(draft, this.list());
    if (!checked.ok) return checked;
    const createdAt = this.#nextMoment();
    const preset = { ...checked.value, id: this.#deps.newId(), slot: null, createdAt, updatedAt: createdAt };
    return this.#done(this.#deps.store.add(preset), preset);
  }

  update(id: string, draft: PresetDraft): Result<Preset> {
    const before = this.#deps.store.get(id);
    if (before === null) return noSuchPreset();
    const checked = checkPreset(
      draft,
      this.list().filter((other) => other.id !== id),
    );
    if (!checked.ok) return checked;
    const preset = { ...checked.value, id, slot: before.slot, createdAt: before.createdAt, updatedAt: this.#deps.now() };
    return this.#done(this.#deps.store.replace(preset), preset);
  }

  /** Returns the removed preset, for `restore`. */
  remove(id: string): Result<Preset> {
    const preset = this.#deps.store.get(id);
    if (preset === null) return noSuchPreset();
    const removed = this.#done(this.#deps.store.remove(id), preset);
    if (removed.ok) this.#remember(preset);
    return removed;
  }

  /**
   * Puts a preset into a slot, or into none. The preset that was in that slot gets the slot that this one leaves; if there is none, it is
   * in no slot afterwards. The presets' content and the times of their last change stay the same.
   */
  setSlot(id: string, slot: Slot | null): Result<Preset> {
    const before = this.#deps.store.get(id);
    if (before === null) return noSuchPreset();
    if (before.slot === slot) return ok(before);
    return this.#done(this.#deps.store.save(withSlot(this.list(), before, slot)), { ...before, slot });
  }

  /**
   * Undoes a removal: same id, same times, same position, and its slot if that is still free. If another preset has its name by now, a
   * number is appended. Also fails with `alreadyThere`.
   */
  restore(removed: Preset): Result<Preset> {
    const { id, slot, createdAt, updatedAt, ...given } = removed;
    if (id === '' || !Number.isSafeInteger(createdAt) || !Number.isSafeInteger(updatedAt)) {
      return fail('invalid', 'This preset could not be brought back: it is not one that was removed.');
    }
    if (this.#deps.store.get(id) !== null) return fail('alreadyThere', 'This preset is back already.');
    const own = this.#removed.get(id);
    const draft = { ...given, name: freeName(given, this.list()) };
    const checked = own !== undefined && isDeepStrictEqual(own, removed) ? ok(draft) : checkPreset(draft, this.list());
    if (!checked.ok) return checked;
    const isFree = slot === null || presetInSlot(this.list(), slot) === null;
    const preset = { ...checked.value, id, slot: isFree ? slot : null, createdAt, updatedAt };
    return this.#done(this.#deps.store.add(preset), preset);
  }

  #remember(preset: Preset): void {
    this.#removed.set(preset.id, preset);
    const [oldest] = this.#removed.keys();
    if (this.#removed.size > mostRemoved && oldest !== undefined) this.#removed.delete(oldest);
  }

  /** Always later than the creation of every other preset, because presets are ordered by these times. */
  #nextMoment(): number {
    return this.list().reduce((moment, preset) => Math.max(moment, preset.createdAt + 1), this.#deps.now());
  }

  #done(saved: Result<null>, preset: Preset): Result<Preset> {
    if (!saved.ok) return saved;
    this.#deps.onChange();
    return ok(preset);
  }
}
