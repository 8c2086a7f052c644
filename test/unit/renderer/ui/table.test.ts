import { expect, it } from 'vitest';
import { columnsFor, rowForKey, tracksOf, type Column } from '../../../../renderer/ui/table.ts';

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
  expect(rowForKey(key, active, 100, 20)).toBe(to);
});

it('no key moves anywhere in an empty table', () => {
  expect(rowForKey('End', 0, 0, 20)).toBeNull();
});

const columns: readonly Column[] = [
  { id: 'time', label: 'Time', min: 80 },
  { id: 'list', label: 'List', min: 70, share: 1, yields: 1 },
  { id: 'duration', label: 'Duration', min: 60, yields: 4, atEnd: true },
];
const shown = (width: number) => columnsFor(columns, width).map((column) => column.id);

it('shows the columns that fit, hiding those with the highest yield first', () => {
  expect(shown(80 + 70 + 60 + 24)).toEqual(['time', 'list', 'duration']);
  expect(shown(80 + 70 + 60 + 23)).toEqual(['time', 'list']);
  expect(shown(80 + 70 + 11)).toEqual(['time']);
  expect(shown(0)).toEqual(['time']);
});

it('gives a column its minimum width and its share of the rest', () => {
  expect(tracksOf(columns)).toBe('80px minmax(70px, 1fr) 60px');
});

it('uses the narrow widths only if the table is too narrow for the columns that stay', () => {
  const narrow = columns.map((column) => (column.id === 'time' ? { ...column, narrow: 30 } : column));
  const widths = (width: number) => columnsFor(narrow, width).map(({ id, min }) => `${id} ${min}`);
  expect(widths(80)).toEqual(['time 80']);
  expect(widths(79)).toEqual(['time 30']);
});
