import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { pageInChild, readPageWith, type CatalogPageRequest, type ReadPage } from '../../../../electron/catalog/read-page.ts';
import { nodeChildren } from '../../../../electron/child/node-child.ts';
import { testChildren } from '../child/children-for-tests.ts';
import { tempFolder } from '../storage/temp-folder.ts';
import { wireResponse } from '../whatcounts/responses.ts';

const list = { listId: 13, listName: 'Orders' };
const found = { count: 1, items: [{ id: 13, name: 'Orders' }] };
const large = wireResponse([{ ...list, description: 'x'.repeat(300_000) }]);

/** Runs a script as the process, to test only the code around it. */
function childOf(script: string): ReadPage {
  const folder = tempFolder().path;
  writeFileSync(join(folder, 'catalog-page.cjs'), `process.once('message', (order) => {\n${script}\n});`);
  return pageInChild(nodeChildren(folder));
}

describe('a page', () => {
  it('is parsed in a separate process if it is large, and at once otherwise', async () => {
    const apart = vi.fn<ReadPage>(() => Promise.resolve(null));
    const read = readPageWith(apart);
    expect(await read('lists', wireResponse([list]))).toEqual(found);
    expect(apart).not.toHaveBeenCalled();
    expect(await read('lists', large)).toBeNull();
    expect(apart).toHaveBeenCalledWith('lists', large);
  });
});

describe('the process for a page', () => {
  it('reads the page', async () => {
    expect(await pageInChild(testChildren().start)('lists', large)).toMatchObject(found);
  });

  it('gets the body only, and not the whole buffer that contains it', async () => {
    const posted: unknown[] = [];
    const place = Buffer.allocUnsafeSlow(8 * large.body.byteLength);
    place.set(large.body);
    const read = pageInChild((_name, { onMessage }) => ({
      pid: 1,
      post: (order) => {
        posted.push(structuredClone(order));
        onMessage({ page: found });
      },
      kill: () => Promise.resolve(),
    }));
    expect(await read('lists', { ...large, body: place.subarray(0, large.body.byteLength) })).toEqual(found);
    expect(posted).toHaveLength(1);
    const { body } = (posted[0] as CatalogPageRequest).response;
    expect(Buffer.from(body).equals(large.body)).toBe(true);
    expect(body.buffer.byteLength).toBe(large.body.byteLength);
  });

  it('gets the bytes of the body, and returns the page', async () => {
    const read = childOf('process.send({ page: { count: order.response.body.length, items: [], kind: order.kind } });');
    expect(await read('lists', large)).toEqual({ count: large.body.byteLength, items: [], kind: 'lists' });
  });

  it.each(['process.exit(1)', 'throw new Error("no memory")', 'process.disconnect()'])(
    'that ends with %j has found no page',
    async (script) => {
      expect(await childOf(script)('lists', wireResponse([list]))).toBeNull();
    },
  );

  it('that is killed once is started again', async () => {
    const mark = join(tempFolder().path, 'asked');
    const script = `const { existsSync, writeFileSync } = require('node:fs');
      if (existsSync(${JSON.stringify(mark)})) process.send({ page: { count: 1, items: [] } });
      else { writeFileSync(${JSON.stringify(mark)}, ''); process.kill(process.pid, 'SIGKILL'); }`;
    expect(await childOf(script)('lists', wireResponse([list]))).toEqual({ count: 1, items: [] });
  });

  it('that is missing finds no page', async () => {
    expect(await pageInChild(nodeChildren('/nowhere'))('lists', wireResponse([list]))).toBeNull();
  });
});
