import { expect, test } from 'vitest';
import { asArray, jsonBody } from '../../../../electron/whatcounts/json-body.ts';
import { wireResponse } from './responses.ts';

test.each([
  ['plain', '{"a":[1]}', { a: [1] }],
  ['behind a byte order mark', '\ufeff{"a":[1]}', { a: [1] }],
  ['with the same character in a text', '{"a":"x\ufeffy"}', { a: 'x\ufeffy' }],
  ['null', 'null', null],
  ['with two byte order marks', '\ufeff\ufeff0', undefined],
  ['cut in the middle', '{"a":', undefined],
  ['no JSON', 'Sorry', undefined],
  ['nothing', '', undefined],
])('reads JSON: %s', (_, body, expected) => {
  expect(jsonBody(wireResponse(body))).toEqual(expected);
});

test('does not read truncated JSON', () => {
  expect(jsonBody(wireResponse('{}', { truncated: true }))).toBeUndefined();
  expect(jsonBody(wireResponse('', { body: new Uint8Array([0x22, 0xff, 0x22]) }))).toBeUndefined();
  expect(jsonBody(wireResponse('{}', { headers: [['Content-Type', 'application/json; charset=unheard-of']] }))).toBeUndefined();
});

test('treats one object as an array of one', () => {
  expect(asArray([1, 2])).toEqual([1, 2]);
  expect(asArray({ a: 1 })).toEqual([{ a: 1 }]);
});
