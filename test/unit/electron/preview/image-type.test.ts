import { expect, test } from 'vitest';
import { imageTypeOf } from '../../../../electron/preview/image-type.ts';

const typeOf = (bytes: string): string | null => imageTypeOf(Buffer.from(bytes, 'latin1'));

test.each([
  ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a\x01\0'],
  ['image/webp', 'RIFF\n\0\0\0WEBPVP8 '],
  ['image/webp', 'RIFF\n\0\0\0WEBPVP8X'],
  ['image/bmp', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'],
  ['image/avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1'],
  ['image/avif', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'],
])('%s is recognized by its bytes', (type, bytes) => {
  expect(typeOf(bytes)).toBe(type);
});

test.each([
  '',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '\xef\xbb\xbf<?xml version="1.0"?><svg/>',
  '<!doctype html><script>1</script>',
  ' \x89PNG\r\n\x1a\n',
  '\x89PNG\n\x1a\n',
  'GIF8',
  'BM this is a text about bitmaps, and no picture',
  'RIFF\n\0\0\0WAVEfmt ',
  'RIFF\n\0\0\0WEBPabcd',
  '\0\0\0\x1cftypmp42\0\0\0\0isomavc1',
  '\0\0\0\x14ftypmif1\0\0\0\0heicavif',
  '%PDF-1.7',
  '\0\0\x01\0\x01\0',
])('bytes that begin with %j are not shown as an image', (bytes) => {
  expect(typeOf(bytes)).toBeNull();
});
