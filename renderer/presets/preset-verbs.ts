/** What can be done with a preset from several places; each says what came of it in a toast. */
import type { Preset } from '../../electron/bridge/contract.ts';
import { toast } from '../ui/toast.svelte.ts';
import { copyName } from './preset-order.ts';
import { draftOf, presets } from './presets.svelte.ts';

export async function togglePin(preset: Preset): Promise<void> {
  const answer = await presets.change(preset, { pinned: !preset.pinned });
  if (!answer.ok) {
    toast(answer.error.sentence);
    return;
  }
  const number = presets.numbers.get(preset.id);
  if (number !== undefined) toast(`${preset.name} is on ${shortcutWords(number)}.`);
}

export async function duplicatePreset(preset: Preset): Promise<Preset | null> {
  const answer = await presets.create({ ...draftOf(preset), name: copyName(preset, presets.list), pinned: false });
  if (!answer.ok) {
    toast(answer.error.sentence);
    return null;
  }
  toast(`“${answer.value.name}” was made.`);
  return answer.value;
}

export async function deletePreset(preset: Preset): Promise<void> {
  const answer = await presets.remove(preset);
  if (!answer.ok) {
    toast(answer.error.sentence);
    return;
  }
  toast(`“${preset.name}” is deleted.`, { label: 'Undo', run: () => void bringBack(answer.value) });
}

async function bringBack(removed: Preset): Promise<void> {
  const answer = await presets.restore(removed);
  toast(answer.ok ? `“${removed.name}” is back.` : answer.error.sentence);
}

const mac = navigator.userAgent.includes('Mac');
export const commandKey = mac ? '⌘' : 'Ctrl';

/** "Ctrl+2", or as a Mac writes it. */
export const shortcutWords = (key: number | string): string => (mac ? `⌘${key}` : `Ctrl+${key}`);
