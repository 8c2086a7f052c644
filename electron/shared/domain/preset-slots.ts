/** Slots: nine numbered places for presets. Ctrl or Cmd with a slot's number loads the preset in that slot. */

export const slots = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type Slot = (typeof slots)[number];

export interface InSlot {
  readonly id: string;
  /** `null`: in no slot. A slot holds at most one preset. */
  readonly slot: Slot | null;
}

export function presetInSlot<P extends InSlot>(presets: readonly P[], slot: Slot): P | null {
  return presets.find((preset) => preset.slot === slot) ?? null;
}

/** What happens when a slot is chosen. `other` is the preset that is in it so far. */
export type SlotChange<P extends InSlot> =
  | { kind: 'same' }
  | { kind: 'set'; slot: Slot }
  /** Both presets are in a slot and exchange them. */
  | { kind: 'swap'; slot: Slot; other: P; otherSlot: Slot }
  /** The preset was in no slot, so `other` is in none afterwards. */
  | { kind: 'take'; slot: Slot; other: P }
  | { kind: 'clear'; slot: Slot };

/** Returns what would happen if `preset` were put into `slot`; `null` takes it out of its slot. */
export function slotChange<P extends InSlot>(presets: readonly P[], preset: P, slot: Slot | null): SlotChange<P> {
  if (preset.slot === slot) return { kind: 'same' };
  if (slot === null) return preset.slot === null ? { kind: 'same' } : { kind: 'clear', slot: preset.slot };
  const other = presetInSlot(presets, slot);
  if (other === null) return { kind: 'set', slot };
  return preset.slot === null ? { kind: 'take', slot, other } : { kind: 'swap', slot, other, otherSlot: preset.slot };
}

/** Returns the presets with `preset` in `slot`, or in none. The preset that was in that slot gets the slot that `preset` leaves, if any. */
export function withSlot<P extends InSlot>(presets: readonly P[], preset: P, slot: Slot | null): P[] {
  return presets.map((one) => {
    if (one.id === preset.id) return { ...one, slot };
    return slot !== null && one.slot === slot ? { ...one, slot: preset.slot } : one;
  });
}

/** Clears repeated slots: the first of several presets in a slot keeps it. */
export function eachSlotOnce<P extends InSlot>(presets: readonly P[]): P[] {
  const taken = new Set<Slot>();
  return presets.map((preset) => {
    if (preset.slot === null) return preset;
    if (taken.has(preset.slot)) return { ...preset, slot: null };
    taken.add(preset.slot);
    return preset;
  });
}
