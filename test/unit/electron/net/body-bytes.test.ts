import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../../../../electron/net/body-bytes.ts';

const megabyte = 1024 * 1024;

/** `size` bytes in chunks of `step`; the value of each byte depends on its position. */
function pushed(cap: number, size: number, step: number, announced?: number): { kept: BodyBytes; all: Buffer } {
  const all = Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 8)) % 251));
  const kept = new BodyBytes(cap, announced);
  for (let at = 0; at < size; at += step) kept.push(all.subarray(at, at + step));
  return { kept, all };
}

describe('the bytes of a body', () => {
  it.each([
    ['nothing', megabyte, 0, 10],
    ['little', megabyte, 1000, 300],
    ['as much as may come', megabyte, megabyte, 65_536],
    ['more than is joined at the end', 4 * megabyte, 3 * megabyte + 17, 65_536],
    ['as much as may come of a large one', 3 * megabyte, 3 * megabyte, 65_536],
    ['one large chunk', 4 * megabyte, 2 * megabyte, 2 * megabyte],
  ])('are kept as received: %s', (_, cap, size, step) => {
    const { kept, all } = pushed(cap, size, step);
    expect(kept.bytes().equals(all)).toBe(true);
    expect(kept.size).toBe(size);
  });

  it.each([
    ['little', 1000, 1003],
    ['much', 2 * megabyte, 2 * megabyte + 100_000],
  ])('are truncated at the cap, and all are counted: %s', (_, cap, size) => {
    const { kept, all } = pushed(cap, size, 700);
    expect(kept.bytes().equals(all.subarray(0, cap))).toBe(true);
    expect(kept.size).toBe(size);
  });

  it.each([
    ['as many as announced', 3 * megabyte],
    ['more than announced', 2 * megabyte],
    ['more than announced of a small body', 10],
    ['fewer than announced', 9 * megabyte],
  ])('allocate no more than the cap, and just the announced size if that is right: %s', (_, announced) => {
    const { kept, all } = pushed(4 * megabyte, 3 * megabyte, 65_536, announced);
    expect(kept.bytes().equals(all)).toBe(true);
    expect(kept.bytes().buffer.byteLength).toBe(announced === 3 * megabyte ? announced : 4 * megabyte);
  });

  it.each([megabyte - 1, megabyte])('allocate no large buffer for a small body: %i', (size) => {
    const { kept } = pushed(4 * megabyte, size, 65_536);
    expect(kept.bytes().buffer.byteLength).toBeLessThan(4 * megabyte);
  });

  it('allocate the announced size as soon as the body is large', () => {
    const { kept, all } = pushed(4 * megabyte, megabyte + 1, megabyte + 1, 2 * megabyte);
    expect(kept.bytes().equals(all)).toBe(true);
    expect(kept.bytes().buffer.byteLength).toBe(2 * megabyte);
  });

  it('allocate just the announced size if all of them come at once', () => {
    const { kept, all } = pushed(4 * megabyte, 2 * megabyte, 2 * megabyte, 2 * megabyte);
    expect(kept.bytes().equals(all)).toBe(true);
    expect(kept.bytes().buffer.byteLength).toBe(2 * megabyte);
  });

  it('use the same buffer until it is full', () => {
    const kept = new BodyBytes(4 * megabyte, 3 * megabyte);
    kept.push(Buffer.alloc(2 * megabyte, 1));
    const place = kept.bytes().buffer;
    for (const size of [megabyte - 1, 1]) {
      kept.push(Buffer.alloc(size, 2));
      expect(kept.bytes().buffer).toBe(place);
    }
    expect(kept.bytes().length).toBe(3 * megabyte);
  });

  it('ignore a chunk that comes after the announced size', () => {
    const kept = new BodyBytes(2 * megabyte, 2 * megabyte);
    for (const byte of [1, 2, 3]) kept.push(Buffer.alloc(2 * megabyte, byte));
    expect(kept.bytes().equals(Buffer.alloc(2 * megabyte, 1))).toBe(true);
    expect(kept.size).toBe(6 * megabyte);
  });

  it('do not change when more arrive', () => {
    const kept = new BodyBytes(4 * megabyte);
    kept.push(Buffer.alloc(2 * megabyte, 1));
    const before = kept.bytes();
    kept.push(Buffer.alloc(megabyte, 2));
    expect(before.equals(Buffer.alloc(2 * megabyte, 1))).toBe(true);
    expect(kept.bytes().length).toBe(3 * megabyte);
  });
});
