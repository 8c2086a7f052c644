import { expect, test } from 'vitest';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import { savedText } from '../../../../renderer/send/saved-text.ts';
import { aPreset } from '../presets/a-preset.ts';

const accounts = [
  { id: 'practice', name: 'Practice realm' },
  { id: 'acme', name: 'Acme production' },
];

test.each([
  [{}, {}, '“Shipping delay” is saved.'],
  [{}, { accountId: 'acme' }, '“Shipping delay” is saved, and moved from Practice realm to Acme production.'],
  [{ accountId: 'gone' }, {}, '“Shipping delay” is saved, and moved from an account that was removed to Practice realm.'],
  [{}, { list: 'Notices' }, '“Shipping delay” is saved, and moved from the list Orders to Notices.'],
  [
    {},
    { list: 'Notices', accountId: 'acme' },
    '“Shipping delay” is saved, and moved from Practice realm to Acme production and from the list Orders to Notices.',
  ],
])('%o saved as %o', (before, saved, sentence) => {
  expect(textOf(savedText(aPreset(before), aPreset(saved), accounts))).toBe(sentence);
});
