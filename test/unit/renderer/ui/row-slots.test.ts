import { describe, expect, it } from 'vitest';
import { RowSlots, rowsToShow, shifted } from '../../../../renderer/ui/row-slots.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const slotsOf = (slots: RowSlots, rows: number[], kept?: number) =>
  Object.fromEntries(slots.show(rows, kept).map(({ row, slot }) => [row, slot]));
const standing = (slots: RowSlots, rows: number[], kept?: number) => slots.show(rows, kept).map(({ slot }) => slot);

describe('row elements', () => {
  it('stay with their rows while scrolling, and are reused', () => {
    const slots = new RowSlots();
    expect(slotsOf(slots, range(0, 3))).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
    expect(slotsOf(slots, range(2, 5))).toEqual({ 2: 2, 3: 3, 4: 0, 5: 1 });
    expect(slotsOf(slots, range(1, 4))).toEqual({ 1: 1, 2: 2, 3: 3, 4: 0 });
  });

  it('are not moved after a jump, except the one that can have the focus', () => {
    const slots = new RowSlots();
    slots.show(range(0, 3));
    expect(standing(slots, range(1, 4))).toEqual([1, 2, 3, 0]);
    expect(standing(slots, range(900, 903))).toEqual([1, 2, 3, 0]);
    expect(standing(slots, range(902, 906))).toEqual([1, 2, 3, 0, 4]);
    expect(slotsOf(slots, [903, ...range(2000, 2003)], 903)).toEqual({ 903: 2, 2000: 1, 2001: 3, 2002: 0, 2003: 4 });
  });

  it('are added for more rows and removed for fewer', () => {
    const slots = new RowSlots();
    slots.show(range(0, 1));
    expect(standing(slots, range(10, 13))).toEqual([0, 1, 2, 3]);
    expect(standing(slots, range(50, 51))).toEqual([0, 1]);
    expect(standing(slots, [])).toEqual([]);
    expect(standing(slots, range(0, 1))).toEqual([0, 1]);
  });

  it('stay with their rows when others are added or removed above', () => {
    const slots = new RowSlots();
    slots.show(range(0, 3));
    slots.shift(0, 1);
    expect(slotsOf(slots, range(0, 4))).toEqual({ 0: 4, 1: 0, 2: 1, 3: 2, 4: 3 });
    slots.shift(1, -1);
    expect(slotsOf(slots, range(0, 3))).toEqual({ 0: 4, 1: 1, 2: 2, 3: 3 });
  });
});

it.each([
  [5, 6, 1, 5],
  [5, 5, 1, 6],
  [5, 5, -1, null],
  [5, 4, -1, 4],
  [5, 0, -7, null],
])('row %i, when rows from %i on move by %i, is %o', (row, at, by, to) => {
  expect(shifted(row, at, by)).toBe(to);
});

describe('the rows to show', () => {
  const view = { first: 100, last: 120, total: 1000, kept: 110, most: 56 };
  it('are those in view and a few around them', () => {
    expect(rowsToShow(view)).toEqual(range(96, 124));
    expect(rowsToShow({ ...view, first: 0, last: 20, kept: 0 })).toEqual(range(0, 24));
    expect(rowsToShow({ ...view, first: 980, last: 999, kept: 999 })).toEqual(range(976, 999));
  });

  it('include the one that may have the focus', () => {
    expect(rowsToShow({ ...view, kept: 3 })).toEqual([3, ...range(96, 124)]);
    expect(rowsToShow({ ...view, kept: 700 })).toEqual([...range(96, 124), 700]);
    expect(rowsToShow({ ...view, kept: 1000 })).toEqual(range(96, 124));
  });

  it("don't exceed the maximum", () => {
    expect(rowsToShow({ ...view, last: 149, kept: 3 }).length).toBeLessThanOrEqual(56);
  });

  it('are none in an empty table', () => {
    expect(rowsToShow({ ...view, first: 0, last: -1, total: 0, kept: 0 })).toEqual([]);
  });
});
