import { describe, expect, it } from 'vitest';
import { catalogObject, catalogPath, readCatalogPage } from '../../../../electron/whatcounts/catalog.ts';
import { wireResponse } from './responses.ts';

it('requests a page by the number of objects before it', () => {
  expect(catalogPath('lists', 0)).toBe('/rest/lists?skip=0');
  expect(catalogPath('templates', 1000)).toBe('/rest/templates?skip=1000');
});

it("requests lists and templates in the API's own format", () => {
  expect(catalogObject('lists', { id: 13, name: 'Orders' })).toEqual({ listId: 13, listName: 'Orders' });
  expect(catalogObject('templates', { id: null, name: 'Shipping delay' })).toEqual({ id: null, name: 'Shipping delay' });
});

describe('a page of the catalog', () => {
  it('has the names and numbers of lists and templates, whatever the other fields', () => {
    const lists = [{ listId: 13, listName: 'Orders', listUseStickyCampaign: true, more: { deep: [1] } }];
    expect(readCatalogPage('lists', wireResponse(lists))).toEqual({ count: 1, items: [{ id: 13, name: 'Orders' }] });
    const templates = [{ id: 321, name: 'Shipping delay', permissionMask: '0', createdDate: 'Mar 03, 2025 16:47:32 PM' }];
    expect(readCatalogPage('templates', wireResponse(templates))).toEqual({ count: 1, items: [{ id: 321, name: 'Shipping delay' }] });
  });

  it('accepts a number as text, a missing one, and one object where an array is expected', () => {
    expect(readCatalogPage('lists', wireResponse({ listId: '21', listName: 'Notices' }))?.items).toEqual([{ id: 21, name: 'Notices' }]);
    expect(readCatalogPage('templates', wireResponse([{ name: 'x' }, { id: null, name: 'y' }, { id: 1.5, name: 'z' }]))?.items).toEqual([
      { id: null, name: 'x' },
      { id: null, name: 'y' },
      { id: null, name: 'z' },
    ]);
  });

  it('counts what it skips: nameless items, values that are no objects, and deleted templates', () => {
    const templates = [{ id: 1 }, { id: 2, name: '' }, 'odd', null, { id: 3, name: 'gone', deletedFlag: true }, { id: 4, name: 'there' }];
    expect(readCatalogPage('templates', wireResponse(templates))).toEqual({ count: 6, items: [{ id: 4, name: 'there' }] });
  });

  it('keeps names unchanged', () => {
    const names = ['a/b', '50 %', 'a;b', '🎉 Party', ' spaced ', 'e\u0301', '<b>'];
    const lists = names.map((listName, listId) => ({ listId, listName }));
    expect(readCatalogPage('lists', wireResponse(lists))?.items.map(({ name }) => name)).toEqual(names);
  });

  it.each([['<html>no</html>'], ['0'], ['null'], [''], [{ error: 'Nope', statusCode: 404 }], ['[{"listId":1']])('is not %o', (body) => {
    expect(readCatalogPage('lists', wireResponse(body))).toBeNull();
  });

  it('is not read from a truncated body', () => {
    expect(readCatalogPage('lists', wireResponse([], { truncated: true }))).toBeNull();
  });
});
