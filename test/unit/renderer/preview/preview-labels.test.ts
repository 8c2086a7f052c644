import { expect, test } from 'vitest';
import type { ReadyPreview } from '../../../../electron/shared/ipc/contract.ts';
import { imagesText, missingPart, proxyText } from '../../../../renderer/preview/preview-labels.ts';

const ready = (count: number, leftOut = '', html: ReadyPreview['html'] = { url: '', cutText: '' }, byProxy = false) =>
  ({ html, images: { count, leftOut, byProxy } }) as ReadyPreview;

test.each([
  [ready(0), 'No images to load.'],
  [ready(0, 'Not loaded in any case: 1 without https.'), ''],
  [ready(0, '', null), ''],
  [ready(1), '1 image is not loaded. Loading tells its server that someone viewed the message.'],
  [ready(4), '4 images are not loaded. Loading tells their servers that someone viewed the message.'],
])('images are announced before they are loaded (%#)', (preview, expected) => {
  expect(imagesText(preview)).toBe(expected);
});

test('a proxy is mentioned if it would resolve the names of servers', () => {
  const preview = (count: number, byProxy: boolean): ReadyPreview => ready(count, '', null, byProxy);
  expect([preview(2, false), preview(0, true), preview(2, true)].map(proxyText)).toEqual([
    '',
    '',
    "Your proxy resolves the servers' names, so Keypost asks it for public names only.",
  ]);
});

test('a missing part is described for the chosen format', () => {
  expect(missingPart('html', 2)).toMatchObject({
    title: 'This template has no HTML',
    text: expect.stringMatching(/^A message in HTML was chosen: .* not documented/) as unknown,
  });
  expect(missingPart('text', 99).text).toMatch(/^A message in both forms was chosen/);
});
