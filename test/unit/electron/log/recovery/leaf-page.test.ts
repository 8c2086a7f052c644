import { expect, test } from 'vitest';
import { rowsOnPage } from '../../../../../electron/log/recovery/leaf-page.ts';

const pageSize = 4096;

/** A page of a table with one row of one column, whose payload claims this size. */
function pageWith(size: readonly number[]): Buffer {
  const page = Buffer.alloc(pageSize);
  page[0] = 0x0d;
  page.writeUInt16BE(1, 3);
  page.writeUInt16BE(2000, 8);
  // Its size, its id, and a record: a header of two bytes, and a text of two.
  Buffer.from([...size, 7, 2, 17, 0x6f, 0x6b]).copy(page, 2000);
  return page;
}

test('a row is read', () => {
  expect(rowsOnPage(pageWith([4]), 1, () => null)).toEqual([{ id: 7, values: ['ok'] }]);
});

test('a damaged size with a circular chain of pages comes to an end', () => {
  // Seven bits a byte: 2 ** 49, and the largest that is looked into.
  for (const size of [
    [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    [0x88, 0x80, 0x80, 0x00],
  ]) {
    let read = 0;
    const circle = Buffer.alloc(pageSize);
    circle.writeUInt32BE(3, 0);
    rowsOnPage(pageWith(size), 1, () => {
      read++;
      return circle;
    });
    expect(read).toBeLessThan(5000);
  }
});

test.each([
  ['a page of another kind', Buffer.alloc(pageSize)],
  ['a row that begins beyond its page', Buffer.from(pageWith([4])).fill(0xff, 8, 10)],
])('%s has no rows', (_, page) => {
  expect(rowsOnPage(page, 1, () => null)).toEqual([]);
});
