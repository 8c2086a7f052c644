import { expect, test } from 'vitest';
import { splitFields } from '../../../../../electron/shared/domain/merge-fields.ts';

const marked = (text: string): string[] =>
  splitFields(text)
    .filter(({ field }) => field)
    .map((piece) => piece.text);

test.each([
  ['Dear %%$first%%, order %%$order.no%%', ['%%$first%%', '%%$order.no%%']],
  ['bounce??EMAIL_REF??@mail.example', ['??EMAIL_REF??']],
  ['%%if $vip = "yes" then "Dear"%%', ['%%if $vip = "yes" then "Dear"%%']],
  ['100%% of %% 50 %%', []],
  ['why?? no?? ??x??', []],
  ['%%$a\nb%% %%$c', []],
  ['', []],
])('marks the merge fields in %j', (text, fields) => {
  expect(marked(text)).toEqual(fields);
  expect(
    splitFields(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});

test('a long text full of incomplete fields is parsed quickly', () => {
  const started = performance.now();
  expect(marked('%%$a\n'.repeat(250_000))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});
