import { describe, expect, it } from 'vitest';
import { foldForFinding, foldText } from '../../../../../electron/shared/base/fold-text.ts';
import { hiddenCodePoints } from './hidden-code-points.ts';

describe('foldText', () => {
  it.each([
    ['Acme', ' ACME '],
    ['Straße', 'STRASSE'],
    ['Caf\u00e9', 'CAFE\u0301'],
    ['ΟΔΟΣ', 'οδος'],
    ['ck1042', 'ｃｋ１０４２'],
    ['ck1042', 'c\u200dk\u{e0041}1042\ufe0f'],
    ['ck1042', '\u3164ck1042\u2800'],
    ['ck 1042', 'ck\u00a0\u20091042'],
    ['ck 1042', 'ck\t 1042\n'],
    ['ck1042', '\u0441\u043a1042'],
    ['CK1042', '\u0421\u041a1042'],
  ])('takes %j and %j for one', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it.each([
    ['Acme 1', 'Acme 2'],
    ['ck1042', 'ck 1042'],
    ['müller', 'muller'],
    ['O0', '0O'],
    ['', 'a'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  // Unassigned code points have neither case nor another way to be written.
  it(
    'takes every assigned character for one with itself in capitals, in small letters, taken apart and folded',
    { timeout: 60_000 },
    () => {
      const missed: string[] = [];
      for (let code = 1; code <= 0x10ffff; code++) {
        const character = String.fromCodePoint(code);
        if (/[\p{Cn}\p{Co}\p{Cs}]/u.test(character)) continue;
        const one = `a${character}b`;
        const folded = foldText(one);
        const others = [one.toUpperCase(), one.toLowerCase(), one.normalize('NFD'), one.toUpperCase().normalize('NFD'), folded];
        if (others.some((other) => foldText(other) !== folded)) missed.push(one);
      }
      expect(missed).toEqual([]);
    },
  );

  it('leaves out every character that nobody sees, wherever it stands', () => {
    const missed = hiddenCodePoints.filter((character) => {
      const inside = /[\p{White_Space}\u2800\u{13441}\u{13442}]/u.test(character) ? 'ck 1042' : 'ck1042';
      return (
        foldText(`${character}ck1042`) !== 'ck1042' ||
        foldText(`ck1042${character}`) !== 'ck1042' ||
        // A control character inside is no text at all, so either may do.
        (!/\p{Cc}/u.test(character) && foldText(`ck${character}1042`) !== inside)
      );
    });
    expect(missed).toEqual([]);
  });
});

describe('foldForFinding', () => {
  it('leaves accents out as well', () => {
    expect(foldForFinding('Kündigungen')).toBe(foldForFinding('KUNDIGUNGEN'));
  });
});
