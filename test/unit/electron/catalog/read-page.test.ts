import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { pageInThread } from '../../../../electron/catalog/page-thread.ts';
import { readPageWith, type ReadPage } from '../../../../electron/catalog/read-page.ts';
import { tempFolder } from '../settings/temp-folder.ts';
import { wireAnswer } from '../whatcounts/answers.ts';

const list = { listId: 13, listName: 'Orders' };
const found = { count: 1, items: [{ id: 13, name: 'Orders' }] };
const large = wireAnswer([{ ...list, description: 'x'.repeat(300_000) }]);

/** A thread as a script of its own: only what is around it is tried here. */
function threadOf(script: string): ReadPage {
  const file = join(tempFolder().path, 'thread.cjs');
  writeFileSync(file, `const { parentPort, workerData } = require('node:worker_threads');\n${script}`);
  return pageInThread(file);
}

describe('a page', () => {
  it('is read apart when it is large, and at once when it is not', async () => {
    const apart = vi.fn<ReadPage>(() => Promise.resolve(null));
    const read = readPageWith(apart);
    expect(await read('lists', wireAnswer([list]))).toEqual(found);
    expect(apart).not.toHaveBeenCalled();
    expect(await read('lists', large)).toBeNull();
    expect(apart).toHaveBeenCalledWith('lists', large);
  });
});

describe('a thread for it', () => {
  it('gets the bytes of the body, and what it finds is the page', async () => {
    const read = threadOf('parentPort.postMessage({ count: workerData.answer.body.length, items: [], kind: workerData.kind })');
    const length = large.body.byteLength;
    const body = Buffer.alloc(2 * length).subarray(0, length);
    expect(await read('lists', { ...large, body })).toEqual({ count: length, items: [], kind: 'lists' });
    // Given away, not copied: that would hold up whoever asked.
    expect(body.byteLength).toBe(0);
  });

  it.each(['process.exit(1)', 'throw new Error("no memory")', ''])('that ends with %j has found no page', async (script) => {
    expect(await threadOf(script)('lists', wireAnswer([list]))).toBeNull();
  });

  it('that is not there has found none either', async () => {
    expect(await pageInThread('/nowhere/page-worker.cjs')('lists', wireAnswer([list]))).toBeNull();
  });
});
