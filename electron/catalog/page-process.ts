/** The process that reads a large page. No logic: the page is its one message, and what stands in it goes back as another. */
import { parentOfThis } from '../child/parent.ts';
import { lowerPriority } from '../child/lower-priority.ts';
import { readCatalogPage } from '../whatcounts/catalog.ts';
import type { PageOrder, PageResponse } from './page-in-child.ts';

const parent = parentOfThis();

lowerPriority();
parent.listen((message) => {
  const { kind, answer } = message as PageOrder;
  parent.post({ page: readCatalogPage(kind, answer) } satisfies PageResponse);
});
