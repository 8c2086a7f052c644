/** Entry point of the process that reads a large page. It gets the page as its only message and posts what it has read. */
import { parentOfThis } from '../child/parent.ts';
import { lowerPriority } from '../child/lower-priority.ts';
import { readCatalogPage } from '../whatcounts/catalog.ts';
import type { CatalogPageRequest, CatalogPageResult } from './read-page.ts';

const parent = parentOfThis();

lowerPriority();
parent.listen((message) => {
  const { kind, response } = message as CatalogPageRequest;
  parent.post({ page: readCatalogPage(kind, response) } satisfies CatalogPageResult);
});
