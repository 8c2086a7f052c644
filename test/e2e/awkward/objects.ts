/** Lists and templates as awkward as the reference allows: missing and undocumented fields, dates in three formats, numbers as text. */

/** Names that are hard to put into a path or a page, or hard to read. */
export const awkwardNames = [
  'Invoice/Receipt',
  '50 % off',
  'a;b',
  '🎉 Party 👩‍👩‍👧',
  '../rest/lists',
  'Größe & Maß',
  `A very long name ${'that goes on and on '.repeat(20)}to its end`,
] as const;

const dates = ['Jun 17, 2016 12:54:44 PM', 'Mar 03, 2025 16:47:32 PM', '2020-01-13 08:46:48.11'];

type Fields = Readonly<Record<string, unknown>>;

/**
 * 1,455 objects on 3 pages. 14 have no name, the awkward names are among the others, two lists are called "Orders", and one object is
 * the last of a page and again the first of the next.
 */
export function awkwardLists(): readonly Fields[] {
  const names = Array.from({ length: 1455 }, (_, index) => nameAt(index));
  const lists = names.map((name, index) => list(index + 1, name));
  lists.splice(500, 1, ...lists.slice(499, 500));
  return lists;
}

function nameAt(index: number): string | undefined {
  if (index % 100 === 98) return undefined;
  if (index === 700 || index === 1200) return 'Orders';
  return awkwardNames[index - 1000] ?? `Members ${String(index).padStart(4, '0')}`;
}

const list = (id: number, name: string | undefined): Fields => ({
  listId: id % 3 === 0 ? String(id) : id,
  ...(name === undefined ? {} : { listName: name }),
  ...(id % 2 === 0 ? {} : { listCreatedDate: dates[id % dates.length], listDescription: '', listFromAddress: 'from@mydomain.com' }),
  ...(id % 5 === 0 ? { listUseStickyCampaign: true, nobodyKnows: { this: ['one'] }, subscriberCountTotal: id } : {}),
  skip: 0,
  max: 0,
});

export const template = (id: number, name: string, more: Fields = {}): Fields => ({
  id,
  name,
  permissionMask: '0',
  createdDate: dates[id % dates.length],
  ...more,
});
