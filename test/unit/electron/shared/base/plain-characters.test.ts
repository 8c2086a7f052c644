import { expect, test } from 'vitest';
import { withPlainDigits } from '../../../../../electron/shared/base/plain-characters.ts';

test('digits of every script count as the digits that they are', () => {
  const systems = Intl.supportedValuesOf('numberingSystem');
  expect(systems.length).toBeGreaterThan(50);
  for (const system of systems) {
    const format = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false });
    const digits = Array.from({ length: 10 }, (_, value) => format.format(value));
    // Some systems are letters, or ideographs that are no decimal digits.
    if (digits.every((digit) => /^\p{Nd}$/u.test(digit))) expect(withPlainDigits(digits.join('')), system).toBe('0123456789');
  }
});

test('nothing else is changed', () => {
  expect(withPlainDigits('a ²½Ⅳ十 1')).toBe('a ²½Ⅳ十 1');
});
