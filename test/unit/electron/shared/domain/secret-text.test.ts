import { describe, expect, test } from 'vitest';
import { secretHint, secretNote, secretRefusal } from '../../../../../electron/shared/domain/secret-text.ts';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';
import { codeOf, hiddenCodePoints } from '../base/hidden-code-points.ts';

const noteOf = (secret: string): string => {
  const note = secretNote(secret);
  return note === null ? '' : textOf(note.text);
};

describe('an invisible character in a secret', () => {
  test.each([
    ['correct horse ', "This ends with a space. It's saved exactly as typed.", 'correct horse'],
    ['  correct horse', "This begins with a space. It's saved exactly as typed.", 'correct horse'],
    [
      '\u00a0correct horse ',
      "This begins and ends with a no-break space (U+00A0) and a space. It's saved exactly as typed.",
      'correct horse',
    ],
    ['correct\u200bhorse', "This has a zero width space (U+200B) inside. It's saved exactly as typed.", 'correcthorse'],
    ['pass\ufffc', "This ends with an object replacement character (U+FFFC). It's saved exactly as typed.", 'pass'],
    ['pa\u0378ss', "This has an unassigned character (U+0378) inside. It's saved exactly as typed.", 'pass'],
    ['   ', "This ends with a space. It's saved exactly as typed.", ''],
  ])('is pointed out: %j', (secret, text, without) => {
    expect(noteOf(secret)).toBe(text);
    expect(secretNote(secret)?.without).toBe(without);
  });

  test.each(['', 'correct horse', 'pässwörd 🎉', 'a'])('has no note: %j', (secret) => {
    expect(secretNote(secret)).toBeNull();
    expect(secretRefusal(secret)).toBeNull();
  });

  test('is pointed out or refused in any position, and no text quotes the secret', () => {
    for (const character of hiddenCodePoints) {
      for (const secret of [`${character}horse`, `horse${character}`, `ho${character}rse`]) {
        const refusal = secretRefusal(secret);
        const text = refusal === null ? noteOf(secret) : textOf(refusal);
        expect(text).toContain(codeOf(character));
        expect(text).not.toMatch(/horse|rse\b/);
        if (refusal === null) expect(secretNote(secret)?.without).toBe('horse');
      }
    }
  });
});

describe('a secret too short to be redacted', () => {
  const short = "This has fewer than 6 characters. If a server sends it back, Keypost can't reliably keep it out of the log.";

  test.each(['a', '0', 'abcde', 'päßwö', '🐎🐎🐎🐎🐎', 'ab de'])('is pointed out, and can be saved: %j', (secret) => {
    const hint = secretHint(secret);
    expect(hint && textOf(hint)).toBe(short);
    expect(secretRefusal(secret)).toBeNull();
  });

  test.each(['', 'abcdef', '🐎🐎🐎🐎🐎🐎', 'correct horse'])('has no note: %j', (secret) => {
    expect(secretHint(secret)).toBeNull();
  });

  test('is not pointed out if it is refused', () => {
    expect(secretHint('ab\u0000')).toBeNull();
  });
});
