import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../../../../electron/shared/base/json-fault.ts';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';
import { Seeded } from '../../../../bench/seeded.ts';

const said = (text: string): string => {
  const params = jsonFault(text);
  return params === null ? 'nothing' : textOf({ code: 'json.fault', params }).replace('Enter a valid JSON object: ', '');
};

describe('the position and the character are named', () => {
  it.each([
    ['{\n“customerKey”: "ck1"}', 'curly quote at line 2, column 1. Use straight double quotes (").'],
    ['{"customerKey": ”ck1”}', 'curly quote at line 1, column 17. Use straight double quotes (").'],
    ['{"customerKey": "ck1”}', 'curly quote at line 1, column 21. Use straight double quotes (").'],
    ['{"customerKey": "ck1”, "email": "a@b"}', 'curly quote at line 1, column 21. Use straight double quotes (").'],
    ['{"customerKey”: "ck1"}', 'curly quote at line 1, column 14. Use straight double quotes (").'],
    ["{'customerKey': 1}", 'single quote at line 1, column 2. Use straight double quotes (").'],
    ['{«a»: 1}', 'angle quote at line 1, column 2. Use straight double quotes (").'],
    ['{\r\n  customerKey: "ck1"\r\n}', 'a word without quotes at line 2, column 3. Put it into double quotes.'],
    ['{"a": ck1}', 'a word without quotes at line 1, column 7. Put it into double quotes.'],
    ['{"a": True}', 'a word without quotes at line 1, column 7. Put it into double quotes.'],
    ['{"a": nullify}', 'a word without quotes at line 1, column 7. Put it into double quotes.'],
    ['{"a": 1,\n}', 'a comma too many at line 1, column 8.'],
    ['{"a": [1,,2]}', 'a comma too many at line 1, column 10.'],
    ['{"a": 1\n "b": 2}', 'a comma is missing at line 2, column 2.'],
    ['{"a" 1}', 'a colon is missing at line 1, column 6.'],
    ['{1: 2}', 'a name in double quotes is missing at line 1, column 2.'],
    ['{"a": }', 'a value is missing at line 1, column 7.'],
    ['{"a": 1 // the key\n}', 'a comment at line 1, column 9. JSON has none: remove it.'],
    ['/* x */ {}', 'a comment at line 1, column 1. JSON has none: remove it.'],
    ['{"a": 01}', 'a number that JSON can’t have at line 1, column 7.'],
    ['{"a": +1}', 'a number that JSON can’t have at line 1, column 7.'],
    ['{"a": .5}', 'a number that JSON can’t have at line 1, column 7.'],
    ['{"a": 1.}', 'a number that JSON can’t have at line 1, column 7.'],
    ['{"a": "two\nlines"}', 'line break in a string at line 1, column 11. Write it as \\n, or \\t for a tab.'],
    ['{"a": "x\ty"}', 'tab in a string at line 1, column 9. Write it as \\n, or \\t for a tab.'],
    ['{"a": "C:\\dir"}', 'an invalid escape sequence at line 1, column 10. Write \\\\ for a backslash.'],
    ['{"a": "b}', 'an unterminated string at line 1, column 7. End it with a double quote.'],
    ['{"a": "b,\n "c": "d"}', 'an unterminated string at line 1, column 7. End it with a double quote.'],
    ['{"a": {"b": 1}', 'an unclosed { at line 1, column 1.'],
    ['{"a": [1, 2', 'an unclosed [ at line 1, column 7.'],
    ['{} {}', 'unexpected text after the end at line 1, column 4.'],
    ['{"a":\u00a01}', 'no-break space at line 1, column 6.'],
    ['\ufeff{}', 'byte order mark at line 1, column 1.'],
    ['{"a": 1}\u200b', 'zero width space at line 1, column 9.'],
    ['{"a": 1} x', 'unexpected text after the end at line 1, column 10.'],
    ['}', '“}” at line 1, column 1.'],
    ['', 'the text ends at line 1, column 1.'],
    // Characters are counted, not bytes or UTF-16 units.
    ['{"😀é": “x”}', 'curly quote at line 1, column 8. Use straight double quotes (").'],
    ['[\r1,\r“', 'curly quote at line 3, column 1. Use straight double quotes (").'],
  ])('%j', (text, problem) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(said(text)).toBe(problem);
  });
});

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

function anyJson(seeded: Seeded, depth = 0): unknown {
  const kind = seeded.whole(0, depth > 3 ? 3 : 5);
  if (kind === 0) return seeded.pick([true, false, null]);
  if (kind === 1) return seeded.pick([0, -0, 1, -12.5, 1e21, 1e-7, 123456789012345680]);
  if (kind < 4)
    return seeded.pick(['', 'ck1042', 'é😀', '“q”', "it's", 'a"b', 'a\\b', 'tab\there', 'line\nbreak', '\u2028', '// no', '{[,:]}']);
  const size = seeded.whole(0, 4);
  if (kind === 4) return Array.from({ length: size }, () => anyJson(seeded, depth + 1));
  return Object.fromEntries(
    Array.from({ length: size }, (_, n) => [`${seeded.pick(['a', 'é', '', '"', '“'])}${n}`, anyJson(seeded, depth + 1)]),
  );
}

const pieces = [
  '"',
  '“',
  "'",
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\\u12',
  '\n',
  '\r\n',
  '\t',
  '\u0000',
  '\u00a0',
  '0',
  '1',
  '-',
  '+',
  '.',
  'e',
  'true',
  'nul',
  'x',
  '/',
  '//',
  '#',
  ' ',
  '\ufeff',
  '\ud83d',
];

describe('against JSON.parse', () => {
  it('finds a fault exactly if that fails, in 30,000 texts with one to three random changes', () => {
    const seeded = new Seeded(2026);
    let spoilt = 0;
    for (let n = 0; n < 30_000; n += 1) {
      let text = JSON.stringify(anyJson(seeded), null, seeded.pick([0, 2, '\t']));
      for (let changes = seeded.whole(0, 3); changes > 0; changes -= 1) {
        const at = seeded.whole(0, text.length);
        text = text.slice(0, at) + (seeded.chance(0.7) ? seeded.pick(pieces) : '') + text.slice(at + seeded.whole(0, 2));
      }
      const fault = jsonFault(text);
      if (parses(text) !== (fault === null)) expect.fail(`${JSON.stringify(text)}: ${JSON.stringify(fault)}`);
      if (fault === null) continue;
      spoilt += 1;
      const lines = text.split(/\r\n|\r|\n/);
      const line = Array.from(lines[fault.line - 1] ?? '');
      expect(fault.column).toBeLessThanOrEqual(line.length + 1);
      // The character is the one at that position; a line break comes after the last one of its line.
      if (fault.column <= line.length) expect(line[fault.column - 1]).toBe(fault.character);
      else expect(['', '\n', '\r']).toContain(fault.character);
    }
    expect(spoilt).toBeGreaterThan(10_000);
  });

  it('never throws, however deep or long', () => {
    expect(jsonFault('['.repeat(100_000))).toMatchObject({ kind: 'tooDeep' });
    expect(jsonFault(`[${'1'.repeat(100_000)}]`)).toBeNull();
    expect(jsonFault(`{"a": "${'x'.repeat(300_000)}`)).toMatchObject({ kind: 'openText', column: 7 });
  });
});
