/** Files of an older Keypost, and files that were changed by hand. */
import { expect, test } from 'vitest';
import { PresetStore } from '../../../../electron/presets/preset-store.ts';
import type { Preset } from '../../../../electron/shared/domain/preset.ts';
import { Presets } from '../../../../electron/presets/presets.ts';
import { tempFolder, type TempFolder } from '../storage/temp-folder.ts';
import { draft } from './draft.ts';
import { randomBelow } from './random.ts';

const saved = <C extends Record<string, unknown>>(id: string, changes?: C) => ({
  ...draft({ name: id }),
  id,
  createdAt: 1,
  updatedAt: 1,
  ...(changes ?? ({} as C)),
});
const write = (folder: TempFolder, version: number, presets: readonly unknown[]) =>
  folder.write('presets.json', JSON.stringify({ version, presets }));
const open = (folder: TempFolder) => new PresetStore(folder, () => []).list();
const slotsOf = (presets: readonly Preset[]) => Object.fromEntries(presets.map(({ id, slot }) => [id, slot]));

test.each([1, 2])('of version %i the first nine pinned presets get their numbers in the order of creation', (version) => {
  const folder = tempFolder();
  const pinned = Array.from({ length: 11 }, (_, index) => saved(`p${index}`, { pinned: true, createdAt: 100 - index }));
  write(folder, version, [saved('first', { pinned: false }), ...pinned, saved('odd', { pinned: 'yes' }), saved('none')]);
  const presets = open(folder);
  expect(slotsOf(presets)).toEqual({
    ...{ first: null, odd: null, none: null, p0: null, p1: null },
    ...{ p10: 1, p9: 2, p8: 3, p7: 4, p6: 5, p5: 6, p4: 7, p3: 8, p2: 9 },
  });
  for (const preset of presets) expect(preset).not.toHaveProperty('pinned');
  expect(folder.notices).toEqual([]);
});

test('in any older file each shortcut keeps its preset', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const below = randomBelow(seed);
    const folder = tempFolder();
    const older = Array.from({ length: below(20) }, (_, index) =>
      saved(`p${index}`, { pinned: below(3) > 0, createdAt: below(seed % 2 === 0 ? 5 : 1000), list: `L${below(3)}` }),
    );
    write(folder, 2, older);
    // The rule of version 2, written out once more.
    const first = older.filter(({ pinned }) => pinned).sort((a, b) => a.createdAt - b.createdAt);
    const expected = Object.fromEntries(older.map(({ id }) => [id, null as number | null]));
    first.slice(0, 9).forEach(({ id }, index) => (expected[id] = index + 1));
    expect(slotsOf(open(folder))).toEqual(expected);
  }
});

test('a repeated name is numbered, which is reported once and stays', () => {
  const folder = tempFolder();
  const twins = [
    saved('a', { name: 'Delay', accountId: 'acme' }),
    saved('b', { name: 'Delay', accountId: 'practice' }),
    saved('c', { name: 'de\u200blay', accountId: 'acme' }),
    saved('d', { name: 'Delay (2)', accountId: 'acme' }),
    saved('e', { name: 'DELAY', accountId: null }),
  ];
  write(folder, 2, twins);
  const names = () => open(folder).map(({ name }) => name);
  const expected = ['Delay', 'Delay', 'de\u200blay (3)', 'Delay (2)', 'DELAY (4)'];
  expect(names()).toEqual(expected);
  expect(folder.notices).toEqual([
    'The list Orders had two presets called “de\u200blay”. The second one is called “de\u200blay (3)” now.',
    'The list Orders had two presets called “DELAY”. The second one is called “DELAY (4)” now.',
  ]);
  expect(names()).toEqual(expected);
  expect(folder.notices).toHaveLength(2);
});

test('an upgrade that cannot be written is used, reported, and written with the next change', () => {
  const folder = tempFolder();
  write(folder, 2, [saved('a', { name: 'Delay' }), saved('b', { name: 'Delay' })]);
  folder.break();
  const store = new PresetStore(folder, () => []);
  expect(store.list().map(({ name }) => name)).toEqual(['Delay', 'Delay (2)']);
  expect(folder.notices).toHaveLength(2);
  expect(folder.notices[1]).toContain('the disk is full');
  folder.repair();
  expect(store.remove('a').ok).toBe(true);
  expect(open(folder).map(({ name }) => name)).toEqual(['Delay (2)']);
});

test('a preset that today’s rules would refuse is restored unchanged', () => {
  const folder = tempFolder();
  write(folder, 2, [saved('a', { name: 'x'.repeat(200), list: 'Or\u0007ders', pinned: true })]);
  const presets = new Presets({ store: new PresetStore(folder, () => []), now: () => 5, onChange: () => undefined });
  const before = presets.list();
  const removed = presets.remove('a');
  expect(presets.list()).toEqual([]);
  expect(removed.ok && presets.restore(removed.value).ok).toBe(true);
  expect(presets.list()).toEqual(before);
});

test('a slot with two presets belongs to the first, and an unknown slot is ignored', () => {
  const folder = tempFolder();
  write(folder, 3, [saved('a', { slot: 3 }), saved('b', { slot: 3 }), saved('c', { slot: 12 }), saved('d', { slot: '1' }), saved('e')]);
  expect(slotsOf(open(folder))).toEqual({ a: 3, b: null, c: null, d: null, e: null });
  expect(folder.notices).toEqual(['“a” and “b” were both in slot 3. “b” is in no slot now.']);
  expect(folder.files()).toEqual(['presets.json']);
});
