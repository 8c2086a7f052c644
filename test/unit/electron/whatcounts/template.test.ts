import { describe, expect, test } from 'vitest';
import { readTemplate, templatePath } from '../../../../electron/whatcounts/template.ts';

const response = (body: unknown, truncated = false) => ({
  status: 200,
  headers: [],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  truncated,
});
const template = { id: 321, name: 'Delay', subject: 'Late', templateDataHtml: '<p>x</p>', templateDataPlaintext: 'x', deletedFlag: false };
const read = { id: 321, name: 'Delay', subject: 'Late', html: '<p>x</p>', plainText: 'x', deleted: false };

test('is read by its number', () => {
  expect(templatePath(321)).toBe('/rest/templates/321');
});

describe('readTemplate', () => {
  test.each([
    ['as it is documented', { ...template, templateFolderId: 0, permissionMask: '0', later: [1] }, read],
    ['an array of one', [template], read],
    ['numbers and flags as text', { ...template, id: '321', deletedFlag: 'true' }, { ...read, deleted: true }],
    ['a flag that says no as text', { ...template, deletedFlag: 'false' }, read],
    ['a flag that says nothing', { ...template, deletedFlag: 'maybe' }, read],
    ['fields that were never set', { id: 5, subject: '' }, { id: 5, name: '', subject: '', html: null, plainText: null, deleted: false }],
    ['blank and odd ones', { ...template, templateDataHtml: ' ', templateDataPlaintext: 7 }, { ...read, html: null, plainText: null }],
    [
      'texts of nothing but spaces',
      { ...template, templateDataHtml: ' \n', templateDataPlaintext: ' \n' },
      { ...read, html: null, plainText: null },
    ],
    [
      'spaces around a text',
      { ...template, templateDataHtml: ' <p> ', templateDataPlaintext: ' x ' },
      { ...read, html: ' <p> ', plainText: ' x ' },
    ],
    ['no number', { ...template, id: {} }, { ...read, id: null }],
  ])('reads %s', (_, body, expected) => {
    expect(readTemplate(response(body))).toEqual(expected);
  });

  test.each([
    ['an error', { error: 'Template Not Found', status: 'Not Found', statusCode: 404, subject: 'x' }],
    ['a page', '<html>Down</html>'],
    ['nothing', ''],
    ['several', [template, template]],
    ['none', []],
    ['something else', { listId: 1, listName: 'Orders' }],
    ['a bare number', 0],
    ['null', null],
  ])('%s is no template', (_, body) => {
    expect(readTemplate(response(body))).toBeNull();
  });

  test('a truncated body is no template', () => {
    expect(readTemplate(response(template, true))).toBeNull();
  });
});
