import { describe, expect, it, vi } from 'vitest';
import type { Catalog, CatalogPart } from '../../../../../electron/shared/domain/catalog.ts';
import { missingReferencesOf } from '../../../../../electron/shared/domain/missing-references.ts';
import type { Preset } from '../../../../../electron/shared/domain/preset.ts';
import { draft } from '../../presets/draft.ts';

const preset = (id: string, changes: Partial<Preset> = {}): Preset => ({
  slot: null,
  ...draft({ accountId: 'acme' }),
  id,
  createdAt: 1,
  updatedAt: 1,
  ...changes,
});
const part = (items: CatalogPart['items'], changes: Partial<CatalogPart> = {}): CatalogPart => ({
  items,
  readAt: 1,
  whole: true,
  problem: '',
  ...changes,
});
const orders = { id: 13, name: 'Orders' };
const delay = { id: 301, name: 'Shipping delay' };
const catalog = (changes: Partial<Catalog> = {}): Catalog => ({
  accountId: 'acme',
  reading: false,
  lists: part([orders]),
  templates: part([delay]),
  ...changes,
});
const gone = (one: Preset, known: Catalog | null = catalog(), formAccountId = '') => missingReferencesOf([one], formAccountId, () => known);

describe('the missing references of a preset', () => {
  it('are none while its realm has both', () => {
    expect(gone(preset('p'))).toEqual([]);
  });

  it('are its list, its template, or both', () => {
    expect(gone(preset('p', { list: 'Gone' }))).toEqual([{ presetId: 'p', list: true, template: false }]);
    expect(gone(preset('p', { template: 'Gone' }))).toEqual([{ presetId: 'p', list: false, template: true }]);
    expect(gone(preset('p', { list: 'Gone', template: 'Gone' }))).toEqual([{ presetId: 'p', list: true, template: true }]);
  });

  it.each(['ORDERS', 'Órders', ' Orders '])('do not include a name that may be the same: %j', (list) => {
    expect(gone(preset('p', { list }))).toEqual([]);
  });

  it('include numbers if the command uses numbers, unless an object has none', () => {
    const numbered = (list: string) => preset('p', { command: 'modelIds', list, template: '301' });
    expect(gone(numbered('13'))).toEqual([]);
    expect(gone(numbered('14'))).toEqual([{ presetId: 'p', list: true, template: false }]);
    expect(gone(numbered('14'), catalog({ lists: part([orders, { id: null, name: 'Unnumbered' }]) }))).toEqual([]);
  });

  it('do not include an unused template or empty fields', () => {
    expect(gone(preset('p', { command: 'content', template: 'Gone' }))).toEqual([]);
    expect(gone(preset('p', { list: ' ', template: '' }))).toEqual([]);
  });
});

describe('nothing is reported', () => {
  it.each([[{ readAt: null }], [{ whole: false }]])('for a realm that was not read completely: %o', (changes) => {
    expect(gone(preset('p', { list: 'Gone' }), catalog({ lists: part([orders], changes) }))).toEqual([]);
  });

  it('for an account that does not exist', () => {
    expect(gone(preset('p', { list: 'Gone' }), null)).toEqual([]);
  });
});

it('a preset for any account is checked with the account of the form, and each catalog is read once', () => {
  const catalogOf = vi.fn((accountId: string) => (accountId === 'acme' ? catalog() : catalog({ lists: part([]) })));
  const any = preset('any', { accountId: null });
  expect(missingReferencesOf([any, preset('own'), preset('other', { accountId: 'other' })], 'other', catalogOf)).toEqual([
    { presetId: 'any', list: true, template: false },
    { presetId: 'other', list: true, template: false },
  ]);
  expect(catalogOf.mock.calls).toEqual([['other'], ['acme']]);
});
