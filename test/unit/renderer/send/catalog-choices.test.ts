import { describe, expect, it } from 'vitest';
import type { CatalogPart } from '../../../../electron/bridge/contract.ts';
import { catalogWords, choicesOf, numberedChoicesOf, numberHint, unknownNameHint } from '../../../../renderer/send/catalog-choices.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const part = (names: readonly string[], changes: Partial<CatalogPart> = {}): CatalogPart => ({
  items: names.map((name, index) => ({ id: index + 1, name })),
  readAt: now,
  whole: true,
  trouble: '',
  ...changes,
});

describe('what a field offers', () => {
  it('begins with what was used lately, in that order', () => {
    const choices = choicesOf(part(['Alerts', 'Notices', 'Orders', 'Returns']), ['Orders', 'gone', 'Alerts']);
    expect(choices.map(({ name }) => name)).toEqual(['Orders', 'Alerts', 'Notices', 'Returns']);
  });

  it('tells two of one name apart by their numbers', () => {
    expect(choicesOf(part(['Orders', 'Orders', 'Notices']), [])).toEqual([
      { name: 'Orders', detail: 'number 1' },
      { name: 'Orders', detail: 'number 2' },
      { name: 'Notices', detail: '' },
    ]);
  });
});

describe('the hint at a name', () => {
  const lists = part(['Orders', 'Größe']);
  it.each([
    ['', ''],
    ['Orders', ''],
    [' Orders ', ''],
    ['orders', 'This realm writes it “Orders”.'],
    ['grosse', 'No list of this name was in this realm when it was read (just now).'],
    ['Order', 'No list of this name was in this realm when it was read (just now).'],
  ])('%o: %o', (typed, hint) => {
    expect(unknownNameHint('lists', lists, typed, now)).toBe(hint);
  });

  it('says how old it is, and nothing where the realm was never read or not to its end', () => {
    expect(unknownNameHint('templates', lists, 'x', now + 9 * 60_000)).toBe(
      'No template of this name was in this realm when it was read (9 min ago).',
    );
    expect(unknownNameHint('lists', part([], { readAt: null }), 'x', now)).toBe('');
    expect(unknownNameHint('lists', part(['Orders'], { whole: false }), 'x', now)).toBe('');
  });
});

describe('the hint at what a preset says', () => {
  const gone = 'This preset’s list was gone when this realm was read (9 min ago).';
  const later = now + 9 * 60_000;

  it('says that it is gone, and nothing where it is there or may be', () => {
    const lists = part(['Orders', ' Größe ']);
    expect(unknownNameHint('lists', lists, ' Gone', later, true)).toBe(gone);
    expect(unknownNameHint('lists', lists, 'Orders', later, true)).toBe('');
    expect(unknownNameHint('lists', lists, 'größe', later, true)).toBe('This realm writes it “ Größe ”.');
    expect(unknownNameHint('lists', part(['Orders'], { whole: false }), 'Gone', later, true)).toBe('');
  });

  it('does so for numbers, unless one of the realm has none', () => {
    expect(numberHint('lists', part(['Orders']), '2', later, true)).toBe(gone);
    expect(numberHint('lists', part(['Orders']), '1', later, true)).toBe('Orders');
    const unnumbered = part([], { items: [{ id: null, name: 'Unnumbered' }] });
    expect(numberHint('lists', unnumbered, '2', later, true)).toBe('No list had this number in this realm when it was read.');
  });
});

it('says how many there are, and when that was', () => {
  expect(catalogWords('lists', part([], { readAt: null }), now)).toBe('');
  expect(catalogWords('lists', part(['Orders']), now)).toBe('1 list, read just now.');
  const many = part(Array.from({ length: 1203 }, (_, index) => `List ${index}`));
  expect(catalogWords('lists', many, now + 3 * 60 * 60_000)).toBe('1,203 lists, read 3 h ago.');
  expect(catalogWords('templates', part(['a', 'b'], { whole: false }), now)).toBe('2 templates, read just now. There are more.');
});

describe('where numbers go', () => {
  const lists = {
    ...part([]),
    items: [
      { id: 13, name: 'Orders' },
      { id: null, name: 'Unnumbered' },
      { id: 21, name: 'Notices' },
    ],
  };

  it('a name is offered for its number, what was used first, and nothing without a number', () => {
    expect(numberedChoicesOf(lists, ['Notices'])).toEqual([
      { name: 'Notices', detail: 'number 21', value: '21' },
      { name: 'Orders', detail: 'number 13', value: '13' },
    ]);
    expect(numberedChoicesOf(lists, ['21']).map(({ value }) => value)).toEqual(['21', '13']);
  });

  it.each([
    [' 13 ', 'Orders'],
    ['14', 'No list had this number in this realm when it was read.'],
    ['Orders', ''],
    ['', ''],
  ])('of %j it is said: %j', (typed, words) => {
    expect(numberHint('lists', lists, typed, now)).toBe(words);
  });
});
