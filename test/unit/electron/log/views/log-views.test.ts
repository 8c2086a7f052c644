import { expect, test } from 'vitest';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import type { LogView } from '../../../../../electron/shared/domain/log-view.ts';
import { LogViews } from '../../../../../electron/log/views/log-views.ts';
import type { Result } from '../../../../../electron/shared/domain/result.ts';
import { tempFolder } from '../../storage/temp-folder.ts';

const orders = { ...noFilter, lists: ['Orders'], outcomes: ['unknown' as const] };

function start(folder = tempFolder()) {
  let ids = 0;
  const views = new LogViews(folder, () => `v${++ids}`);
  return { folder, views, names: () => views.list().map(({ name }) => name) };
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
}

function failure(result: Result<unknown>) {
  if (result.ok) throw new Error('it went well');
  return [result.error.code, result.error.fields?.['name']];
}

test('a saved view is there at the next start, in alphabetical order', () => {
  const { folder, views } = start();
  expect(folder.files()).toEqual([]);
  value(views.save({ name: '  Refunds 10 ', filter: orders }));
  const all = value(views.save({ name: 'Refunds 9', filter: noFilter }));
  expect(all).toEqual([
    { id: 'v2', name: 'Refunds 9', filter: noFilter },
    { id: 'v1', name: 'Refunds 10', filter: orders },
  ]);
  expect(start(folder).views.list()).toEqual(all);
  expect(folder.json('views.json')).toMatchObject({ version: 1 });
});

test.each([
  ['', 'Give the view a name.'],
  ['   ', 'Give the view a name.'],
  ['a\nb', "This name has a character that can't be used: a line break (U+000A), character 2, after “a”."],
  ['x'.repeat(81), "A view's name can have at most 80 characters."],
  ['ORDERS', 'There is a view of this name already.'],
  ['unknown SENDS', 'There is a view of this name already.'],
])('the name %j is refused beside its field', (name, sentence) => {
  const { views, names } = start();
  value(views.save({ name: 'Orders', filter: orders }));
  expect(failure(views.save({ name, filter: orders }))).toEqual(['invalid', sentence]);
  expect(names()).toEqual(['Orders']);
});

test('a name of 80 characters is kept', () => {
  const { views, names } = start();
  value(views.save({ name: 'x'.repeat(80), filter: orders }));
  expect(names()).toEqual(['x'.repeat(80)]);
});

test('a removed view can be restored once, unchanged', () => {
  const { views, names } = start();
  value(views.save({ name: 'A', filter: orders }));
  value(views.save({ name: 'B', filter: noFilter }));
  const [removed] = views.list() as [LogView];
  value(views.remove('v1'));
  expect(names()).toEqual(['B']);
  expect(failure(views.remove('v1'))[0]).toBe('noSuchView');
  expect(value(views.restore(removed))[0]).toEqual(removed);
  expect(failure(views.restore(removed))[0]).toBe('alreadyThere');
});

test('a view is not restored over another one with its name, or without an id', () => {
  const { views, names } = start();
  const [removed] = value(views.save({ name: 'A', filter: orders })) as [LogView];
  value(views.remove('v1'));
  value(views.save({ name: 'a', filter: noFilter }));
  expect(failure(views.restore(removed))[0]).toBe('nameTaken');
  expect(failure(views.restore({ ...removed, id: '' }))[0]).toBe('invalid');
  expect(failure(views.restore({ ...removed, name: ' ' }))).toEqual(['invalid', 'Give the view a name.']);
  expect(names()).toEqual(['a']);
});

test('a disk that can’t be written leaves the views unchanged', () => {
  const { folder, views, names } = start();
  value(views.save({ name: 'A', filter: orders }));
  folder.break();
  expect(failure(views.save({ name: 'B', filter: orders }))[0]).toBe('cannotSave');
  expect(failure(views.remove('v1'))[0]).toBe('cannotSave');
  expect(names()).toEqual(['A']);
});

test('a damaged file is set aside and reported', () => {
  const folder = tempFolder();
  folder.write('views.json', '{"version":1,"views":[{"id":"v1","name":"A","filter":{}}]}');
  expect(start(folder).views.list()).toEqual([]);
  expect(folder.notices).toEqual([expect.stringContaining('The log views file could not be read')]);
});
