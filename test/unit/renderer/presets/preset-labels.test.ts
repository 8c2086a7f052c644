import { expect, it } from 'vitest';
import { elsewhereText, missingReferenceText } from '../../../../renderer/presets/preset-labels.ts';

it("lists errors of fields that the dialog doesn't have, in the order of the form", () => {
  const errors = { template: 'Type the name of the template.', name: 'Give it a name.', list: 'Type the name of the list.' };
  expect(elsewhereText(errors)).toBe('List: Type the name of the list. Template: Type the name of the template.');
  expect(elsewhereText({ name: 'Give it a name.' })).toBe('');
});

it.each([
  [undefined, ''],
  [{ presetId: 'p', list: true, template: false }, 'List gone'],
  [{ presetId: 'p', list: false, template: true }, 'Template gone'],
  [{ presetId: 'p', list: true, template: true }, 'List and template gone'],
])('%o gives %j', (gone, expected) => {
  expect(missingReferenceText(gone)).toBe(expected);
});
