import { expect, it } from 'vitest';
import { missingReferenceText } from '../../../../renderer/presets/missing-reference-text.ts';

it.each([
  [undefined, ''],
  [{ presetId: 'p', list: true, template: false }, 'List gone'],
  [{ presetId: 'p', list: false, template: true }, 'Template gone'],
  [{ presetId: 'p', list: true, template: true }, 'List and template gone'],
])('%o gives %j', (gone, expected) => {
  expect(missingReferenceText(gone)).toBe(expected);
});
