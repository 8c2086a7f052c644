import { describe, expect, test } from 'vitest';
import { asText, csvLine, withoutFormulas } from '../../../../../electron/log/export/csv.ts';

/** A strict reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = text[at] === '"';
    const cell = (quoted ? /^"(?:[^"]|"")*"/ : /^[^",\r\n]*/).exec(text.slice(at))?.[0] ?? '';
    at += cell.length;
    row.push(quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`neither a comma nor a line's end at ${at}`);
  }
  return rows;
}

/** The same cells in every run. */
function hostileCells(count: number): string[] {
  const pieces = [
    '"',
    '""',
    ',',
    '\r',
    '\n',
    '\r\n',
    '=',
    '+',
    '-',
    '@',
    '\t',
    "'",
    ' ',
    'ü',
    '漢',
    '\u2028',
    '\0',
    ';',
    '＝',
    'a',
    '1',
    '\ud800',
  ];
  let seed = 42;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  return Array.from({ length: count }, () => Array.from({ length: next(8) }, () => pieces[next(pieces.length)] ?? '').join(''));
}

test('cells are read back unchanged, except for the apostrophe before a formula', () => {
  const cells = hostileCells(5000);
  const lines = Array.from({ length: 1000 }, (_, line) => cells.slice(line * 5, line * 5 + 5));
  const read = readCsv(lines.map(csvLine).join(''));
  expect(read).toEqual(lines.map((line) => line.map(withoutFormulas)));
  expect(read.flat().filter((cell) => runs(cell) || /^[\t\r\n]/.test(cell))).toEqual([]);
});

/** Whether a spreadsheet would run the cell, or trim it and then run it. */
const runs = (cell: string): boolean => /^[\s\0\u200b]*[=+\-@＝]/.test(cell);

/** The cells as read by a program with another delimiter; if it handles quotes, then only at the beginning of a cell. */
function cellsBy(text: string, delimiter: string, quotes: boolean): string[] {
  const cells: string[] = [];
  let [cell, quoted, begun] = ['', false, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[(at += 1)] ?? '';
    else if (quoted && sign === '"') quoted = false;
    else if (quoted) cell += sign;
    else if (quotes && !begun && sign === '"') [quoted, begun] = [true, true];
    else if (sign === delimiter || sign === '\r' || sign === '\n') {
      cells.push(cell);
      [cell, begun] = ['', false];
    } else {
      cell += sign;
      begun = true;
    }
  }
  return [...cells, cell];
}

test.each([',', ';', '\t', '|'])('no cell is run by a program that takes %j for the delimiter', (delimiter) => {
  const cells = [
    ...hostileCells(20_000),
    'x;=1',
    'x;"=1";',
    "x\n\"=cmd|'/c calc'!A0",
    ';=1',
    ',=1',
    '\t=1',
    '|=1',
    ';;=1',
    '; ;\t=1',
    'x;\u200b=1',
    'x;@y;-1',
  ];
  for (const quotes of [true, false]) {
    const text = cells.map((cell) => csvLine(['a', cell, { text: cell }, 'b'])).join('');
    expect(cellsBy(text, delimiter, quotes).filter((cell) => runs(cell) && !/^="[^"]*"$/.test(cell))).toEqual([]);
  }
});

describe('a key as text', () => {
  test.each([
    '001042',
    '1E5',
    '1e-7',
    '12345678901234567890',
    '1-2',
    '1/2',
    'MAR1',
    'TRUE',
    'false',
    '0.10000000000000000001',
    '1,5',
    '1.000',
    '50%',
    '$5',
    '12:30',
    '+46701234567',
    '-2',
    '=1+1',
    ' 7',
    '０１２',
    'ck1042',
    'ada@example.com',
    "o'brien",
  ])('%s is a formula that gives exactly that', (key) => {
    expect(asText(key)).toBe(`="${key}"`);
    expect(csvLine([{ text: key }])).toBe(`"=""${key}"""\r\n`);
  });

  test.each([
    ['', ''],
    ['a"&A1&"', 'a"&A1&"'],
    ['="1"&cmd|\'/c calc\'!A0', `'="1"&cmd|'/c calc'!A0`],
    ['1;=1', `="1;'=1"`],
    ['1\n2', '1\n2'],
    ['\t1', "'\t1"],
    ['1'.repeat(256), `'${'1'.repeat(256)}`],
  ])('%j, which no such formula can hold or may hide another one, is %j', (key, written) => {
    expect(asText(key)).toBe(written);
  });
});

describe('a cell that a spreadsheet would run', () => {
  test.each([
    '=1+1',
    '+46701234567',
    '-2',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '  =1',
    '\u00a0=1',
    '\u3000＝1',
    '＋1',
    '－1',
    '＠x',
    '\ufeff=1',
    '\u200b=1',
    '\0=1',
    '"\u003d1'.slice(1),
    '"=1',
    '\u00a0"\u200b"=1',
    '\u3164=1',
    ';=1',
    ',=1',
    '|=1',
    '; ,@x',
    '\t',
  ])('%j begins with an apostrophe', (cell) => {
    expect(withoutFormulas(cell)[0]).toBe("'");
    expect(withoutFormulas(cell).replaceAll("'", '')).toBe(cell);
  });

  test.each([
    ['x;=1', "x;'=1"],
    ['x; =1', "x;' =1"],
    ['x\r\n=1', "x\r\n'=1"],
    ['Thanks,\n- Ada', "Thanks,\n'- Ada"],
    [';\t=1', "';\t'=1"],
    [';=1;+2', "';'=1;'+2"],
  ])('%j has one wherever another delimiter would begin a cell: %j', (cell, written) => {
    expect(withoutFormulas(cell)).toBe(written);
  });

  test.each(['ck1042', '', 'a=1', 'a;b', 'a; b=1', '{"a":-1}', 'one, two', '1-1', 'é+1', '(=1)', "'=1"])('%j is not changed', (cell) => {
    expect(withoutFormulas(cell)).toBe(cell);
  });
});

test('numbers stay numbers, also below zero, and null is an empty cell', () => {
  expect(csvLine([-5, 0, 1.5, true, false, null, '-5'])).toBe("-5,0,1.5,true,false,,'-5\r\n");
});
