import { domainToASCII, domainToUnicode } from 'node:url';
import { describe, expect, it } from 'vitest';
import { foldLookAlikesAndAccents, foldLookAlikes } from '../../../../../electron/shared/base/fold-look-alikes.ts';
import { Seeded } from '../../../../bench/seeded.ts';
import { hiddenCodePoints } from './hidden-code-points.ts';

describe('foldLookAlikes', () => {
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
    ['ck1042', 'ck\ufffc10\u{e0fff}42'],
    ['AB-1042', 'ab\u20101042'],
    ['AB-1042', 'AB\u20111042'],
    ['AB-1042', 'AB\u22121042'],
    ['AB-1042', 'AB–1042'],
    ['AB-1042', 'AB－1042'],
    ["O'Neil/7", 'o’neil∕7'],
    ['ada@exämple.de', 'ADA@xn--exmple-cua.de'],
    ['ada@exämple.de', 'ada@XN--EXMPLE-CUA.DE'],
    ['ada@mail.bücher.example', 'ada@mail.xn--bcher-kva.example'],
    ['ada@аррӏе.com', 'ada@xn--80ak6aa92e.com'],
  ])('treats %j and %j as the same', (one, other) => {
    expect(foldLookAlikes(one)).toBe(foldLookAlikes(other));
  });

  it.each([
    ['Acme 1', 'Acme 2'],
    ['ck1042', 'ck 1042'],
    ['müller', 'muller'],
    ['O0', '0O'],
    ['exämple.de', 'xn--exmple-cua.de'],
    ['ada@exämple.de', 'ada@exämple.xn--cua'],
    ['xn--exmple-cua@a.de', 'exämple@a.de'],
    ['ada@xn--exmple-cua.de', 'ada@exmple.de'],
    ['', 'a'],
  ])('treats %j and %j as different', (one, other) => {
    expect(foldLookAlikes(one)).not.toBe(foldLookAlikes(other));
  });

  // Unassigned code points have neither case nor another spelling.
  it('treats every assigned character like its upper case, lower case, decomposed and folded forms', { timeout: 60_000 }, () => {
    const missed: string[] = [];
    for (let code = 1; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (/[\p{Cn}\p{Co}\p{Cs}]/u.test(character)) continue;
      const one = `a${character}b`;
      const folded = foldLookAlikes(one);
      const others = [one.toUpperCase(), one.toLowerCase(), one.normalize('NFD'), one.toUpperCase().normalize('NFD'), folded];
      if (others.some((other) => foldLookAlikes(other) !== folded)) missed.push(one);
    }
    expect(missed).toEqual([]);
  });

  it('treats a domain and its Punycode as the same, whatever its letters, and folding again changes nothing', () => {
    const seeded = new Seeded(17);
    const letters = Array.from('abcz019-äßéüğŁжыЖїёαωΣאבعربनमकไทย中文한글𠮷');
    for (let n = 0; n < 5000; n++) {
      const label = `k${Array.from({ length: seeded.whole(1, 12) }, () => seeded.pick(letters)).join('')}k`;
      const ascii = domainToASCII(`${label}.example`);
      // Names that browsers refuse can't be domains.
      if (ascii === '') continue;
      const [one, other] = [foldLookAlikes(`ada@${domainToUnicode(ascii)}`), foldLookAlikes(`Ada@${ascii.toUpperCase()}`)];
      expect(other).toBe(one);
      expect(foldLookAlikes(one)).toBe(one);
    }
    for (let n = 0; n < 20_000; n++) {
      const code = Array.from({ length: seeded.whole(1, 9) }, () => seeded.pick(Array.from('abckmnxz019-'))).join('');
      const folded = foldLookAlikes(`ada@xn--${code}.de`);
      expect(foldLookAlikes(folded)).toBe(folded);
    }
  });

  it('is fast for a long text with an address in it', () => {
    const long = 'xn--a.'.repeat(40_000);
    const before = performance.now();
    expect(foldLookAlikes(`ada@${long}`)).toHaveLength(4 + long.length);
    expect(foldLookAlikes(`ada@${'é'.repeat(200_000)}xn--${'a'.repeat(50_000)}`)).toContain('xn--');
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('removes every invisible character in any position', () => {
    const missed = hiddenCodePoints.filter((character) => {
      const inside = /[\p{White_Space}\u2800\u{13441}\u{13442}]/u.test(character) ? 'ck 1042' : 'ck1042';
      return (
        foldLookAlikes(`${character}ck1042`) !== 'ck1042' ||
        foldLookAlikes(`ck1042${character}`) !== 'ck1042' ||
        // A control character inside is no text, so either result is fine.
        (!/\p{Cc}/u.test(character) && foldLookAlikes(`ck${character}1042`) !== inside)
      );
    });
    expect(missed).toEqual([]);
  });
});

describe('foldLookAlikesAndAccents', () => {
  it('removes accents as well', () => {
    expect(foldLookAlikesAndAccents('Kündigungen')).toBe(foldLookAlikesAndAccents('KUNDIGUNGEN'));
  });
});
