import { describe, expect, test } from 'vitest';
import { positionForKey, TypeAhead } from '../../../../renderer/ui/roving.ts';

describe('keys in a table of buttons', () => {
  const at = { row: 3, column: 2 };
  test.each([
    ['ArrowDown', { row: 4, column: 2 }],
    ['ArrowUp', { row: 2, column: 2 }],
    ['PageDown', { row: 13, column: 2 }],
    ['PageUp', { row: 0, column: 2 }],
    ['Home', { row: 0, column: 2 }],
    ['End', { row: 39, column: 2 }],
    ['ArrowRight', { row: 3, column: 3 }],
    ['ArrowLeft', { row: 3, column: 1 }],
    ['Enter', null],
    ['Tab', null],
    ['d', null],
  ])('%s', (key, to) => {
    expect(positionForKey(key, at, 40, 6)).toEqual(to);
  });

  test.each([
    ['ArrowUp', { row: 0, column: 0 }, { row: 0, column: 0 }],
    ['ArrowLeft', { row: 0, column: 0 }, { row: 0, column: 0 }],
    ['ArrowDown', { row: 39, column: 5 }, { row: 39, column: 5 }],
    ['ArrowRight', { row: 39, column: 5 }, { row: 39, column: 5 }],
    ['PageDown', { row: 35, column: 1 }, { row: 39, column: 1 }],
  ])('%s stops at the edge', (key, from, to) => {
    expect(positionForKey(key, from, 40, 6)).toEqual(to);
  });

  test('without rows no key moves anywhere', () => {
    expect(positionForKey('End', { row: 0, column: 0 }, 0, 6)).toBeNull();
  });
});

describe('letters typed in a list', () => {
  const names = ['Order confirmation', 'Order delay', 'Password', 'Éclair', 'Shipping 10'];

  test('move to the next name that begins with them, ignoring case and accents', () => {
    const keys = new TypeAhead();
    expect(keys.find('P', names, 0, 0)).toBe(2);
    expect(keys.find('e', names, 2, 10_000)).toBe(3);
    expect(keys.find('o', names, 3, 20_000)).toBe(0);
  });

  test('continue a word if there is no pause', () => {
    const keys = new TypeAhead();
    expect(Array.from('order d').map((letter, index) => keys.find(letter, names, 4, index * 100))).toEqual([0, 0, 0, 0, 0, 0, 1]);
  });

  test('cycle through names with the same first letter', () => {
    const keys = new TypeAhead();
    expect(keys.find('o', names, 2, 0)).toBe(0);
    expect(keys.find('o', names, 0, 100)).toBe(1);
    expect(keys.find('o', names, 1, 200)).toBe(0);
  });

  test.each(['Enter', 'ArrowDown', 'F2', ' ', 'Dead'])('%j is not a letter', (key) => {
    expect(new TypeAhead().find(key, names, 0, 0)).toBeNull();
  });

  test('move nowhere if no name begins so, and in an empty list', () => {
    expect(new TypeAhead().find('x', names, 0, 0)).toBeNull();
    expect(new TypeAhead().find('o', [], 0, 0)).toBeNull();
  });
});
