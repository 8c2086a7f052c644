import { describe, expect, it } from 'vitest';
import { copyName, filterPresets, groupPresets, pinNumbers, presetOfNumber } from '../../../../renderer/presets/preset-order.ts';
import { aPreset } from './a-preset.ts';

const pinned = (name: string, createdAt: number, list = 'Orders') => aPreset({ name, createdAt, list, pinned: true });

describe('pinNumbers', () => {
  it('numbers the first nine pinned presets by age, whatever their order in the list', () => {
    const presets = Array.from({ length: 12 }, (_, index) => pinned(`P${index}`, index)).reverse();
    const numbers = pinNumbers(presets);
    expect(numbers.size).toBe(9);
    expect(numbers.get('Orders/P0')).toBe(1);
    expect(numbers.get('Orders/P8')).toBe(9);
  });

  it('leaves the others on their keys when one is renamed', () => {
    const before = [pinned('Beta', 1), pinned('Gamma', 2)];
    const after = before.map((preset, index) => (index === 0 ? { ...preset, name: 'Zeta' } : preset));
    expect(pinNumbers(after)).toEqual(pinNumbers(before));
  });

  it('finds a preset by its number, and none where there is none', () => {
    const presets = [aPreset({ name: 'Not pinned' }), pinned('One', 5)];
    expect(presetOfNumber(presets, 1)?.name).toBe('One');
    expect(presetOfNumber(presets, 2)).toBeNull();
  });
});

describe('groupPresets', () => {
  const names = (presets: Parameters<typeof groupPresets>[0]) =>
    groupPresets(presets, pinNumbers(presets)).map((group) => [group.list, group.presets.map((preset) => preset.name)]);

  it('puts numbered presets and their lists first, the rest by name', () => {
    const presets = [
      aPreset({ name: 'Zeta', list: 'Billing' }),
      aPreset({ name: 'Beta', list: 'Orders' }),
      aPreset({ name: 'Alpha', list: 'Orders' }),
      pinned('Two', 4, 'Orders'),
      pinned('One', 3, 'Notices'),
    ];
    expect(names(presets)).toEqual([
      ['Notices', ['One']],
      ['Orders', ['Two', 'Alpha', 'Beta']],
      ['Billing', ['Zeta']],
    ]);
  });

  it('takes lists that a person sees as the same for one', () => {
    expect(names([aPreset({ name: 'A', list: 'Orders' }), aPreset({ name: 'B', list: 'orders ' })])).toEqual([['Orders', ['A', 'B']]]);
  });

  it('counts as people do', () => {
    expect(names([aPreset({ name: 'Step 10' }), aPreset({ name: 'Step 2' })])).toEqual([['Orders', ['Step 2', 'Step 10']]]);
  });
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
    ['grosse', 0],
    ['grossen', 0],
    ['größen', 1],
    ['grö size', 1],
    ['north', 1],
    ['ship north', 0],
  ])('%j leaves %i', (typed, count) => {
    expect(filterPresets(presets, typed)).toHaveLength(count);
  });
});

describe('copyName', () => {
  it.each([
    [[], 'Delay copy'],
    [['Delay copy'], 'Delay copy 2'],
    [['delay COPY', 'Delay copy 2'], 'Delay copy 3'],
  ])('beside %j is %j', (taken, name) => {
    const presets = taken.map((one) => aPreset({ name: one }));
    expect(copyName({ name: 'Delay', list: 'Orders' }, presets)).toBe(name);
  });

  it('does not pile up copies of copies', () => {
    expect(copyName({ name: 'Delay copy', list: 'Orders' }, [aPreset({ name: 'Delay copy' })])).toBe('Delay copy 2');
  });
});
