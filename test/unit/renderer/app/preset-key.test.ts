import { expect, it } from 'vitest';
import { slotOf } from '../../../../renderer/app/preset-key.ts';

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
  ['AltGr+2, which many systems tell as Ctrl+Alt', { key: '²', code: 'Digit2', ctrlKey: true, altKey: true }, null],
])('%s', (_, keys, number) => {
  expect(slotOf({ ...none, ...keys })).toBe(number);
});
