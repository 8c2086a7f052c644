import { describe, expect, it } from 'vitest';
import { prettyJson, sizeText } from '../../../../../renderer/log/entry/pretty-body.ts';

describe('prettyJson', () => {
  it('lays out objects and lists', () => {
    expect(prettyJson('{"a":[1,{"b":null}],"c":"x"}')).toBe('{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": "x"\n}');
  });

  it('keeps empty ones on one line', () => {
    expect(prettyJson('{"a":[],"b":{ }}')).toBe('{\n  "a": [],\n  "b": {}\n}');
  });

  it('changes no number, no escape and no repeated name', () => {
    const pretty = prettyJson('{"id":12345678901234567890,"v":1.0,"e":"\\u00e4\\"}{","id":1e400}');
    expect(pretty).toContain('"id": 12345678901234567890');
    expect(pretty).toContain('"v": 1.0');
    expect(pretty).toContain('"e": "\\u00e4\\"}{"');
    expect(pretty).toContain('"id": 1e400');
  });

  it.each(['0', '', 'Subscriber Not Found', '<html>', '{"cut":', '"text"', 'null'])('has nothing to lay out in %j', (text) => {
    expect(prettyJson(text)).toBeNull();
  });

  it('says nothing new about what is laid out already', () => {
    const once = prettyJson('{"a":[1,2]}') ?? '';
    expect(prettyJson(once)).toBeNull();
  });
});

describe('sizeWords', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [262_144, '256.0 KiB'],
  ])('words %i', (bytes, words) => {
    expect(sizeText(bytes)).toBe(words);
  });
});
