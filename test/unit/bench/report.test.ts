import { describe, expect, it } from 'vitest';
import { medianRow, p95Row, ratioRow, worstRow } from '../../bench/figure.ts';
import { allKept, asCells, asMarkdown, asTable, readEarlier, type Report } from '../../bench/report.ts';

const machine = { cpu: 'A', cores: 2, memoryGb: 8, system: 'Linux', node: '20', electron: '45', disk: 'ext4', busy: 0 };
const kept = medianRow({ what: 'first page', unit: 'ms', bound: { most: 16 } }, [3, 4, 5]);
const missed = medianRow({ what: 'export', unit: 'entries/s', bound: { least: 50_000 } }, [20_000]);
const reportOf = (...findings: Report['findings']): Report => ({ machine, at: '2026-11-24T10:00:00.000Z', entries: 1000, findings });
const pages = { figure: 'pages', rows: [kept], problem: '' };
const slow = { figure: 'export', rows: [missed], problem: '' };
const broken = { figure: 'scroll', rows: [], problem: 'The window has gone' };

describe('a row', () => {
  it('is compared by its median, its 95th percentile, or its worst sample', () => {
    const figure = { what: 'w', unit: 'ms', bound: { most: 16 } } as const;
    const samples = Array.from({ length: 101 }, (_, index) => index);
    expect([medianRow, p95Row, worstRow].map((row) => row(figure, samples).result)).toEqual([50, 95, 100]);
  });

  it('compares pairs and reports both sides', () => {
    const row = ratioRow({ what: 'w', bound: { most: 2 } }, { a: 'log', b: 'bare', unit: 'ms' }, { a: [2, 4, 6], b: [1, 2, 2] });
    expect(row).toMatchObject({ unit: '×', result: 2, low: 2, high: 3, note: 'log 4.00 ms, bare 2.00 ms' });
    expect(row.samples).toEqual({ log: [2, 4, 6], bare: [1, 2, 2] });
  });
});

describe('the table', () => {
  it('has bound, result, pass or miss, and spread', () => {
    const table = asTable(asCells(reportOf(pages, slow), null));
    expect(table).toMatch(/pages +first page +≤ 16\.0 ms +4\.00 ms +pass +3\.00 – 5\.00/);
    expect(table).toMatch(/export +export +≥ 50,000 entries\/s +20,000 entries\/s +miss$/m);
  });

  it('lists figures that could not be measured, with the reason', () => {
    expect(asTable(asCells(reportOf(broken), null))).toMatch(/scroll +could not be measured +miss +The window has gone/);
  });

  it('can be Markdown, with a line below its heading', () => {
    const [heading, line, row] = asMarkdown(asCells(reportOf({ ...pages, rows: [{ ...kept, note: 'a | b' }] }), null)).split('\n');
    expect(heading).toBe('| figure | what | bound | result |  | spread | note |');
    expect(line).toBe('| --- | --- | --- | --- | --- | --- | --- |');
    expect(row).toBe('| pages | first page | ≤ 16.0 ms | 4.00 ms | pass | 3.00 – 5.00 | a \\| b |');
  });

  it('compares with an earlier report, if that has the figure', () => {
    const before = { ...pages, rows: [{ ...kept, result: 8 }] };
    const earlier = readEarlier(JSON.stringify(reportOf(before)));
    const cells = asCells(reportOf(pages, slow, broken), earlier);
    expect(cells.map((line) => line[6])).toEqual(['before', '8.00 ms (-50 %)', '', '']);
    expect(new Set(cells.map((line) => line.length))).toEqual(new Set([8]));
  });
});

describe('the overall result', () => {
  it('passes only if everything was measured and is within its bound', () => {
    expect(allKept(reportOf(pages))).toBe(true);
    expect(allKept(reportOf(pages, slow))).toBe(false);
    expect(allKept(reportOf(pages, broken))).toBe(false);
  });

  it('refuses an invalid report', () => {
    expect(() => readEarlier('{"at": 1}')).toThrow();
  });
});
