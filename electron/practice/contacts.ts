/** The contacts of the practice realm. All are fictional, with addresses at domains reserved for examples. */
import { noticesId, ordersId, returnsId } from './realm-ids.ts';
import type { SpecialKeyName } from './special-keys.ts';

export interface PracticeContact {
  subscriberId: number;
  customerKey: string;
  email: string;
  firstName: string;
  lastName: string;
  city: string;
  country: string;
  /** Gets no message unless the send overrides the opt-out. */
  optedOut: boolean;
  /** Ids of the lists that the contact is subscribed to. */
  listIds: readonly number[];
}

const firstNames = [
  'Ada', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jun', 'Kofi', 'Lena', 'Mateo', 'Noor', 'Oskar', 'Priya',
  'Quinn', 'Rosa', 'Søren', 'Tomasz', 'Uma', 'Vera', 'Wei', 'Ximena', 'Yusuf', 'Zoë',
]; // prettier-ignore
const lastNames = [
  'Lindqvist', 'Moreau', 'Okafor', 'Petrov', 'Rossi', 'Sato', 'Tanaka', 'Ueda', 'Varga', 'Weber', 'Yilmaz', 'Zhang', 'Almeida', 'Brandt',
  'Castillo', 'Dupont', 'Eriksen', 'Fischer', 'García', "O'Neill", 'Haddad', 'Ivanova', 'Jansen', 'Kowalski', 'Larsen', 'Müller', 'Nakamura',
]; // prettier-ignore
const places = [
  ['Lund', 'Sweden'],
  ['Lyon', 'France'],
  ['Lagos', 'Nigeria'],
  ['Porto', 'Portugal'],
  ['Kyoto', 'Japan'],
  ['Graz', 'Austria'],
  ['Leeds', 'United Kingdom'],
] as const;

const contactCount = 600;
/** Ada Lindqvist, used in examples and subscribed to everything. */
const adaNumber = 1042;

/**
 * Special keys whose send may end as unknown. They are contacts, so that their events can be read: those whose message is recorded
 * have an event, the others have none.
 */
const specialContactKeys = ['ck-slow', 'ck-lost', 'ck-cut', 'ck-reset', 'ck-silent'] as const satisfies readonly SpecialKeyName[];

/**
 * ck1001 … ck1600, then ck2001 … ck2005, who are subscribed to nothing, then the special keys whose events can be read. Sorted
 * by id.
 */
export const contacts: readonly PracticeContact[] = [
  ...Array.from({ length: contactCount }, (_, index) => contact(1001 + index)),
  ...Array.from({ length: 5 }, (_, index) => ({ ...contact(2001 + index), optedOut: false, listIds: [] })),
  ...specialContactKeys.map((customerKey, index) => ({
    ...contact(3001 + index),
    customerKey,
    email: `${customerKey}@example.com`,
    optedOut: false,
    listIds: [ordersId, noticesId, returnsId],
  })),
];

function contact(number: number): PracticeContact {
  const step = number - adaNumber + firstNames.length * lastNames.length;
  const firstName = pick(firstNames, step);
  const lastName = pick(lastNames, step);
  const [city, country] = pick(places, step);
  const email =
    number === adaNumber
      ? 'ada@example.com'
      : `${ascii(firstName)}.${ascii(lastName)}${number}@${pick(['example.com', 'example.net', 'example.org'], step)}`;
  return {
    subscriberId: 50_000 + number,
    customerKey: `ck${number}`,
    email,
    firstName,
    lastName,
    city,
    country,
    optedOut: number % 50 === 13,
    listIds: listIdsOf(number),
  };
}

/** Everybody is on Orders, all but every ninth on Notices, and every third on Returns & refunds. */
function listIdsOf(number: number): number[] {
  if (number === adaNumber || number === 1001) return [ordersId, noticesId, returnsId];
  return [ordersId, ...(number % 9 === 0 ? [] : [noticesId]), ...(number % 3 === 1 ? [returnsId] : [])];
}

function pick<T>(values: readonly [T, ...T[]] | readonly T[], step: number): T {
  const value = values[step % values.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function ascii(name: string): string {
  return name
    .replace('ø', 'o')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
