import { expect, it } from 'vitest';
import { notReadText } from '../../../../electron/catalog/catalog-text.ts';
import { wireResponse } from '../whatcounts/responses.ts';

const text = (status: number, truncated: boolean) =>
  notReadText('templates', 'mail.acme.example', { ok: false, kind: 'answered', response: wireResponse('[', { status, truncated }) });

it('reports a page that was too large', () => {
  expect(text(200, true)).toBe("The templates couldn't be read. A page of them has more than 64 MB. Type the name.");
  expect(text(200, false)).toBe("The templates couldn't be read. mail.acme.example responded, but not with templates (200).");
  expect(text(500, true)).toContain('(500)');
});

it.each([
  [404, 'text/html', true],
  [404, 'application/json', true],
  [400, 'application/json', true],
  [405, 'application/json', true],
  [400, 'text/html', false],
  [403, 'text/html', false],
])('after %i as %s, although the lists could be read, reports that the realm does not list its templates: %s', (status, type, none) => {
  const response = wireResponse('', { status, headers: [['Content-Type', type]] });
  const sentence = notReadText('templates', 'mail.acme.example', { ok: false, kind: 'answered', response });
  expect(sentence.startsWith("This realm doesn't list its templates")).toBe(none);
  expect(notReadText('lists', 'mail.acme.example', { ok: false, kind: 'answered', response })).toMatch(/^The lists couldn't be read\. /);
});
