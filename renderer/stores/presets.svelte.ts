/** The presets, as the main process has them. */
import type { Envelope, Preset, PresetDraft } from '../../electron/shared/ipc/contract.ts';
import type { Slot } from '../../electron/shared/domain/preset-slots.ts';
import { call } from '../ipc/bridge.ts';
import { groupPresets, namesakes } from './preset-order.ts';
import { resource } from './resource.svelte.ts';

export function draftOf(preset: Preset): PresetDraft {
  const { id: _id, slot: _slot, createdAt: _createdAt, updatedAt: _updatedAt, ...draft } = preset;
  return draft;
}

class Presets {
  readonly #presets = resource({ load: () => call('presets.list', null), reloadOn: { presetsChanged: true }, onFailure: 'keep' });
  readonly list: readonly Preset[] = $derived(this.#presets.value ?? []);
  readonly groups = $derived(groupPresets(this.list));
  /** See preset-order.ts: these need more than their name to be distinguished. */
  readonly namesakes = $derived(namesakes(this.list));

  get known(): boolean {
    return this.#presets.known;
  }

  get failure(): string {
    return this.#presets.failure;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    return this.#presets.start();
  }

  load(): Promise<void> {
    return this.#presets.reload();
  }

  get(id: string | null): Preset | null {
    return id === null ? null : (this.list.find((preset) => preset.id === id) ?? null);
  }

  create(draft: PresetDraft): Promise<Envelope<Preset>> {
    return this.#then(call('presets.create', draft));
  }

  change(preset: Preset, change: Partial<PresetDraft>): Promise<Envelope<Preset>> {
    return this.#then(call('presets.update', { id: preset.id, draft: { ...draftOf(preset), ...change } }));
  }

  /** `null`: into no slot. */
  setSlot(preset: Preset, slot: Slot | null): Promise<Envelope<Preset>> {
    return this.#then(call('presets.setSlot', { id: preset.id, slot }));
  }

  remove(preset: Preset): Promise<Envelope<Preset>> {
    return this.#then(call('presets.remove', { id: preset.id }));
  }

  restore(removed: Preset): Promise<Envelope<Preset>> {
    return this.#then(call('presets.restore', removed));
  }

  /** Reload the list before returning, so that the caller sees the change. */
  async #then(asked: Promise<Envelope<Preset>>): Promise<Envelope<Preset>> {
    const result = await asked;
    if (result.ok) await this.load();
    return result;
  }
}

export const presets = new Presets();
