import { expect, test } from 'vitest';
import { travelOf } from '../../../../renderer/app/travel-key.ts';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

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
