import { describe, expect, it } from 'vitest';
import { hasControl, hasControlBesideLines } from '../../../../electron/settings/typed-text.ts';

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
