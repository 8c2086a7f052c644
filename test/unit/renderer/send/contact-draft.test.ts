import { describe, expect, test } from 'vitest';
import {
  bodyOrNew,
  customFields,
  takesCustomFields,
  textOf,
  withContactId,
  withCustomFields,
  withText,
  withTidyName,
} from '../../../../renderer/send/contact-draft.ts';

const parsed = (text: string): unknown => JSON.parse(text);

describe('a field of a contact', () => {
  test('is added to the body, changed, and removed when it is cleared', () => {
    const one = withText({}, 'email', 'a@b.example');
    expect(parsed(one)).toEqual({ email: 'a@b.example' });
    const two = withText(bodyOrNew(one), 'firstName', 'Ada');
    expect(parsed(withText(bodyOrNew(two), 'email', ''))).toEqual({ firstName: 'Ada' });
    expect(withText(bodyOrNew(one), 'email', '')).toBe('');
  });

  test('leaves other members of the body in place', () => {
    const body = bodyOrNew('{"html":"<p>","constructor":"x","nested":{"a":[1]}}');
    expect(parsed(withText(body, 'city', 'Lund'))).toEqual({ html: '<p>', constructor: 'x', nested: { a: [1] }, city: 'Lund' });
  });

  test.each([
    ['51042', 51042],
    [' 7 ', 7],
    ['0', '0'],
    ['7a', '7a'],
    ['12345678901234567890', '12345678901234567890'],
  ])('a contact id typed as %j is %j in the body', (typed, value) => {
    expect(parsed(withContactId({}, typed))).toEqual({ subscriberId: value });
  });

  test("a value that isn't text is shown as JSON", () => {
    expect(textOf({ subscriberId: 7 }, 'subscriberId')).toBe('7');
    expect(textOf({ city: null }, 'city')).toBe('null');
    expect(textOf({}, 'city')).toBe('');
  });
});

describe('custom data', () => {
  const body = bodyOrNew('{"customData":{"order":"A1","count":2,"nested":{"a":1}}}');

  test('is shown row by row', () => {
    expect(customFields(body)).toEqual([
      { name: 'order', value: 'A1', was: 'A1' },
      { name: 'count', value: '2', was: 2 },
      { name: 'nested', value: '{"a":1}', was: { a: 1 } },
    ]);
    expect(customFields({ customData: [1] })).toEqual([]);
  });

  test('keeps untouched numbers and objects, and numbers that stay numbers', () => {
    const rows = customFields(body).map((row) => (row.name === 'count' ? { ...row, value: '3' } : row));
    expect(parsed(withCustomFields(body, rows))).toEqual({ customData: { order: 'A1', count: 3, nested: { a: 1 } } });
    expect(parsed(withCustomFields(body, [{ name: 'count', value: '03', was: 2 }]))).toEqual({ customData: { count: '03' } });
    expect(parsed(withCustomFields({}, [{ name: 'new', value: '7' }]))).toEqual({ customData: { new: '7' } });
  });

  test('keeps its types whatever was typed in between', () => {
    const rows = customFields(bodyOrNew('{"customData":{"qty":12,"paid":true,"price":12.5}}'));
    const typing = (row: number, part: object) => rows.map((one, at) => (at === row ? { ...one, ...part } : one));
    // While it is typed, a new name briefly equals another one.
    const passing = bodyOrNew(withCustomFields({}, [...rows, { name: 'qty', value: '' }]));
    expect(parsed(withCustomFields(passing, [...rows, { name: 'qty2', value: '' }]))).toMatchObject({
      customData: { qty: 12, paid: true },
    });
    const half = bodyOrNew(withCustomFields({}, typing(2, { value: '12.' })));
    expect(parsed(withCustomFields(half, typing(2, { value: '12.7' })))).toMatchObject({ customData: { price: 12.7 } });
    expect(parsed(withCustomFields({}, typing(0, { name: 'count' })))).toMatchObject({ customData: { count: 12 } });
  });

  test('is absent if no row has a name', () => {
    expect(withCustomFields(body, [{ name: '', value: 'x' }])).toBe('');
  });
});

test.each(['Infinity', '-Infinity', 'NaN', '1e999'])('%s in place of a number is sent as text', (value) => {
  const body = bodyOrNew('{"customData":{"limit":5}}');
  expect(parsed(withCustomFields(body, [{ name: 'limit', value, was: 5 }]))).toEqual({ customData: { limit: value } });
});

test("custom data that is not an object can't be edited as fields", () => {
  for (const custom of ['["one"]', '"text"', '7', 'null']) expect(takesCustomFields(bodyOrNew(`{"customData":${custom}}`))).toBe(false);
  expect(takesCustomFields(bodyOrNew('{"customData":{}}'))).toBe(true);
  expect(takesCustomFields({})).toBe(true);
});

test('fields that identify the contact lose invisible characters at their ends once typed, and nothing else changes', () => {
  const body = JSON.stringify(
    { customerKey: ' ck 1042\u200d', email: 'ada@example.com\u00a0', firstName: 'Ada ❤️ ', lastName: ' L ' },
    null,
    2,
  );
  const tidy = (['customerKey', 'email', 'firstName'] as const).reduce(withTidyName, body);
  expect(parsed(tidy)).toEqual({ customerKey: 'ck 1042', email: 'ada@example.com', firstName: 'Ada ❤️', lastName: ' L ' });
  expect(withTidyName(tidy, 'customerKey')).toBe(tidy);
  expect(withTidyName('{"customerKey":7}', 'customerKey')).toBe('{"customerKey":7}');
});

test.each([
  ['５１０４２', 51042],
  [' ٥١٠٤٢\u200e', 51042],
  ['5１', 51],
  ['５x', '５x'],
])('%j is read as a contact number: %j', (typed, subscriberId) => {
  expect(parsed(withContactId({}, typed))).toEqual({ subscriberId });
});
