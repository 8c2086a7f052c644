import { describe, expect, it, test } from 'vitest';
import { characterName } from '../../../../../electron/shared/base/character-name.ts';
import { hiddenIn, trimHidden, withoutHidden } from '../../../../../electron/shared/base/hidden-characters.ts';
import { allCodePoints, codeOf, hiddenCodePoints } from './hidden-code-points.ts';

const isPictographic = (character: string): boolean => /\p{Extended_Pictographic}/u.test(character);

describe('in a key, an address or a login name', () => {
  it('finds every hidden character inside, at its position, and removes every one at the ends', () => {
    const missed = hiddenCodePoints.filter((character) => {
      const [found, ...others] = hiddenIn(`🎉k${character}1`, 'exact');
      return (
        others.length > 0 ||
        found?.character !== character ||
        found.place !== 3 ||
        found.index !== 3 ||
        trimHidden(`${character} k1${character}`, 'exact') !== 'k1' ||
        withoutHidden(`k${character}1`, 'exact') !== 'k1'
      );
    });
    expect(missed.map(codeOf)).toEqual([]);
  });

  it('has a name and the number for each of them', () => {
    for (const character of hiddenCodePoints)
      expect(characterName(character)).toMatch(new RegExp(`^\\w[^\\0]+ \\(U\\+${codeOf(character).slice(2)}\\)$`));
    expect(characterName('\u200c')).toBe('zero width non-joiner (U+200C)');
    expect(characterName('\u{e0041}')).toBe('tag character A (U+E0041)');
    expect(characterName('\u{e0100}')).toBe('variation selector-17 (U+E0100)');
  });

  it('finds unassigned code points, and keeps them at the ends, to be refused', () => {
    const missed = allCodePoints.filter((character) => {
      if (!/(?!\p{Default_Ignorable_Code_Point})\p{Cn}/u.test(character)) return false;
      // After the first planes nearly all code points are unassigned, so a sample is enough.
      if ((character.codePointAt(0) ?? 0) > 0x1ffff && (character.codePointAt(0) ?? 0) % 64 < 62) return false;
      const rules = ['exact', 'name', 'prose'] as const;
      // Code points reserved for emoji may be in a newer font already.
      const isFound = rules.every(
        (rule) => hiddenIn(`a${character}b`, rule).length === 1 || (rule !== 'exact' && isPictographic(character)),
      );
      return !isFound || trimHidden(`${character}a`, 'exact') !== `${character}a` || !/^[a-z]/.test(characterName(character));
    });
    expect(missed.map(codeOf)).toEqual([]);
  });

  it.each(['half \ud83d', '\ude42b', 'a\ufffeb', '\u{1ffff}b'])('finds noncharacters: %j', (text) => {
    expect(hiddenIn(`k${text}k`, 'exact')).toMatchObject([{ kind: 'control' }]);
    // A part of the text is missing there, so it isn't removed at an end either.
    expect(trimHidden(text, 'exact')).toBe(text);
  });

  it.each(['plain', 'a b', 'Größe 🙂', 'Ünïcödé', '日本語', '', 'e\u0301', '\ue000'])('finds nothing in %j', (text) => {
    expect(hiddenIn(text, 'exact')).toEqual([]);
  });
});

describe('in names and other text', () => {
  test.each([
    '👩‍👩‍👧',
    'Thanks ❤️',
    '1️⃣ first',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'نمی\u200cخواهم',
    'क्\u200dष',
    '邊\u{e0100}',
  ])('emoji and scripts keep the characters that they need: %j', (text) => {
    for (const rule of ['name', 'prose'] as const) {
      expect(hiddenIn(text, rule)).toEqual([]);
      expect(trimHidden(` ${text}\u00a0`, rule)).toBe(text);
    }
    expect(hiddenIn(text, 'exact').length).toBeGreaterThan(0);
  });

  test.each(['a\u200db', 'ck1\ufe0f2', 'a\u202eb', 'a\u{e0041}b', 'a\u200bb', 'so\u00adft', 'a\u200c\u200cb', '\u0646\u200c1'])(
    'and nothing else: %j',
    (text) => {
      expect(hiddenIn(text, 'name').length).toBeGreaterThan(0);
      expect(hiddenIn(text, 'prose').length).toBeGreaterThan(0);
    },
  );

  test('every kind of space on one line is allowed in prose, and only the ordinary one in a name', () => {
    expect(hiddenIn('10\u00a0€\u2009x', 'prose')).toEqual([]);
    expect(hiddenIn('Ada\u00a0L', 'name')).toMatchObject([{ kind: 'blank', place: 4 }]);
    expect(hiddenIn('a\u2028b', 'prose')).toMatchObject([{ kind: 'control' }]);
  });
});

test('look-alike spaces can be replaced by ordinary ones', () => {
  expect(withoutHidden('a\u00a0b\u200dc', 'exact', ' ')).toBe('a bc');
  expect(withoutHidden('a\u00a0👩‍👧\u200b', 'name', ' ')).toBe('a 👩‍👧');
});
