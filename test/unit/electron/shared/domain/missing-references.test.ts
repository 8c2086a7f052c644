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

describe('what is gone of a preset', () => {
  it('is nothing while its realm has both', () => {
    expect(gone(preset('p'))).toEqual([]);
  });

  it('is its list, its template, or both', () => {
    expect(gone(preset('p', { list: 'Gone' }))).toEqual([{ presetId: 'p', list: true, template: false }]);
    expect(gone(preset('p', { template: 'Gone' }))).toEqual([{ presetId: 'p', list: false, template: true }]);
    expect(gone(preset('p', { list: 'Gone', template: 'Gone' }))).toEqual([{ presetId: 'p', list: true, template: true }]);
  });

  it.each(['ORDERS', 'Órders', ' Orders '])('is not a name that may be the same: %j', (list) => {
    expect(gone(preset('p', { list }))).toEqual([]);
  });

  it('is a number where numbers go, unless an object came without its own', () => {
    const numbered = (list: string) => preset('p', { command: 'modelIds', list, template: '301' });
    expect(gone(numbered('13'))).toEqual([]);
    expect(gone(numbered('14'))).toEqual([{ presetId: 'p', list: true, template: false }]);
    expect(gone(numbered('14'), catalog({ lists: part([orders, { id: null, name: 'Unnumbered' }]) }))).toEqual([]);
  });

  it('is no template where there is none, and nothing of what is empty', () => {
    expect(gone(preset('p', { command: 'content', template: 'Gone' }))).toEqual([]);
    expect(gone(preset('p', { list: ' ', template: '' }))).toEqual([]);
  });
});

describe('nothing is said', () => {
  it.each([[{ readAt: null }], [{ whole: false }]])('of a realm that was not read to its end: %o', (changes) => {
    expect(gone(preset('p', { list: 'Gone' }), catalog({ lists: part([orders], changes) }))).toEqual([]);
  });

  it('of an account that is not there', () => {
    expect(gone(preset('p', { list: 'Gone' }), null)).toEqual([]);
  });
});

it('a preset for any account is judged by that of the form, and each realm is looked at once', () => {
  const catalogOf = vi.fn((accountId: string) => (accountId === 'acme' ? catalog() : catalog({ lists: part([]) })));
  const any = preset('any', { accountId: null });
  expect(missingReferencesOf([any, preset('own'), preset('other', { accountId: 'other' })], 'other', catalogOf)).toEqual([
    { presetId: 'any', list: true, template: false },
    { presetId: 'other', list: true, template: false },
  ]);
  expect(catalogOf.mock.calls).toEqual([['other'], ['acme']]);
});
