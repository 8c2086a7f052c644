import { expect, test } from 'vitest';
import { condensedPage, condensePage } from '../../../../electron/catalog/condensed-page.ts';
import { readCatalog } from '../../../../electron/catalog/read-catalog.ts';
import { readPageWith } from '../../../../electron/catalog/read-page.ts';
import { readCatalogPage, type CatalogKind } from '../../../../electron/whatcounts/catalog.ts';
import { createNodeTransport } from '../../../../electron/whatcounts/node-transport.ts';
import type { WireAnswer } from '../../../../electron/whatcounts/transport.ts';
import { wireAnswer } from '../whatcounts/answers.ts';
import { target } from '../whatcounts/parts.ts';
import { awkwardRealm, inPages } from './awkward-realm.ts';

const read = (kind: CatalogKind, answer: WireAnswer) => Promise.resolve(readCatalogPage(kind, answer));
const condense = condensePage('templates', read);

test('what is kept of a page is its names, their numbers and how many objects came', async () => {
  const answer = wireAnswer([{ id: 1, name: 'Delay', templateDataHtml: '<p>'.repeat(1000) }, { id: 2 }]);
  const condensed = await condense(answer);
  expect(condensed.body.length).toBeLessThan(200);
  expect(condensedPage(condensed)).toEqual({ count: 2, items: [{ id: 1, name: 'Delay' }] });
});

test.each([
  ['no page', wireAnswer('<p>')],
  ['an error', wireAnswer({ error: 'No' })],
  ['a page of another status', wireAnswer([{ id: 1, name: 'Delay' }], { status: 500 })],
])('%s stays as it came', async (_, answer) => {
  expect(await condense(answer)).toBe(answer);
  expect(condensedPage(answer)).toBeNull();
});

test('each page is read once, by the real transport, which takes the password out of its names and leaves the text of templates alone', async () => {
  const { password } = target();
  const large = Array.from({ length: 600 }, (_, id) => ({
    id,
    name: `Delay ${id} ${encodeURIComponent(password)}`,
    templateDataHtml: password,
  }));
  const realm = await awkwardRealm({ templates: inPages(large) });
  const pages: string[] = [];
  const readPage = readPageWith(read);
  const found = await readCatalog('templates', {
    transport: createNodeTransport(() => Promise.resolve('DIRECT')),
    target: { ...target(), siteUrl: realm.siteUrl },
    timeoutMs: 5000,
    connectTimeoutMs: 5000,
    readPage: (kind, answer) => {
      pages.push(new TextDecoder().decode(answer.body));
      return readPage(kind, answer);
    },
  });
  expect(pages).toHaveLength(2);
  expect(pages[0]).toContain(`"templateDataHtml":"${password}"`);
  expect(found).toMatchObject({ ok: true, whole: true });
  const names = found.ok ? found.items.map(({ name }) => name) : [];
  expect(names).toHaveLength(600);
  expect(names[0]).toBe('Delay 0 [credential removed]');
});
