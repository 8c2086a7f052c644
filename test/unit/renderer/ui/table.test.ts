import { expect, it } from 'vitest';
import { columnsFor, rowFor } from '../../../../renderer/ui/table.ts';

it.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 25],
  ['PageDown', 95, 99],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 0, 99],
  ['a', 5, null],
])('%s from row %i of 100 leads to %o', (key, active, to) => {
  expect(rowFor(key, active, 100, 20)).toBe(to);
});

it('leads nowhere in an empty table', () => {
  expect(rowFor('End', 0, 0, 20)).toBeNull();
});

it('shows the columns that the width has room for', () => {
  const columns = [
    { id: 'time', label: 'Time', width: '1fr' },
    { id: 'duration', label: 'Duration', width: '1fr', from: 800 },
  ];
  expect(columnsFor(columns, 799).map((column) => column.id)).toEqual(['time']);
  expect(columnsFor(columns, 800).map((column) => column.id)).toEqual(['time', 'duration']);
});
