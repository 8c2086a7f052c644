import { describe, expect, it } from 'vitest';
import { prettyJson, sizeText } from '../../../../../renderer/log/entry/pretty-body.ts';

describe('prettyJson', () => {
  it('lays out objects and lists', () => {
    expect(prettyJson('{"a":[1,{"b":null}],"c":"x"}')).toBe('{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": "x"\n}');
  });

  it('keeps empty objects and lists on one line', () => {
    expect(prettyJson('{"a":[],"b":{ }}')).toBe('{\n  "a": [],\n  "b": {}\n}');
  });

  it('keeps numbers, escapes and repeated names unchanged', () => {
    const pretty = prettyJson('{"id":12345678901234567890,"v":1.0,"e":"\\u00e4\\"}{","id":1e400}');
    expect(pretty).toContain('"id": 12345678901234567890');
    expect(pretty).toContain('"v": 1.0');
    expect(pretty).toContain('"e": "\\u00e4\\"}{"');
    expect(pretty).toContain('"id": 1e400');
  });

  it.each(['0', '', 'Subscriber Not Found', '<html>', '{"cut":', '"text"', 'null'])('returns null for %j', (text) => {
    expect(prettyJson(text)).toBeNull();
  });

  it('returns null for JSON that is formatted already', () => {
    const once = prettyJson('{"a":[1,2]}') ?? '';
    expect(prettyJson(once)).toBeNull();
  });
});

describe('sizeText', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [262_144, '256.0 KiB'],
  ])('formats %i', (bytes, expected) => {
    expect(sizeText(bytes)).toBe(expected);
  });
});
