import { expect, test } from 'vitest';
import { imageLimits, loadImages } from '../../../../electron/preview/load-images.ts';
import type { Transport, WireRequest, WireResult } from '../../../../electron/net/transport.ts';

const signal = new AbortController().signal;
const response = (status: number, headers: [string, string][], body = 'png'): WireResult => ({
  kind: 'response',
  status,
  headers,
  body: Buffer.from(body, 'latin1'),
  truncated: false,
  durationMs: 1,
});
const bytes = (beginning: string): Buffer => Buffer.from(beginning, 'latin1');
const picture = '\x89PNG\r\n\x1a\n';
const png = (body = ''): WireResult => response(200, [['content-type', 'Image/PNG; q=1']], picture + body);

/** A network with a fixed response for each address. */
function network(responses: Record<string, WireResult>): { transport: Transport; asked: WireRequest[] } {
  const asked: WireRequest[] = [];
  const exchange: Transport['exchange'] = (request) => {
    asked.push(request);
    return Promise.resolve(responses[request.url] ?? response(404, []));
  };
  return { transport: { exchange }, asked };
}
/** A host that the transport must not connect to. */
const notAllowed = (code: 'connection.notPublic' | 'connection.localName'): WireResult => ({
  kind: 'failed',
  sent: 'no',
  cause: 'unreachable',
  problem: { code, params: {} },
  detail: '',
  partial: null,
  durationMs: 1,
});

test('an image is requested without anything that identifies the user', async () => {
  const { transport, asked } = network({ 'https://a.example/1.png?x=1': png() });
  const { images, missing } = await loadImages(['https://a.example/1.png?x=1#part'], { transport, signal });
  expect(images).toEqual([{ type: 'image/png', bytes: bytes(picture) }]);
  expect(missing.size).toBe(0);
  expect(asked).toEqual([
    {
      method: 'GET',
      url: 'https://a.example/1.png?x=1',
      headers: [
        ['Host', 'a.example'],
        ['Accept', 'image/png, image/jpeg, image/gif, image/webp, image/bmp, image/avif'],
        ['Connection', 'close'],
      ],
      secrets: { typed: [], base64: [] },
    },
  ]);
});

const to = (location: string): WireResult => response(302, [['Location', location]]);
test.each([
  ['svg', response(200, [['Content-Type', 'image/svg+xml']]), 'noImage'],
  ['a page', response(200, [['Content-Type', 'text/html']]), 'noImage'],
  ['no type', response(200, []), 'noImage'],
  ['an error with an image', response(500, [['Content-Type', 'image/png']]), 'refused'],
  ['too much', { ...png(), truncated: true }, 'tooLarge'],
  ['a way to plain http', to('http://a.example/2.png'), 'notHttps'],
  ['a way to a file', to('file:///etc/passwd'), 'notHttps'],
  ['a private address', notAllowed('connection.notPublic'), 'notPublic'],
  ['a name that is not public', notAllowed('connection.localName'), 'localName'],
  ['a page that says it is an image', response(200, [['Content-Type', 'image/png']], '<!doctype html><script>1</script>'), 'noImage'],
  [
    'an SVG that says it is an image',
    response(200, [['Content-Type', 'image/png']], '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'noImage',
  ],
  ['an image that says it is a page', response(200, [['Content-Type', 'text/html']], picture), 'noImage'],
  ['nothing', response(200, [['Content-Type', 'image/png']], ''), 'noImage'],
  ['a way in a circle', to('https://a.example/1.png'), 'refused'],
  ['a way to nowhere', to('https://'), 'refused'],
  ['no response', { kind: 'failed', sent: 'no', cause: 'dns', detail: '', partial: null, durationMs: 1 }, 'unreached'],
  ['a late one', { kind: 'failed', sent: 'maybe', cause: 'timeout', detail: '', partial: null, durationMs: 1 }, 'late'],
] as [string, WireResult, string][])('%s is no image', async (_, given, why) => {
  const { transport, asked } = network({ 'https://a.example/1.png': given });
  const { images, missing } = await loadImages(['https://a.example/1.png'], { transport, signal });
  expect([images, Object.fromEntries(missing)]).toEqual([[null], { [why]: 1 }]);
  expect(asked.every(({ url }) => url.startsWith('https://a.example/'))).toBe(true);
});

test('a redirect to another public host is followed', async () => {
  const { transport, asked } = network({ 'https://a.example/1.png': to('//b.example./2.png#x'), 'https://b.example/2.png': png('two') });
  const { images, missing } = await loadImages(['https://a.example./1.png'], { transport, signal });
  expect(images).toEqual([{ type: 'image/png', bytes: bytes(`${picture}two`) }]);
  expect(missing.size).toBe(0);
  expect(asked.map(({ url }) => url)).toEqual(['https://a.example/1.png', 'https://b.example/2.png']);
});

test('the type of an image is determined by its bytes', async () => {
  const { transport } = network({ 'https://a.example/1': response(200, [['content-type', 'image/png']], 'GIF89a') });
  expect((await loadImages(['https://a.example/1'], { transport, signal })).images).toEqual([
    { type: 'image/gif', bytes: bytes('GIF89a') },
  ]);
});

test('all images together have a limit', async () => {
  const large = png('x'.repeat(imageLimits.oneBytes - picture.length));
  const urls = Array.from({ length: 8 }, (_, number) => `https://a.example/${number}`);
  const { transport } = network(Object.fromEntries(urls.map((url) => [url, large])));
  const { images, missing } = await loadImages(urls, { transport, signal });
  expect(images.filter((image) => image !== null)).toHaveLength(imageLimits.allBytes / imageLimits.oneBytes);
  expect(missing.get('tooLarge')).toBe(3);
});

test('a closed preview requests no more images', async () => {
  const { transport, asked } = network({});
  const { missing } = await loadImages(['https://a.example/1'], { transport, signal: AbortSignal.abort() });
  expect([asked.length, missing.get('late')]).toEqual([0, 1]);
});
