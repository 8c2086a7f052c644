import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { form } from '../../../../renderer/send/send-form.svelte.ts';

beforeEach(() => {
  vi.stubGlobal('window', { keypost: { call: () => Promise.resolve('{"ok":true,"value":null}'), on: () => () => undefined } });
  form.clear();
  form.fields.accountId = 'a';
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const place = (): string[] => [form.fields.list, form.fields.template];

test('names that were set aside for numbers count as typed, and come back with all else', () => {
  [form.fields.list, form.fields.template] = ['Orders', 'Delay'];
  form.chooseCommand('modelIds');
  expect(place()).toEqual(['', '']);
  expect(form.unsaved).toBe(true);
  const copy = form.copy();
  form.clear();
  expect(form.unsaved).toBe(false);
  form.restore(copy);
  form.chooseCommand('customerKey');
  expect(place()).toEqual(['Orders', 'Delay']);
});

test('numbers of one realm do not come back in another one, names do', () => {
  form.chooseCommand('modelIds');
  [form.fields.list, form.fields.template] = ['12', '34'];
  form.chooseCommand('customerKey');
  form.chooseAccount('b');
  form.chooseCommand('listContact');
  expect(place()).toEqual(['', '']);
  form.chooseCommand('customerKey');
  [form.fields.list, form.fields.template] = ['Orders', 'Delay'];
  form.chooseCommand('modelIds');
  form.chooseAccount('c');
  form.chooseCommand('customerKey');
  expect(place()).toEqual(['Orders', 'Delay']);
});

test('a custom field without a name comes back with the rest, and goes with another message', () => {
  form.chooseCommand('modelNames');
  form.fields.body = '{"customerKey":"ck1"}';
  form.customFields = [{ name: '', value: 'abc' }];
  const copy = form.copy();
  form.clear();
  form.chooseCommand('modelNames');
  form.fields.body = '{"customerKey":"ck2"}';
  expect(form.missing).toBeNull();
  form.restore(copy);
  expect(form.missing?.['body']).toContain('abc');
});

test.each([
  [
    'twice one name',
    [
      { name: 'order', value: 'a' },
      { name: 'order', value: 'b' },
    ],
    '{"order":"b"}',
    'Two custom fields are called “order”',
  ],
  ['a value without a name', [{ name: '', value: 'abc' }], null, 'The custom field with “abc” has no name'],
  [
    'a row with nothing in it',
    [
      { name: '', value: '' },
      { name: 'order', value: 'b' },
    ],
    '{"order":"b"}',
    null,
  ],
])('custom data that would not go is refused: %s', (_, fields, custom, words) => {
  form.chooseCommand('modelNames');
  form.fields.body = custom === null ? '{"customerKey":"ck1"}' : `{"customerKey":"ck1","customData":${custom}}`;
  form.customFields = fields;
  if (words === null) expect(form.missing).toBeNull();
  else expect(form.missing?.['body']).toContain(words);
  form.contactView = 'json';
  expect(form.missing).toBeNull();
  form.contactView = 'fields';
  // What the rows are of is another body by now.
  form.fields.body = '{"customerKey":"ck1","customData":{"other":"x"}}';
  expect(form.missing).toBeNull();
});
