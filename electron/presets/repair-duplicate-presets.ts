/** Repairs presets that break the rules between presets, for a file that wasn't written only by this version of Keypost. */
import { freeName, nameKey, nameTakenBy } from '../shared/domain/preset-names.ts';
import { eachSlotOnce, presetInSlot } from '../shared/domain/preset-slots.ts';
import type { Text } from '../shared/i18n/text.ts';
import type { Preset } from '../shared/domain/preset.ts';

export interface RepairedPresets {
  presets: readonly Preset[];
  /** What was changed; empty if all names and slots were unique. */
  changes: readonly Text[];
}

/**
 * No preset is removed. If two have the same name, the second gets a number; if two are in the same slot, the second is taken out of it.
 */
export function repairDuplicatePresets(presets: readonly Preset[]): RepairedPresets {
  const named = eachNameOnce(presets);
  const tidy = eachSlotOnce(named);
  const changes = presets.flatMap((before, index): Text[] => {
    const now = tidy[index] ?? before;
    const texts: Text[] = [];
    if (now.name !== before.name) {
      texts.push({ code: 'preset.numbered', params: { list: before.list, name: before.name, now: now.name } });
    }
    if (before.slot !== null && now.slot === null) {
      const kept = presetInSlot(tidy, before.slot)?.name ?? '';
      texts.push({ code: 'preset.slotTwice', params: { name: now.name, slot: before.slot, kept } });
    }
    return texts;
  });
  return { presets: tidy, changes };
}

function eachNameOnce(presets: readonly Preset[]): Preset[] {
  const keys = presets.map(nameKey);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const done: Preset[] = [];
  presets.forEach((preset, index) => {
    const isTaken = (counts.get(keys[index] ?? '') ?? 0) > 1 && nameTakenBy(preset, done) !== null;
    // The numbered name must not be that of a later preset.
    done.push(isTaken ? { ...preset, name: freeName(preset, [...done, ...presets.slice(index + 1)]) } : preset);
  });
  return done;
}
