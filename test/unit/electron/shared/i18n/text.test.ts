import { expect, test } from 'vitest';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';

test('a code and its parameters make the sentence', () => {
  const text = { code: 'send.stillSending', params: { current: 'ck1042', next: 'ck1043' } } as const;
  expect(textOf(text)).toBe("Still sending to ck1042. ck1043 stays here: press Enter when it's done.");
});
