/** Preset actions that are available in several places; each reports its result in a toast. */
import type { Preset } from '../../electron/shared/ipc/contract.ts';
import { presetInSlot, slotChange, type Slot, type SlotChange } from '../../electron/shared/domain/preset-slots.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { toast } from './toasts.svelte.ts';
import { copyName } from './preset-order.ts';
import { draftOf, presets } from './presets.svelte.ts';
import { slotDone, slotUndo } from './slot-changes.ts';

/** Puts a preset into a slot, or into none; returns the reason if that failed. */
export async function putInSlot(preset: Preset, slot: Slot | null): Promise<string> {
  const change = slotChange(presets.list, preset, slot);
  const result = await presets.setSlot(preset, slot);
  if (!result.ok) return result.error.sentence;
  const done = slotDone(preset, change, slot === null ? '' : shortcutText(slot));
  if (done) toast(textOf(done), { label: 'Undo', run: () => void undoSlot(preset, change) });
  return '';
}

export async function clearSlot(preset: Preset): Promise<void> {
  const failure = await putInSlot(preset, null);
  if (failure !== '') toast(failure);
}

async function undoSlot(before: Preset, change: SlotChange<Preset>): Promise<void> {
  const undo = slotUndo(presets.list, before, change);
  if (undo === null) {
    toast(textOf({ code: 'preset.slotsChangedSince', params: undefined }));
    return;
  }
  const result = await presets.setSlot(undo.preset, undo.slot);
  toast(result.ok ? textOf({ code: 'preset.slotsBack', params: { name: before.name } }) : result.error.sentence);
}

export async function duplicatePreset(preset: Preset): Promise<Preset | null> {
  const result = await presets.create({ ...draftOf(preset), name: copyName(preset, presets.list) });
  if (!result.ok) {
    toast(result.error.sentence);
    return null;
  }
  toast(`“${result.value.name}” was made.`);
  return result.value;
}

export async function deletePreset(preset: Preset): Promise<void> {
  const result = await presets.remove(preset);
  if (!result.ok) {
    toast(result.error.sentence);
    return;
  }
  toast(`“${preset.name}” is deleted.`, { label: 'Undo', run: () => void bringBack(result.value) });
}

async function bringBack(removed: Preset): Promise<void> {
  const result = await presets.restore(removed);
  toast(result.ok ? backText(removed, result.value) : result.error.sentence);
}

function backText(removed: Preset, now: Preset): string {
  const { name, slot } = removed;
  const texts: string[] = [];
  if (now.name !== name) texts.push(textOf({ code: 'preset.backNumbered', params: { name, now: now.name } }));
  if (slot !== null && now.slot === null) {
    const other = presetInSlot(presets.list, slot)?.name ?? '';
    texts.push(textOf({ code: 'preset.backWithoutSlot', params: { name: now.name, slot, other } }));
  }
  return texts.length === 0 ? textOf({ code: 'preset.back', params: { name } }) : texts.join(' ');
}

const mac = navigator.userAgent.includes('Mac');
export const commandKey = mac ? '⌘' : 'Ctrl';

/** "Ctrl+2", or as a Mac writes it. */
export const shortcutText = (key: number | string): string => (mac ? `⌘${key}` : `Ctrl+${key}`);

/** For `aria-keyshortcuts`. */
export const shortcutAria = (key: number | string): string => `${mac ? 'Meta' : 'Control'}+${key}`;
