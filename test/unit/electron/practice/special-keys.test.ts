import { expect, it } from 'vitest';
import { contacts } from '../../../../electron/practice/contacts.ts';
import { isSpecialKey, specialKeys } from '../../../../electron/practice/special-keys.ts';

it('there are nine, each with words that end in its outcome', () => {
  expect(new Set(specialKeys.map(({ key }) => key)).size).toBe(9);
  for (const { words } of specialKeys) expect(words).toMatch(/: (Accepted|Rejected|Unknown)( after the timeout)?$/);
});

it('none of them is a contact', () => {
  const keys = new Set(contacts.map(({ customerKey }) => customerKey));
  expect(specialKeys.filter(({ key }) => keys.has(key))).toEqual([]);
});

it.each(specialKeys)('$key is known, letter by letter', ({ key }) => {
  expect(isSpecialKey(key)).toBe(true);
  for (const other of [key.toUpperCase(), ` ${key}`, `${key}1`, key.slice(0, -1)]) expect(isSpecialKey(other)).toBe(false);
});

it.each(['', 'ck1042', 'constructor', '__proto__'])('%j is none', (key) => {
  expect(isSpecialKey(key)).toBe(false);
});
