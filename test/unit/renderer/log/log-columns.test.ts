import { expect, it } from 'vitest';
import { columnsOf, logColumns, toggled } from '../../../../renderer/log/log-columns.ts';

const ids = logColumns.map(({ id }) => id);

it('keeps the order of the log, whatever the order of choosing', () => {
  expect(columnsOf(['duration', 'time']).map(({ id }) => id)).toEqual(['time', 'duration']);
  expect(toggled(['duration'], 'list')).toEqual(['list', 'duration']);
});

it('shows all where none is chosen', () => {
  expect(columnsOf([])).toEqual(logColumns);
});

it('takes a column away, but not the last one', () => {
  expect(toggled(ids, 'account')).toEqual(ids.filter((id) => id !== 'account'));
  expect(toggled(['time'], 'time')).toEqual(['time']);
});
