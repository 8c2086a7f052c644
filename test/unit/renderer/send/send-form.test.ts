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

test('names set aside for numbers count as typed, and are restored with the rest', () => {
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

test('numbers of one realm are not restored in another one, names are', () => {
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

test('a custom field without a name is restored with the rest, and removed with another message', () => {
  form.chooseCommand('modelNames');
  form.fields.body = '{"customerKey":"ck1"}';
  form.customFields = [{ name: '', value: 'abc' }];
  const copy = form.copy();
  form.clear();
  form.chooseCommand('modelNames');
  form.fields.body = '{"customerKey":"ck2"}';
  expect(form.blockingErrors).toBeNull();
  form.restore(copy);
  expect(form.blockingErrors?.['body']).toContain('abc');
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
])("custom data that can't be sent is rejected: %s", (_, fields, custom, expected) => {
  form.chooseCommand('modelNames');
  form.fields.body = custom === null ? '{"customerKey":"ck1"}' : `{"customerKey":"ck1","customData":${custom}}`;
  form.customFields = fields;
  if (expected === null) expect(form.blockingErrors).toBeNull();
  else expect(form.blockingErrors?.['body']).toContain(expected);
  form.contactView = 'json';
  expect(form.blockingErrors).toBeNull();
  form.contactView = 'fields';
  // The rows belong to a previous body.
  form.fields.body = '{"customerKey":"ck1","customData":{"other":"x"}}';
  expect(form.blockingErrors).toBeNull();
});
