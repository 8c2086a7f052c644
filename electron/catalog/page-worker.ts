/** The thread that reads a large page. No logic: the page comes with it, and what stands in it goes back as the one message. */
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../log/give-way.ts';
import { readCatalogPage } from '../whatcounts/catalog.ts';
import type { PageOrder } from './page-thread.ts';

giveWay();
const { kind, answer } = workerData as PageOrder;
parentPort?.postMessage(readCatalogPage(kind, answer));
