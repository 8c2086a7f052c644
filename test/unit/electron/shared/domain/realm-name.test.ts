import { describe, expect, test } from 'vitest';
import { matchName, parseRealmName } from '../../../../../electron/shared/domain/realm-name.ts';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';

const known = ['Orders', 'Shipping\u00a0delay', 'Family 👩‍👩‍👧', 'Thanks ❤️', 'Notices', 'notices', ' Odd  ends ', 'Line\u2028break'].map(
  (name) => ({ name }),
);

describe('a typed name', () => {
  test.each([
    ['Orders', 'same', 'Orders'],
    [' Orders ', 'same', 'Orders'],
    ['orders', 'alike', 'Orders'],
    ['Shipping delay', 'alike', 'Shipping\u00a0delay'],
    ['Shipping\u00a0delay', 'same', 'Shipping\u00a0delay'],
    ['SHIPPING\u2009delay\u200c', 'alike', 'Shipping\u00a0delay'],
    ['Family 👩👩👧', 'alike', 'Family 👩‍👩‍👧'],
    ['Thanks ❤', 'alike', 'Thanks ❤️'],
    ['Notices', 'same', 'Notices'],
    ['notices', 'same', 'notices'],
    ['Odd ends', 'alike', ' Odd  ends '],
    ['Line break', 'alike', 'Line\u2028break'],
    ['Line\u2028break', 'same', 'Line\u2028break'],
  ])('%j is %s: %j', (typed, kind, name) => {
    expect(matchName(typed, known)).toEqual({ kind, name });
    expect(parseRealmName(typed, known)).toEqual({ value: name });
  });

  test('that looks like several is refused, and each of them is offered', () => {
    expect(matchName('NOTICES', known)).toEqual({ kind: 'several', names: ['Notices', 'notices'] });
    const taken = parseRealmName('NOTICES', known);
    if (!('text' in taken)) throw new Error('was taken');
    expect(taken.fixes.map(({ value }) => value)).toEqual(['Notices', 'notices']);
    const alike = parseRealmName('VIP orders', [{ name: 'VIP\u00a0orders' }, { name: 'VIP\u2009orders' }]);
    expect('text' in alike ? alike.fixes.map(({ label }) => textOf(label)) : []).toEqual([
      'Use “VIP\u00a0orders” with a no-break space (U+00A0) after “VIP”',
      'Use “VIP\u2009orders” with a thin space (U+2009) after “VIP”',
    ]);
  });

  test.each(['Refunds', 'Other 👩‍👧', 'Other\u00a0one'])('that is unknown is sent unchanged: %j', (typed) => {
    expect(matchName(typed, known)).toEqual({ kind: 'none' });
    expect(parseRealmName(` ${typed} `, [])).toEqual({ value: typed });
  });

  test.each(['Ref\u200bunds', 'Ref\u202eunds', 'Ref\u2028unds', 'a\u200db'])(
    'that is not known and hides something is refused: %j',
    (typed) => {
      const taken = parseRealmName(typed, known);
      expect('text' in taken ? taken.fixes[0]?.value : taken).toBe(typed.replace(/[\u200b\u202e\u2028\u200d]/, ''));
    },
  );

  test('that is empty matches nothing, not even an invisible name', () => {
    for (const typed of ['', ' ', '\u200b']) expect(matchName(typed, [{ name: '\u200b\u200b' }, { name: '' }])).toEqual({ kind: 'none' });
  });
});
