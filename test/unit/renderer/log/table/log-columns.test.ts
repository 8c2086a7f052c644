import { expect, it } from 'vitest';
import { columnsFor } from '../../../../../renderer/ui/table.ts';
import { columnsOf, logColumns, toggled } from '../../../../../renderer/log/table/log-columns.ts';

const ids = logColumns.map(({ id }) => id);

it("keeps the log's order, whatever the order in which columns were chosen", () => {
  expect(columnsOf(['duration', 'time']).map(({ id }) => id)).toEqual(['time', 'duration']);
  expect(toggled(['duration'], 'list')).toEqual(['list', 'duration']);
});

it('shows all columns if none is chosen', () => {
  expect(columnsOf([])).toEqual(logColumns);
});

it('removes a column, but not the last one', () => {
  expect(toggled(ids, 'account')).toEqual(ids.filter((id) => id !== 'account'));
  expect(toggled(['time'], 'time')).toEqual(['time']);
});

it.each([1200, 640, 440, 330, 200, 0])('always shows time, outcome and key, at %i pixels', (width) => {
  expect(columnsFor(logColumns, width).map(({ id }) => id)).toEqual(expect.arrayContaining(['time', 'outcome', 'customerKey']));
});

it('fits beside an entry and on a page of 320 pixels', () => {
  const needed = (width: number) => columnsFor(logColumns, width).reduce((sum, { min }) => sum + min + 12, -12);
  for (const width of [440, 320 - 76]) expect(needed(width)).toBeLessThanOrEqual(width);
});
