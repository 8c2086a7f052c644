import { describe, expect, test } from 'vitest';
import { secretNote, secretRefusal } from '../../../../../electron/shared/domain/secret-text.ts';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';
import { codeOf, hiddenCodePoints } from '../base/hidden-code-points.ts';

const said = (secret: string): string => {
  const note = secretNote(secret);
  return note === null ? '' : textOf(note.text);
};

describe('what nobody sees in a secret', () => {
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
  ])('is pointed out: %j', (secret, words, without) => {
    expect(said(secret)).toBe(words);
    expect(secretNote(secret)?.without).toBe(without);
  });

  test.each(['', 'correct horse', 'pässwörd 🎉', 'a'])('nothing is said of %j', (secret) => {
    expect(secretNote(secret)).toBeNull();
    expect(secretRefusal(secret)).toBeNull();
  });

  test('is pointed out or refused wherever it stands, and no message quotes the secret', () => {
    for (const character of hiddenCodePoints) {
      for (const secret of [`${character}horse`, `horse${character}`, `ho${character}rse`]) {
        const refusal = secretRefusal(secret);
        const words = refusal === null ? said(secret) : textOf(refusal);
        expect(words).toContain(codeOf(character));
        expect(words).not.toMatch(/horse|rse\b/);
        if (refusal === null) expect(secretNote(secret)?.without).toBe('horse');
      }
    }
  });
});
