/** Every figure, in the order in which they are measured. */
import type { Figure } from './figure.ts';
import { append } from './figures/append.ts';
import { blocking } from './figures/blocking.ts';
import { bundles } from './figures/bundles.ts';
import { catalog } from './figures/catalog.ts';
import { exporting } from './figures/export.ts';
import { lookUp } from './figures/look-up.ts';
import { memory } from './figures/memory.ts';
import { overview } from './figures/overview.ts';
import { pages } from './figures/pages.ts';
import { redaction } from './figures/redaction.ts';
import { scroll } from './figures/scroll.ts';
import { search } from './figures/search.ts';
import { send } from './figures/send.ts';
import { start } from './figures/start.ts';
import { window } from './figures/window.ts';

export const figures: readonly Figure[] = [
  start,
  window,
  memory,
  pages,
  search,
  overview,
  append,
  scroll,
  send,
  lookUp,
  catalog,
  exporting,
  redaction,
  blocking,
  bundles,
];
