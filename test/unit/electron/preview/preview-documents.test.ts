import { expect, test } from 'vitest';
import { PreviewDocuments } from '../../../../electron/preview/preview-documents.ts';

const html = Buffer.from('<p>x</p>');
const image = { type: 'image/png', bytes: Buffer.from('png') };

test('a message is served at an unguessable address, with a policy that forbids everything, until it is removed', () => {
  const documents = new PreviewDocuments('app://keypost');
  const address = documents.add({ html, text: null, images: null });
  expect(address).toMatch(/^preview:\/\/message\/[0-9a-f]{32}$/);
  expect(documents.add({ html, text: null, images: null })).not.toBe(address);
  expect(documents.file(`${address}/html`)).toEqual({
    bytes: html,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors app://keypost; sandbox ",
      'X-Content-Type-Options': 'nosniff',
      'X-DNS-Prefetch-Control': 'off',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
  documents.remove(address);
  expect(documents.file(`${address}/html`)).toBeNull();
});

test('its images are served when they were loaded, and only they are allowed', () => {
  const documents = new PreviewDocuments('app://keypost');
  const address = documents.add({ html, text: html, images: [null, image] });
  expect(documents.file(`${address}/text`)?.headers['Content-Security-Policy']).toContain(`img-src data: ${address}/image/;`);
  expect(documents.file(`${address}/image/1`)).toMatchObject({ bytes: image.bytes, headers: { 'Content-Type': 'image/png' } });
  expect(documents.file(`${address}/image/1`)?.headers['Content-Security-Policy']).toBe("default-src 'none'; sandbox");
});

test.each([
  '/',
  '',
  '/image/0',
  '/image/2',
  '/image/',
  '/image/-1',
  '/html/',
  '/html/x',
  '/images',
  '/constructor',
  '/html?x',
  '/image/1/html',
])('nothing is served at %j', (path) => {
  const documents = new PreviewDocuments('app://keypost');
  const address = documents.add({ html: null, text: null, images: [null, image] });
  expect(documents.file(`${address}${path}`)).toBeNull();
  expect(documents.file(`app://keypost${path}`)).toBeNull();
});
