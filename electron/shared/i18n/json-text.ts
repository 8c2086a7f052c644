/** What is wrong with JSON that somebody typed. */
import { shortCharacterName } from '../base/character-name.ts';
import type { JsonFault, JsonFaultKind } from '../base/json-fault.ts';

/** What stands in the place, in a word or two. */
const what: Readonly<Record<Exclude<JsonFaultKind, 'empty' | 'unexpected' | 'quote' | 'controlInText'>, string>> = {
  unquoted: 'a word without quotes',
  comment: 'a comment',
  number: 'a number that JSON can’t have',
  extraComma: 'a comma too many',
  missingComma: 'a comma is missing',
  missingColon: 'a colon is missing',
  missingName: 'a name in double quotes is missing',
  missingValue: 'a value is missing',
  escape: 'an invalid escape sequence',
  openText: 'an unterminated string',
  openObject: 'an unclosed {',
  openArray: 'an unclosed [',
  afterEnd: 'unexpected text after the end',
  tooDeep: 'too many levels',
};

/** What to do, where that does not go without saying. */
const remedy: Partial<Record<JsonFaultKind, string>> = {
  quote: 'Use straight double quotes (").',
  unquoted: 'Put it into double quotes.',
  comment: 'JSON has none: remove it.',
  openText: 'End it with a double quote.',
  controlInText: 'Write it as \\n, or \\t for a tab.',
  escape: 'Write \\\\ for a backslash.',
};

const quotes: Readonly<Record<string, string>> = {
  "'": 'single quote',
  '`': 'grave accent',
  '´': 'acute accent',
  '′': 'prime',
  '″': 'double prime',
  '«': 'angle quote',
  '»': 'angle quote',
  '‹': 'angle quote',
  '›': 'angle quote',
  '＂': 'full-width quote',
  '＇': 'full-width quote',
};

/** Such as "curly quote at line 2, column 1". */
function fault({ kind, line, column, character }: JsonFault): string {
  const place = `at line ${line}, column ${column}`;
  if (kind === 'quote') return `${quotes[character] ?? 'curly quote'} ${place}`;
  if (kind === 'controlInText') return `${named(character)} in a string ${place}`;
  if (kind === 'empty' || kind === 'unexpected') return character === '' ? `the text ends ${place}` : `${named(character)} ${place}`;
  return `${what[kind]} ${place}`;
}

/** What nobody sees by its name, everything else as it is. */
function named(character: string): string {
  if (character === '\ufeff') return 'byte order mark';
  if (character === '\r') return 'line break';
  return /^[\p{C}\p{Z}]$/u.test(character) ? shortCharacterName(character) : `“${character}”`;
}

export const jsonText = {
  'json.fault': (found: JsonFault): string => {
    const what = fault(found);
    const help = remedy[found.kind] ?? '';
    return `Enter a valid JSON object: ${what}.${help === '' ? '' : ` ${help}`}`;
  },
  'json.notObject': (_: object): string => 'Enter a JSON object: it has to begin with { and end with }.',
};
