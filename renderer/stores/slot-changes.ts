/** Putting presets into slots: the texts before and after, and the undo. */
import type { Preset } from '../../electron/shared/ipc/contract.ts';
import { presetInSlot, type Slot, type SlotChange } from '../../electron/shared/domain/preset-slots.ts';
import type { Text } from '../../electron/shared/i18n/text.ts';

/** What a change would do to another preset, or to a key that is in use; `null` if it does neither. */
export function slotWarning(change: SlotChange<Preset>): Text | null {
  switch (change.kind) {
    case 'same':
    case 'set':
      return null;
    case 'swap':
      return { code: 'preset.willSwap', params: { other: change.other.name, otherSlot: change.otherSlot } };
    case 'take':
      return { code: 'preset.willTakeOver', params: { other: change.other.name, slot: change.slot } };
    case 'clear':
      return { code: 'preset.willClear', params: { slot: change.slot } };
  }
}

/** What a change did. `keys`: the keys that load the preset now, as this computer's keyboard names them. */
export function slotDone({ name }: Preset, change: SlotChange<Preset>, keys: string): Text | null {
  switch (change.kind) {
    case 'same':
      return null;
    case 'set':
      return { code: 'preset.slotSet', params: { name, slot: change.slot, keys } };
    case 'swap':
      return {
        code: 'preset.slotSwapped',
        params: { name, slot: change.slot, other: change.other.name, otherSlot: change.otherSlot },
      };
    case 'take':
      return { code: 'preset.slotTakenOver', params: { name, slot: change.slot, other: change.other.name } };
    case 'clear':
      return { code: 'preset.slotCleared', params: { name, slot: change.slot } };
  }
}

/**
 * The preset and slot that restore the state before the change; `null` if the affected slots have changed since. `before` is the preset
 * before the change.
 */
export function slotUndo(
  presets: readonly Preset[],
  before: Preset,
  change: SlotChange<Preset>,
): { preset: Preset; slot: Slot | null } | null {
  const left = change.kind === 'clear' ? null : change.kind === 'same' ? before.slot : change.slot;
  const now = presets.find(({ id, slot }) => id === before.id && slot === left);
  if (!now || change.kind === 'same') return null;
  if (change.kind === 'swap' || change.kind === 'take') {
    const other = presets.find(({ id, slot }) => id === change.other.id && slot === before.slot);
    return other ? { preset: other, slot: change.slot } : null;
  }
  const isFree = before.slot === null || presetInSlot(presets, before.slot) === null;
  return isFree ? { preset: now, slot: before.slot } : null;
}
