import { describe, expect, test } from 'vitest';
import { csvLine, harmless } from '../../../../../electron/log/export/csv.ts';

/** Reads RFC 4180 as strictly as it is written. */
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

test('whatever is in the cells, the same cells come out again, but for the apostrophe before a formula', () => {
  const cells = hostileCells(5000);
  const lines = Array.from({ length: 1000 }, (_, line) => cells.slice(line * 5, line * 5 + 5));
  const read = readCsv(lines.map(csvLine).join(''));
  expect(read).toEqual(lines.map((line) => line.map(harmless)));
  expect(read.flat().filter((cell) => /^[\s\0]*[=+\-@＝]/.test(cell) || /^[\t\r\n]/.test(cell))).toEqual([]);
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
  ])('%j begins with an apostrophe', (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
  });

  test.each(['ck1042', '', 'a=1', '1-1', 'é+1', '(=1)', "'=1"])('%j does not need one', (cell) => {
    expect(harmless(cell)).toBe(cell);
  });
});

test('numbers stay numbers, also below zero, and nothing is nothing', () => {
  expect(csvLine([-5, 0, 1.5, true, false, null, '-5'])).toBe("-5,0,1.5,true,false,,'-5\r\n");
});
