import { describe, expect, it } from 'vitest';
import { foldName, hasControl, hasControlBesideLines } from '../../../../electron/settings/typed-text.ts';

describe('hasControl', () => {
  it.each(['a\nb', 'a\r', '\tb', 'a\0', 'a\u007f', 'a\u0085', 'half \ud83d', 'a\u202eb', 'a\u200bb', 'a\u00adb', '\ufeffa'])(
    'finds it in %j',
    (text) => {
      expect(hasControl(text)).toBe(true);
    },
  );
  it.each(['', 'plain', 'Größe 🙂', 'a b', '👩‍👩‍👧', 'نمی\u200cخواهم'])('finds none in %j', (text) => {
    expect(hasControl(text)).toBe(false);
  });
});

describe('hasControlBesideLines', () => {
  it('lets lines and tabs through, and nothing else', () => {
    expect(hasControlBesideLines('one\r\n\ttwo')).toBe(false);
    expect(hasControlBesideLines('one\u0007')).toBe(true);
    expect(hasControlBesideLines('half \ude42')).toBe(true);
  });
});

describe('foldName', () => {
  it.each([
    ['Acme', ' ACME '],
    ['Straße', 'STRASSE'],
    ['Caf\u00e9', 'CAFE\u0301'],
  ])('takes %j and %j for one', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });
  it('takes every character for one with itself in capitals, in small letters and taken apart', () => {
    const missed: string[] = [];
    for (let code = 1; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const one = `a${String.fromCodePoint(code)}b`;
      const others = [one.toUpperCase(), one.toLowerCase(), one.normalize('NFD'), one.toUpperCase().normalize('NFD')];
      if (others.some((other) => foldName(other) !== foldName(one))) missed.push(one);
    }
    expect(missed).toEqual([]);
  });
  it('keeps different names apart', () => {
    expect(foldName('Acme 1')).not.toBe(foldName('Acme 2'));
  });
});
