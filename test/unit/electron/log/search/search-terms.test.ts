import { expect, test } from 'vitest';
import { asPrefix, searchWords } from '../../../../../electron/log/search/search-terms.ts';

test.each([
  ['', []],
  ['  \t\n\u00a0', []],
  ['orders', ['orders']],
  ['  delay\tck1042\u00a0 ORDERS \n', ['delay', 'ck1042', 'ORDERS']],
  ['ck-10 Invoice/Receipt', ['ck-10', 'Invoice/Receipt']],
  ['twice twice', ['twice']],
  ['"', []],
  ['* ( ) : ^ - + " \' %', []],
  ['NEAR(a b, 2)', ['NEAR(a', 'b,', '2)']],
  ['a\u0000b', ['a', 'b']],
  ['🎉 Zoë ★', ['🎉', 'Zoë', '★']],
  ['確認 メール', ['確認', 'メール']],
  ['\ud800x', ['x']],
])('%j has the words %j', (search, terms) => {
  expect(searchWords(search)).toEqual(terms);
});

test('a word is quoted, whatever it contains, and is a prefix', () => {
  expect(asPrefix('ck-10')).toBe('"ck-10"*');
  expect(asPrefix('a"b OR c')).toBe('"a b OR c"*');
});
