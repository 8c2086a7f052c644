import { expect, it, test } from 'vitest';
import { slotOf, travelOf } from '../../../../renderer/app/shortcut-keys.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([
  ['Ctrl+2', { key: '2', code: 'Digit2', ctrlKey: true }, 2],
  ['Cmd+9', { key: '9', code: 'Digit9', metaKey: true }, 9],
  ['Ctrl and the key of 2 on a French keyboard', { key: 'é', code: 'Digit2', ctrlKey: true }, 2],
  ['Ctrl+3 of the number pad', { key: '3', code: 'Numpad3', ctrlKey: true }, 3],
  ['Ctrl+3 of the number pad without Num Lock', { key: 'PageDown', code: 'Numpad3', ctrlKey: true }, null],
  ['Ctrl+0', { key: '0', code: 'Digit0', ctrlKey: true }, null],
  ['2 alone', { key: '2', code: 'Digit2' }, null],
  ['Ctrl+Shift+2', { key: '@', code: 'Digit2', ctrlKey: true, shiftKey: true }, null],
  ['AltGr+2, which many systems report as Ctrl+Alt', { key: '²', code: 'Digit2', ctrlKey: true, altKey: true }, null],
])('%s', (_, keys, number) => {
  expect(slotOf({ ...none, ...keys })).toBe(number);
});

test('Alt with an arrow goes back and forward', () => {
  expect(travelOf({ ...none, altKey: true, key: 'ArrowLeft' }, false)).toBe(-1);
  expect(travelOf({ ...none, altKey: true, key: 'ArrowRight' }, false)).toBe(1);
});

test('on a Mac it is Command with a bracket, and Alt with an arrow is left to the text', () => {
  expect(travelOf({ ...none, metaKey: true, key: '[' }, true)).toBe(-1);
  expect(travelOf({ ...none, metaKey: true, key: ']' }, true)).toBe(1);
  expect(travelOf({ ...none, altKey: true, key: 'ArrowLeft' }, true)).toBeNull();
});

test('no other key does', () => {
  for (const key of ['ArrowUp', 'a', '[']) expect(travelOf({ ...none, altKey: true, key }, false)).toBeNull();
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }])
    expect(travelOf({ ...none, altKey: true, ...more, key: 'ArrowLeft' }, false)).toBeNull();
  expect(travelOf({ ...none, key: 'ArrowLeft' }, false)).toBeNull();
});
