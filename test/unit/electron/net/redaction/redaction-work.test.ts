/** The work of searching a text, counted instead of timed: it depends on the length alone, whatever the text. */
import { describe, expect, test } from 'vitest';
import { viewOfBytes } from '../../../../../electron/net/redaction/decode-bytes.ts';
import { PatternFinder, type OnMatch } from '../../../../../electron/net/redaction/pattern-finder.ts';
import { patternsOf } from '../../../../../electron/net/redaction/secret-patterns.ts';
import { SecretSearch } from '../../../../../electron/net/redaction/secret-search.ts';
import type { View } from '../../../../../electron/net/redaction/view.ts';
import { below, encodings, oneOf, ordinaryText, randomOf } from './echoes.ts';

/** Counts the searched texts and their code units. */
class CountingFinder extends PatternFinder {
  texts = 0;
  units = 0;

  override find(view: View, mark: OnMatch): void {
    this.texts += 1;
    this.units += view.length;
    super.find(view, mark);
  }
}

function workOf(bytes: Uint8Array): { texts: number; units: number; steps: number } {
  const secret = 'S\u00f6mmer2024!<x&"k>';
  const finder = new CountingFinder(patternsOf({ typed: [secret], base64: [Buffer.from(`acme:${secret}`).toString('base64')] }));
  let steps = 0;
  const search = new SecretSearch(finder).find(viewOfBytes(bytes), () => undefined, null);
  while (search.next().done !== true) steps += 1;
  return { texts: finder.texts, units: finder.units, steps };
}

const repeated =
  (text: string) =>
  (length: number): Buffer =>
    Buffer.alloc(length, text, 'latin1');
const wrapped =
  (encoding: 'base64' | 'hex', times: number) =>
  (length: number): Buffer => {
    let bytes = Buffer.alloc(length, 'a text with blanks, ');
    for (let time = 0; time < times; time++) bytes = Buffer.from(bytes.toString(encoding)).subarray(0, length);
    return bytes;
  };

const hostile: Readonly<Record<string, (length: number) => Buffer>> = {
  'percents of percents': repeated('%25'),
  'percents before a percent': repeated('%%%%25'),
  'percents of percents of percents': repeated('%252525'),
  'many levels of percent': (length) => Buffer.from(`%${'25'.repeat(length / 2)}`).subarray(0, length),
  ampersands: repeated('&'),
  'ampersands of ampersands': repeated('&amp;amp;'),
  'numbers without an end': (length) => Buffer.from(`&#${'1'.repeat(length)}`).subarray(0, length),
  'beginnings of numbers': repeated('&#x'),
  'numbers without semicolons': repeated('&#88'),
  'numbers before escapes': repeated('&#8%3&#8\\u003&#8%25&#8\\'),
  'beginnings of names': repeated('&abcdefghijklmnopqrstuvwxyzabcdef'),
  backslashes: repeated('\\'),
  'escapes of a backslash': repeated('\\u005c'),
  'braces without an end': repeated('\\u{0000000'),
  'all escapes in each other': repeated('&#37;5cu0026#92;'),
  'base64 of nothing': repeated('A'),
  'base64 of letters': repeated('YWJj'),
  'base64 four times over': wrapped('base64', 4),
  'hex of letters': repeated('61'),
  'hex four times over': wrapped('hex', 4),
  'digits that are both': repeated('0123456789abcdef'),
  'base64 of UTF-16': (length) => Buffer.from(Buffer.alloc(length, 'a\0b\0').toString('base64')).subarray(0, length),
  'hex of UTF-16': (length) => Buffer.from(Buffer.alloc(length, 'a\0b\0').toString('hex')).subarray(0, length),
  'UTF-16': repeated('a\0b\0'),
  'UTF-16 of UTF-16': repeated('a\0\0\0b\0\0\0'),
  'UTF-16 of UTF-16 of UTF-16, and once less': repeated('a\0\0\0\0\0\0\0b\0\0\0c\0\0\0'),
  zeros: repeated('\0'),
  'bytes that are no UTF-8': repeated('\xc3\xe2\x82\xf0'),
  'every byte': (length) => Buffer.from(Uint8Array.from({ length }, (_, at) => at & 255)),
  'the beginning of a secret': repeated('S\xc3\xb6mme'),
  'ordinary text': (length) => {
    const random = randomOf(7);
    const texts: Buffer[] = [];
    for (let size = 0; size < length;) size += texts[texts.push(ordinaryText(random)) - 1]?.length ?? length;
    return Buffer.concat(texts).subarray(0, length);
  },
};

/** The most units that are searched for each byte. Base64 is decoded from four offsets, UTF-16 from four, and all that three times over. */
const mostForEach = 32;
/** The most texts decoded from one: four levels of escapes, with and without backslashes, in each of four levels of encoded runs. */
const mostTexts = 4 * (1 + 3 * 4);

describe('the work for a text', () => {
  test.each(Object.entries(hostile))('is bounded for each of its bytes: %s', (_, make) => {
    for (const length of [512, 8 * 1024, 64 * 1024]) {
      const { texts, units, steps } = workOf(make(length));
      expect(units).toBeLessThanOrEqual(mostForEach * length);
      expect(texts).toBeLessThanOrEqual(mostTexts);
      expect(steps).toBeLessThanOrEqual(2 * mostTexts);
    }
  });

  test.each([1, 2, 3, 4, 5, 6])('is bounded for encoded mixtures of all these: seed %i', (seed) => {
    const random = randomOf(seed);
    for (let round = 0; round < 15; round++) {
      const parts = Array.from({ length: 12 }, () => oneOf(random, Object.values(hostile))(16 + below(random, 700)));
      let text = Buffer.concat(parts);
      for (let times = below(random, 4); times > 0; times--)
        text = Buffer.from(oneOf(random, Object.values(encodings))(text, random) ?? text);
      const { texts, units } = workOf(text);
      expect(units).toBeLessThanOrEqual(mostForEach * text.length);
      expect(texts).toBeLessThanOrEqual(mostTexts);
    }
  });
});
