import { expect, test } from 'vitest';
import { readCatalog, reducePage } from '../../../../electron/catalog/read-catalog.ts';
import { readPageWith } from '../../../../electron/catalog/read-page.ts';
import { readCatalogPage } from '../../../../electron/whatcounts/catalog.ts';
import type { CatalogKind } from '../../../../electron/shared/domain/catalog.ts';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import type { WireResponse } from '../../../../electron/net/transport.ts';
import { wireResponse } from '../whatcounts/responses.ts';
import { target } from '../whatcounts/checked-message.ts';
import { awkwardRealm, inPages } from './awkward-realm.ts';

const read = (kind: CatalogKind, response: WireResponse) => Promise.resolve(readCatalogPage(kind, response));
const reduce = reducePage('templates', read);

test('keeps the names of a page, their numbers and the number of objects', async () => {
  const response = wireResponse([{ id: 1, name: 'Delay', templateDataHtml: '<p>'.repeat(1000) }, { id: 2 }]);
  const reduced = await reduce(response);
  expect(reduced.body.length).toBeLessThan(200);
  expect(readCatalogPage('templates', reduced)).toEqual({ count: 2, items: [{ id: 1, name: 'Delay' }] });
});

test.each([
  ['no page', wireResponse('<p>')],
  ['an error', wireResponse({ error: 'No' })],
  ['a page of another status', wireResponse([{ id: 1, name: 'Delay' }], { status: 500 })],
])('keeps %s as received', async (_, response) => {
  expect(await reduce(response)).toBe(response);
});

test('the real transport removes the password from names, and the text of templates is dropped before', async () => {
  const { password } = target();
  const nameOf = (id: number): string => (id === 7 ? encodeURIComponent(password) : `Delay ${id}`);
  const large = Array.from({ length: 600 }, (_, id) => ({ id, name: nameOf(id), templateDataHtml: password }));
  const realm = await awkwardRealm({ templates: inPages(large) });
  const pages: string[] = [];
  const readPage = readPageWith(read);
  const found = await readCatalog('templates', {
    transport: createNodeTransport(() => Promise.resolve('DIRECT')),
    target: { ...target(), siteUrl: realm.siteUrl },
    timeoutMs: 5000,
    connectTimeoutMs: 5000,
    readPage: (kind, response) => {
      pages.push(new TextDecoder().decode(response.body));
      return readPage(kind, response);
    },
  });
  // Each page is first read as received, and then what is left of it.
  expect(pages.map((page) => page.includes('templateDataHtml'))).toEqual([true, false, true, false]);
  // A name that is no longer known is left out.
  expect(found).toMatchObject({ ok: true, whole: false });
  expect(found.ok && found.items.map(({ id }) => id)).toEqual(large.map(({ id }) => id).filter((id) => id !== 7));
});
