/** The process that reads a large page. No logic: the page is its one message, and what stands in it goes back as another. */
import { parentOfThis } from '../child/parent.ts';
import { lowerPriority } from '../child/lower-priority.ts';
import { readCatalogPage } from '../whatcounts/catalog.ts';
import type { PageRequest, PageResult } from './page-in-child.ts';

const parent = parentOfThis();

lowerPriority();
parent.listen((message) => {
  const { kind, response } = message as PageRequest;
  parent.post({ page: readCatalogPage(kind, response) } satisfies PageResult);
});
