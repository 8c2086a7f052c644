import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import type { CatalogPart } from '../../../../electron/shared/ipc/contract.ts';
import { catalogText, choicesOf, numberedChoicesOf, nameHint, numberHint } from '../../../../renderer/send/catalog-choices.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const part = (names: readonly string[], changes: Partial<CatalogPart> = {}): CatalogPart => ({
  items: names.map((name, index) => ({ id: index + 1, name })),
  readAt: now,
  whole: true,
  problem: '',
  ...changes,
});

describe('the choices of a field', () => {
  it('starts with recently used names, in that order', () => {
    const choices = choicesOf(part(['Alerts', 'Notices', 'Orders', 'Returns']), ['Orders', 'gone', 'Alerts']);
    expect(choices.map(({ name }) => name)).toEqual(['Orders', 'Alerts', 'Notices', 'Returns']);
  });

  it('distinguishes two items of the same name by their numbers', () => {
    expect(choicesOf(part(['Orders', 'Orders', 'Notices']), [])).toEqual([
      { name: 'Orders', detail: 'number 1' },
      { name: 'Orders', detail: 'number 2' },
      { name: 'Notices', detail: '' },
    ]);
  });
});

describe('the hint about a name', () => {
  const lists = part(['Orders', 'Größe']);
  it.each([
    ['', ''],
    ['Orders', ''],
    [' Orders ', ''],
    ['orders', 'WhatCounts writes this name “Orders”. Keypost sends it as WhatCounts does.'],
    ['grosse', 'This realm has “Größe”.'],
    ['GRÖSSE\u200b', 'WhatCounts writes this name “Größe”. Keypost sends it as WhatCounts does.'],
    ['Order', 'No list of this name was in this realm when it was read (just now).'],
  ])('%o: %o', (typed, hint) => {
    expect(nameHint('lists', lists, typed, now).text).toBe(hint);
  });

  it("includes the catalog's age, and is empty if the realm was never or not completely read", () => {
    expect(nameHint('templates', lists, 'x', now + 9 * 60_000).text).toBe(
      'No template of this name was in this realm when it was read (9 min ago).',
    );
    expect(nameHint('lists', part([], { readAt: null }), 'x', now).text).toBe('');
    expect(nameHint('lists', part(['Orders'], { whole: false }), 'x', now).text).toBe('');
  });
});

describe('the hint about a name with hidden characters', () => {
  const templates = part(['Shipping\u00a0delay', 'Family 👩‍👩‍👧', 'Thanks\u2009a\u2009lot', 'VIP\u00a0orders', 'VIP\u2009orders', 'Plain one']);
  const asWhatCounts = 'Keypost sends it as WhatCounts does.';
  it.each([
    ['Shipping delay', `WhatCounts writes this name with a no-break space (U+00A0) after “Shipping”. ${asWhatCounts}`],
    [
      'family 👩👩👧',
      `WhatCounts writes this name with a zero width joiner (U+200D) after “👩” and 1 more such character. ${asWhatCounts}`,
    ],
    ['family 👩‍👩‍👧', `WhatCounts writes this name “Family 👩‍👩‍👧”. ${asWhatCounts}`],
    ['Plain\u00a0one', `WhatCounts writes this name without a no-break space (U+00A0) after “Plain”. ${asWhatCounts}`],
    ['Thanks a lot', `WhatCounts writes this name with a thin space (U+2009) after “Thanks” and 1 more such character. ${asWhatCounts}`],
    ['Shipping\u00a0delay', ''],
    // The main process rejects it and offers both.
    ['VIP orders', ''],
  ])('shows how the realm writes it: %j', (typed, text) => {
    expect(nameHint('templates', templates, typed, now)).toEqual({ text, fixes: [] });
  });

  it('describes hidden characters in an unknown name, and offers to remove them', () => {
    for (const unread of [null, part([], { readAt: null }), part(['x'], { whole: false })]) {
      const { text, fixes } = nameHint('templates', unread, 'Shipping\u00a0delay', now);
      expect(text).toBe('This name has a no-break space (U+00A0) after “Shipping”. Keypost sends it as typed.');
      expect(fixes.map(({ label, value }) => [textOf(label), value])).toEqual([
        ['Remove it', 'Shippingdelay'],
        ['Replace it with a space', 'Shipping delay'],
      ]);
    }
    expect(nameHint('lists', part(['Orders']), 'New\u00a0list', now).text).toBe(
      'No list of this name was in this realm when it was read (just now). This name has a no-break space (U+00A0) after “New”. Keypost sends it as typed.',
    );
  });

  it('offers a name that differs only in accents', () => {
    const { fixes } = nameHint('lists', part(['Kündigungen']), 'kundigungen', now);
    expect(fixes.map(({ label, value }) => [textOf(label), value])).toEqual([['Use “Kündigungen”', 'Kündigungen']]);
  });
});

describe("the hint about a preset's name", () => {
  const gone = 'This preset’s list was gone when this realm was read (9 min ago).';
  const later = now + 9 * 60_000;

  it('reports that it is gone, and is empty if it exists or may exist', () => {
    const lists = part(['Orders', ' Größe ']);
    expect(nameHint('lists', lists, ' Gone', later, true).text).toBe(gone);
    expect(nameHint('lists', lists, 'Orders', later, true).text).toBe('');
    expect(nameHint('lists', lists, 'größe', later, true).text).toBe(
      'WhatCounts writes this name “ Größe ”. Keypost sends it as WhatCounts does.',
    );
    expect(nameHint('lists', part(['Orders'], { whole: false }), 'Gone', later, true).text).toBe('');
  });

  it('reports missing numbers, unless an item of the realm has no number', () => {
    expect(numberHint('lists', part(['Orders']), '2', later, true)).toBe(gone);
    expect(numberHint('lists', part(['Orders']), '1', later, true)).toBe('Orders');
    const unnumbered = part([], { items: [{ id: null, name: 'Unnumbered' }] });
    expect(numberHint('lists', unnumbered, '2', later, true)).toBe('No list had this number in this realm when it was read.');
  });
});

it('gives the count and the time of the last read', () => {
  expect(catalogText('lists', part([], { readAt: null }), now)).toBe('');
  expect(catalogText('lists', part(['Orders']), now)).toBe('1 list, read just now.');
  const many = part(Array.from({ length: 1203 }, (_, index) => `List ${index}`));
  expect(catalogText('lists', many, now + 3 * 60 * 60_000)).toBe('1,203 lists, read 3 h ago.');
  expect(catalogText('templates', part(['a', 'b'], { whole: false }), now)).toBe('2 templates, read just now. There are more.');
});

describe('for commands that use numbers', () => {
  const lists = {
    ...part([]),
    items: [
      { id: 13, name: 'Orders' },
      { id: null, name: 'Unnumbered' },
      { id: 21, name: 'Notices' },
    ],
  };

  it('names are offered for their numbers, used ones first, and only items with a number', () => {
    expect(numberedChoicesOf(lists, ['Notices'])).toEqual([
      { name: 'Notices', detail: 'number 21', value: '21' },
      { name: 'Orders', detail: 'number 13', value: '13' },
    ]);
    expect(numberedChoicesOf(lists, ['21']).map(({ value }) => value)).toEqual(['21', '13']);
  });

  it.each([
    [' 13 ', 'Orders'],
    ['１３', 'Orders'],
    ['14', 'No list had this number in this realm when it was read.'],
    ['Orders', ''],
    ['', ''],
  ])('%j gives %j', (typed, text) => {
    expect(numberHint('lists', lists, typed, now)).toBe(text);
  });
});
