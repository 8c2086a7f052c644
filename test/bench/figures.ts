/** Every figure, in the order in which they are measured. */
import type { Figure } from './figure.ts';
import { append } from './figures/append.ts';
import { bundles } from './figures/bundles.ts';
import { memory } from './figures/memory.ts';
import { scroll } from './figures/scroll.ts';
import { send } from './figures/send.ts';
import { start } from './figures/start.ts';
import { window } from './figures/window.ts';

export const figures: readonly Figure[] = [bundles, start, window, append, scroll, send, memory];
