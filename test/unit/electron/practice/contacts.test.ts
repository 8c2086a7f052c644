import { describe, expect, it } from 'vitest';
import { contacts, type PracticeContact } from '../../../../electron/practice/contacts.ts';
import { isSpecialKey } from '../../../../electron/practice/special-keys.ts';
import { lists, noticesId, ordersId, returnsId } from '../../../../electron/practice/lists.ts';

const contact = (key: string): PracticeContact => {
  const found = contacts.find(({ customerKey }) => customerKey === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
};
const keys = (some: readonly PracticeContact[]): string[] => some.map(({ customerKey }) => customerKey);
const range = (from: number, to: number, step = 1): string[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => `ck${from + index * step}`);

const known = contacts.slice(0, 600);

describe('the contacts', () => {
  it('are ck1001 to ck1600, five without a subscription, and the special keys that are contacts', () => {
    expect(keys(known)).toEqual(range(1001, 1600));
    expect(keys(contacts.slice(600, 605))).toEqual(range(2001, 2005));
    expect(keys(contacts.slice(605)).every((key) => isSpecialKey(key))).toBe(true);
    expect(keys(contacts.filter(({ listIds }) => listIds.length === 0))).toEqual(range(2001, 2005));
  });

  it('are all subscribed to Orders, most to Notices, every third to Returns & refunds', () => {
    const of = (id: number) => known.filter(({ listIds }) => listIds.includes(id)).length;
    expect(of(ordersId)).toBe(600);
    expect(of(noticesId)).toBeGreaterThan(500);
    expect(of(noticesId)).toBeLessThan(600);
    expect(of(returnsId)).toBeGreaterThanOrEqual(200);
    expect(of(returnsId)).toBeLessThanOrEqual(202);
  });

  it('are subscribed to each list once, and only to existing lists', () => {
    const ids = new Set(lists.map(({ listId }) => listId));
    for (const { listIds } of contacts) {
      expect(new Set(listIds).size).toBe(listIds.length);
      expect(listIds.every((id) => ids.has(id))).toBe(true);
    }
  });

  it('have opted out in every fiftieth case from ck1013 on', () => {
    expect(keys(contacts.filter(({ optedOut }) => optedOut))).toEqual(range(1013, 1563, 50));
  });

  it('have unique keys, ids and addresses', () => {
    for (const field of ['customerKey', 'subscriberId', 'email'] as const) {
      expect(new Set(contacts.map((one) => one[field])).size).toBe(contacts.length);
    }
  });

  it('have addresses at reserved domains', () => {
    for (const { email } of contacts) expect(email).toMatch(/^[a-z0-9.-]+@example\.(com|net|org)$/);
  });

  it('each have a name and a place', () => {
    for (const { firstName, lastName, city, country } of contacts) {
      expect([firstName, lastName, city, country]).not.toContain('');
    }
  });
});

describe('ck1042', () => {
  it('is Ada Lindqvist, who is subscribed to everything', () => {
    expect(contact('ck1042')).toEqual({
      subscriberId: 51_042,
      customerKey: 'ck1042',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lindqvist',
      city: 'Lagos',
      country: 'Nigeria',
      optedOut: false,
      listIds: [ordersId, noticesId, returnsId],
    });
  });

  it('is the only contact of her name', () => {
    expect(keys(contacts.filter(({ firstName, lastName }) => firstName === 'Ada' && lastName === 'Lindqvist'))).toEqual(['ck1042']);
  });
});
