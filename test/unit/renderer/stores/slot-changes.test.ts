import { expect, test } from 'vitest';
import type { Preset } from '../../../../electron/shared/ipc/contract.ts';
import { eachSlotOnce, presetInSlot, slotChange, slots, withSlot } from '../../../../electron/shared/domain/preset-slots.ts';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import { slotDone, slotUndo, slotWarning } from '../../../../renderer/stores/slot-changes.ts';
import { aPreset } from '../presets/a-preset.ts';

const one = aPreset({ id: '1', name: 'One', slot: 1 });
const two = aPreset({ id: '2', name: 'Two', slot: 2 });
const none = aPreset({ id: '3', name: 'None' });
const all = [one, two, none];

test.each([
  [one, 1, undefined, undefined],
  [one, 5, undefined, '“One” is in slot 5: Ctrl+5 loads it.'],
  [one, 2, '“Two” moves to slot 1.', '“One” is in slot 2 now, and “Two” in slot 1.'],
  [none, 2, '“Two” leaves slot 2 and is in no slot then.', '“None” is in slot 2 now, and “Two” in none.'],
  [one, null, 'Slot 1 is empty then.', '“One” is in no slot now. Slot 1 is empty.'],
  [none, null, undefined, undefined],
] as const)('%o into slot %s', (preset, slot, warning, done) => {
  const change = slotChange(all, preset, slot);
  const [before, after] = [slotWarning(change), slotDone(preset, change, `Ctrl+${slot ?? ''}`)];
  expect(before ? textOf(before) : undefined).toBe(warning);
  expect(after ? textOf(after) : undefined).toBe(done);
});

const apply = (presets: readonly Preset[], undo: ReturnType<typeof slotUndo>): Preset[] | null =>
  undo === null ? null : withSlot(presets, undo.preset, undo.slot);

test('every change can be undone until the slots are changed again', () => {
  for (const preset of all) {
    for (const slot of [null, ...slots]) {
      const change = slotChange(all, preset, slot);
      const changed = withSlot(all, preset, slot);
      expect(apply(changed, slotUndo(changed, preset, change))).toEqual(change.kind === 'same' ? null : all);
      for (const later of changed) {
        for (const another of [null, ...slots]) {
          const changedAgain = withSlot(changed, later, another);
          const back = apply(changedAgain, slotUndo(changedAgain, preset, change));
          // An undo moves no other presets than the change did.
          const touched = [preset.id, ...(change.kind === 'swap' || change.kind === 'take' ? [change.other.id] : [])];
          for (const before of changedAgain) {
            if (back !== null && !touched.includes(before.id)) expect(back).toContainEqual(before);
          }
        }
      }
      const gone = changed.filter(({ id }) => id !== preset.id);
      expect(slotUndo(gone, preset, change)).toBeNull();
    }
  }
});

test('if two presets have the same slot, the first keeps it', () => {
  const twice = [one, { ...two, slot: 1 as const }, none];
  expect(eachSlotOnce(twice).map(({ slot }) => slot)).toEqual([1, null, null]);
  expect(presetInSlot(twice, 1)).toBe(one);
  expect(presetInSlot(twice, 3)).toBeNull();
});
