/** Slots of presets: the preset of a shortcut Ctrl+number changes only if a person changes it. */
import { describe, expect, it } from 'vitest';
import type { Preset } from '../../../../../electron/shared/domain/preset.ts';
import { Presets } from '../../../../../electron/presets/presets.ts';
import { PresetStore } from '../../../../../electron/presets/preset-store.ts';
import { nameTakenBy } from '../../../../../electron/shared/domain/preset-names.ts';
import { slots, type Slot } from '../../../../../electron/shared/domain/preset-slots.ts';
import { tempFolder } from '../../storage/temp-folder.ts';
import { draft } from '../../presets/draft.ts';
import { randomBelow } from '../../presets/random.ts';
import { value } from '../../presets/value.ts';

function start(folder = tempFolder()) {
  let ids = 0;
  let now = 1000;
  const store = new PresetStore(folder, () => []);
  const presets = new Presets({ store, now: () => now++, onChange: () => undefined, newId: () => `p${++ids}` });
  const make = (name: string, slot: Slot | null = null): Preset => {
    const made = value(presets.create(draft({ name })));
    return slot === null ? made : value(presets.setSlot(made.id, slot));
  };
  const inSlots = (): Record<string, number | null> => Object.fromEntries(presets.list().map(({ name, slot }) => [name, slot]));
  return { folder, presets, make, inSlots };
}

describe('a slot', () => {
  it('is set, moved and cleared, on disk as well, without changing the rest of the preset', () => {
    const { folder, presets, make, inSlots } = start();
    const one = make('One');
    expect(value(presets.setSlot(one.id, 4))).toEqual({ ...one, slot: 4 });
    value(presets.setSlot(one.id, 7));
    expect(start(folder).inSlots()).toEqual({ One: 7 });
    value(presets.setSlot(one.id, null));
    expect(inSlots()).toEqual({ One: null });
    expect(presets.list()).toEqual([one]);
  });

  it('that is taken is swapped, or moves to a preset that has none', () => {
    const { presets, make, inSlots } = start();
    const [one, two, three] = [make('One', 1), make('Two', 2), make('Three')];
    value(presets.setSlot(one.id, 2));
    expect(inSlots()).toEqual({ One: 2, Two: 1, Three: null });
    value(presets.setSlot(three.id, 1));
    expect(inSlots()).toEqual({ One: 2, Two: null, Three: 1 });
    expect(presets.setSlot('nobody', 2)).toMatchObject({ error: { code: 'noSuchPreset' } });
    expect(value(presets.setSlot(two.id, null)).slot).toBeNull();
  });

  it('stays with its preset when that is changed, and stays free when it is removed', () => {
    const { presets, make, inSlots } = start();
    const [one] = [make('One', 1), make('Two', 2)];
    value(presets.update(one.id, draft({ name: 'Aaa', list: 'Notices' })));
    expect(inSlots()).toEqual({ Aaa: 1, Two: 2 });
    value(presets.remove(one.id));
    expect(inSlots()).toEqual({ Two: 2 });
    make('Three');
    expect(inSlots()).toEqual({ Two: 2, Three: null });
  });

  it('is restored with a removed preset, unless another one has it', () => {
    const { presets, make, inSlots } = start();
    const [one, two] = [make('One', 1), make('Two', 2)];
    const removed = value(presets.remove(one.id));
    value(presets.restore(removed));
    expect(inSlots()).toEqual({ One: 1, Two: 2 });
    value(presets.remove(one.id));
    value(presets.setSlot(two.id, 1));
    expect(value(presets.restore(removed)).slot).toBeNull();
    expect(inSlots()).toEqual({ One: null, Two: 1 });
  });

  it('does not change if the file cannot be written', () => {
    const { folder, presets, make, inSlots } = start();
    const [one, two] = [make('One', 1), make('Two', 2)];
    folder.break();
    expect(presets.setSlot(one.id, 2)).toMatchObject({ error: { code: 'cannotSave' } });
    expect(presets.setSlot(two.id, null)).toMatchObject({ error: { code: 'cannotSave' } });
    expect(inSlots()).toEqual({ One: 1, Two: 2 });
  });
});

describe('after any sequence of changes to presets', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'a number means the same preset until its slot is reassigned, and names stay unique (seed %i)',
    (seed) => {
      const below = randomBelow(seed);
      const { folder, presets } = start();
      const [removed, accounts, lists] = [[] as Preset[], ['acme', 'practice', null], ['Orders', 'orders ', 'Notices']];
      const bySlot = new Map<Slot, string>();
      const any = () => presets.list()[below(Math.max(1, presets.list().length))];
      const aDraft = () => {
        const [accountId = null, list = ''] = [accounts[below(3)], lists[below(3)]];
        return draft({ name: `N${below(4)}${'\u200d'.repeat(below(2))}`, accountId, list });
      };
      const moveTo = (preset: Preset, slot: Slot | null) => {
        const left = preset.slot;
        const other = slot === null ? undefined : bySlot.get(slot);
        if (left !== null) bySlot.delete(left);
        if (slot !== null) bySlot.set(slot, preset.id);
        if (left !== null && other !== undefined && other !== preset.id) bySlot.set(left, other);
      };
      const steps = [
        () => presets.create(aDraft()),
        () => {
          const preset = any();
          if (preset) presets.update(preset.id, aDraft());
        },
        () => {
          const [preset, slot] = [any(), slots[below(12)] ?? null];
          if (!preset) return;
          moveTo(preset, slot);
          value(presets.setSlot(preset.id, slot));
        },
        () => {
          const preset = any();
          if (!preset) return;
          removed.push(value(presets.remove(preset.id)));
          if (preset.slot !== null) bySlot.delete(preset.slot);
        },
        () => {
          const preset = removed.pop();
          if (!preset) return;
          const back = value(presets.restore(preset));
          expect(back.slot).toBe(preset.slot !== null && bySlot.has(preset.slot) ? null : preset.slot);
          if (back.slot !== null) bySlot.set(back.slot, back.id);
        },
      ];
      for (let step = 0; step < 150; step++) {
        steps[below(steps.length)]?.();
        const all = presets.list();
        const seen = all.flatMap(({ id, slot }): [Slot, string][] => (slot === null ? [] : [[slot, id]]));
        expect(new Map(seen)).toEqual(bySlot);
        expect(seen).toHaveLength(bySlot.size);
        expect(
          all.filter((preset) =>
            nameTakenBy(
              preset,
              all.filter(({ id }) => id !== preset.id),
            ),
          ),
        ).toEqual([]);
      }
      const again = start(folder);
      expect(again.presets.list()).toEqual(presets.list());
      expect(folder.notices).toEqual([]);
    },
  );
});
