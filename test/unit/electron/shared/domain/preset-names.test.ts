import { expect, test } from 'vitest';
import { freeName, nameKey, nameTakenBy } from '../../../../../electron/shared/domain/preset-names.ts';

const named = (name: string, list = 'Orders', accountId: string | null = 'acme') => ({ name, list, accountId });

test.each([
  ['Straße', 'STRASSE'],
  ['STRAẞE', 'straße'],
  ['Größe', 'Gro\u0308ße'],
  ['Shipping delay', '  Shipping\u2007\u00a0delay\u3000'],
  ['Shipping delay', 'Shipping\u2800delay'],
  ['Delay', 'De\u00adl\u200day\u{e0041}'],
  ['Delay', 'Ｄｅｌａｙ'],
  ['Delay', 'Dеlау'],
  ['TAX', 'ΤΑΧ'],
  ['ΌΣΟΣ', 'όσος'],
])('%j and %j are the same name', (a, b) => {
  expect(nameKey(named(a))).toBe(nameKey(named(b)));
});

test.each([
  ['Order 1', 'Order l'],
  ['Refund', 'Refunds'],
  ['мир', 'мор'],
  ['Rückgabe', 'Ruckgabe'],
  ['Step 2', 'Step 20'],
])('%j and %j are different names', (a, b) => {
  expect(nameKey(named(a))).not.toBe(nameKey(named(b)));
});

test.each([
  [named('Delay'), named('delay'), true],
  [named('Delay'), named('Delay', 'ORDERS'), true],
  [named('Delay'), named('Delay', 'Notices'), false],
  [named('Delay'), named('Delay', 'Orders', 'practice'), false],
  [named('Delay'), named('Delay', 'Orders', null), true],
  [named('Delay', 'Orders', null), named('Delay'), true],
])('for %o, %o takes the name: %s', (preset, other, taken) => {
  expect(nameTakenBy(preset, [other])).toBe(taken ? other : null);
});

test('a name that is taken gets the first free number, and stays within the maximum length', () => {
  const others = [named('Delay'), named('delay (2)')];
  expect(freeName(named('Delay'), others)).toBe('Delay (3)');
  expect(freeName(named('Delay', 'Notices'), others)).toBe('Delay');
  const long = `${'x'.repeat(95)}🚚🚚`;
  const name = freeName(named(long), [named(long)]);
  expect(name).toBe(`${'x'.repeat(95)} (2)`);
});
