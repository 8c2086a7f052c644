import { expect, it } from 'vitest';
import { contacts } from '../../../../electron/practice/contacts.ts';
import { isSpecialKey, isRecordedKey, specialKeys } from '../../../../electron/practice/special-keys.ts';

it('there are ten special keys, each with a description that ends in its outcome', () => {
  expect(new Set(specialKeys.map(({ key }) => key)).size).toBe(10);
  for (const { description } of specialKeys) expect(description).toMatch(/: (Accepted|Rejected|Unknown)( after the timeout)?$/);
});

it('those with an accepted or unknown outcome are contacts, so that their events can be read', () => {
  const keys = new Set<string>(contacts.map(({ customerKey }) => customerKey));
  const asked = specialKeys.filter(({ key, description }) => isRecordedKey(key) || description.includes('Unknown')).map(({ key }) => key);
  expect(specialKeys.filter(({ key }) => keys.has(key)).map(({ key }) => key)).toEqual(asked);
});

it.each(specialKeys)('$key is known, letter by letter', ({ key }) => {
  expect(isSpecialKey(key)).toBe(true);
  for (const other of [key.toUpperCase(), ` ${key}`, `${key}1`, key.slice(0, -1)]) expect(isSpecialKey(other)).toBe(false);
});

it.each(['', 'ck1042', 'constructor', '__proto__'])('%j is no special key', (key) => {
  expect(isSpecialKey(key)).toBe(false);
});
