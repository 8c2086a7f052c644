import { describe, expect, it } from 'vitest';
import { templates, type PracticeTemplate } from '../../../../electron/practice/templates.ts';
import { starterPresets } from '../../../../electron/presets/starter-presets.ts';

const named = (name: string): PracticeTemplate => {
  const found = templates.find((template) => template.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('the templates', () => {
  it('are 21, with unique ids and names, in the order of the ids', () => {
    expect(templates.map(({ id }) => id)).toEqual(Array.from({ length: 21 }, (_, index) => 301 + index));
    expect(new Set(templates.map(({ name }) => name)).size).toBe(21);
  });

  it.each(['Order confirmation', 'Shipping delay', 'Invoice/Receipt', 'Rückerstattung'])(
    'include %s, which is in the documentation',
    (name) => {
      expect(named(name).subject).not.toBe('');
    },
  );

  it.each(templates)('$name has the same content as HTML and as plain text', ({ subject, templateDataPlaintext, templateDataHtml }) => {
    const paragraphs = templateDataPlaintext.split('\n\n');
    expect(paragraphs[0]).toBe('Dear %%$first%%,');
    expect(paragraphs.at(-1)).toContain('Northwind Supplies');
    expect(templateDataHtml).toContain(`<title>${subject}</title>`);
    for (const paragraph of paragraphs) expect(templateDataHtml).toContain(`<p>${paragraph}</p>`);
    expect(templateDataHtml.match(/<p>/g)).toHaveLength(paragraphs.length);
  });

  it.each(templates)('$name needs no escaping and fetches nothing', ({ subject, templateDataPlaintext, templateDataHtml }) => {
    expect(subject + templateDataPlaintext).not.toMatch(/[<>&]/);
    expect(templateDataHtml).not.toMatch(/https?:|src=|href=|<script/);
  });

  it('exist for every starter preset', () => {
    const names = new Set(templates.map(({ name }) => name));
    expect(starterPresets(0, () => 'p').filter(({ template }) => !names.has(template))).toEqual([]);
  });

  it('have date and mask in the documented form', () => {
    expect(named('Shipping delay')).toMatchObject({ createdDate: 'Mar 03, 2025 16:47:32 PM', permissionMask: '0', deletedFlag: false });
  });
});
