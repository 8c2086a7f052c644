import { expect, it, test } from 'vitest';
import { chosenFirst, matching, indexForKey, toggled } from '../../../../renderer/ui/choice-list.ts';

const choices = ['Bestellungen', 'Café Orders', 'Orders', 'Ordres été'].map((label) => ({ value: label.toLowerCase(), label }));
const labels = (typed: string) => matching(choices, typed).map(({ label }) => label);

test.each([
  ['', ['Bestellungen', 'Café Orders', 'Orders', 'Ordres été']],
  ['  ', ['Bestellungen', 'Café Orders', 'Orders', 'Ordres été']],
  ['ORD', ['Café Orders', 'Orders', 'Ordres été']],
  ['cafe', ['Café Orders']],
  ['ÉTÉ ord', ['Ordres été']],
  ['(', []],
])('%j finds %j', (typed, found) => {
  expect(labels(typed)).toEqual(found);
});

test('chosen values come first, even if they are no longer among the choices', () => {
  expect(chosenFirst(choices, ['orders', 'gone']).map(({ label }) => label)).toEqual([
    'Orders',
    'gone',
    'Bestellungen',
    'Café Orders',
    'Ordres été',
  ]);
});

it.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 24, 24],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 13],
  ['PageUp', 3, 0],
  ['Home', 9, 0],
  ['End', 0, 24],
  ['Enter', 3, null],
])('%s leads from %i of 25 to %j', (key, active, to) => {
  expect(indexForKey(key, active, 25)).toBe(to);
});

test('no key moves anywhere in an empty list', () => {
  expect(indexForKey('ArrowDown', 0, 0)).toBeNull();
});

test('a choice is appended or removed', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});
