import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../../electron/shared/domain/preset-slots.ts';
import { copyName, filterPresets, groupPresets, namesakes } from '../../../../renderer/stores/preset-order.ts';
import { aPreset } from '../presets/a-preset.ts';

const inSlot = (slot: Slot, name: string, list = 'Orders') => aPreset({ name, list, slot });

describe('groupPresets', () => {
  const names = (presets: Parameters<typeof groupPresets>[0]) =>
    groupPresets(presets).map((group) => [group.list, group.presets.map((preset) => preset.name)]);

  it('puts presets in slots and their lists first, in the order of the slots, the rest by name', () => {
    const presets = [
      aPreset({ name: 'Zeta', list: 'Billing' }),
      aPreset({ name: 'Beta', list: 'Orders' }),
      aPreset({ name: 'Alpha', list: 'Orders' }),
      inSlot(9, 'Nine', 'Orders'),
      inSlot(2, 'Two', 'Orders'),
      inSlot(1, 'One', 'Notices'),
    ];
    expect(names(presets)).toEqual([
      ['Notices', ['One']],
      ['Orders', ['Two', 'Nine', 'Alpha', 'Beta']],
      ['Billing', ['Zeta']],
    ]);
  });

  it('groups lists whose names look the same', () => {
    expect(names([aPreset({ name: 'A', list: 'Orders' }), aPreset({ name: 'B', list: 'orders ' })])).toEqual([['Orders', ['A', 'B']]]);
  });

  it('sorts numbers in names by value', () => {
    expect(names([aPreset({ name: 'Step 10' }), aPreset({ name: 'Step 2' })])).toEqual([['Orders', ['Step 2', 'Step 10']]]);
  });
});

it('namesakes are presets of the same name and list for different accounts', () => {
  const presets = [
    aPreset({ id: 'a', name: 'Delay', accountId: 'acme' }),
    aPreset({ id: 'b', name: 'delay', accountId: 'practice' }),
    aPreset({ id: 'c', name: 'Delay', list: 'Notices' }),
    aPreset({ id: 'd', name: 'Refund' }),
  ];
  expect([...namesakes(presets)]).toEqual([
    ['a', [presets[1]]],
    ['b', [presets[0]]],
  ]);
});

describe('filterPresets', () => {
  const presets = [
    aPreset({ name: 'Shipping delay', list: 'Orders' }),
    aPreset({ name: 'Größentabelle', list: 'Notices', template: 'Sizes', note: 'Only for the north' }),
  ];
  it.each([
    ['', 2],
    ['  ', 2],
    ['ship', 1],
    ['ORDERS ship', 1],
    ['groß', 1],
    ['grosse', 1],
    ['grossen', 1],
    ['grössentafel', 0],
    ['größen', 1],
    ['grö size', 1],
    ['north', 1],
    ['ship north', 0],
  ])('%j matches %i', (typed, count) => {
    expect(filterPresets(presets, typed)).toHaveLength(count);
  });
});

describe('copyName', () => {
  it.each([
    [[], 'Delay copy'],
    [['Delay copy'], 'Delay copy 2'],
    [['delay COPY', 'Delay copy 2'], 'Delay copy 3'],
  ])('next to %j gives %j', (taken, name) => {
    const presets = taken.map((one) => aPreset({ name: one }));
    expect(copyName(aPreset({ name: 'Delay' }), presets)).toBe(name);
  });

  it(`a copy of a copy isn't named "copy copy"`, () => {
    expect(copyName(aPreset({ name: 'Delay copy' }), [aPreset({ name: 'Delay copy' })])).toBe('Delay copy 2');
  });

  it("respects the maximum length, and only considers the preset's account", () => {
    const long = 'x'.repeat(100);
    expect(copyName(aPreset({ name: long }), [aPreset({ name: long })])).toBe(`${'x'.repeat(95)} copy`);
    expect(copyName(aPreset({ name: 'Delay' }), [aPreset({ name: 'Delay copy', accountId: 'acme' })])).toBe('Delay copy');
  });
});
