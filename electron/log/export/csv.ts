/** Writes lines of a CSV file as in RFC 4180, safe against formulas. */

/** Excel reads a file as UTF-8 only if it begins with this. */
export const byteOrderMark = '\ufeff';

/** A text that a spreadsheet must not convert, for example to a number: see `asText`. */
export interface TextCell {
  readonly text: string;
}

export type Cell = string | number | boolean | null;

/** Characters that begin a formula; Japanese spreadsheets also accept the full-width ones. */
const formulaStarts = '=+\\-@＝＋－＠﹢﹣﹦﹫';
/** Characters that a spreadsheet may skip before a formula: spaces, control characters, invisible characters, and quotes. */
const skippable =
  '"\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u0020\\u007f-\\u00a0\\u00ad\\u115f\\u1160\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufeff\\uffa0';
/** Characters that may end a cell if the file is read with another delimiter; then the quotes around a cell don't protect it. */
const delimiters = ';,|\\t\\r\\n';

const formulaPattern = new RegExp(`^(?:[\\t\\r\\n]|[${skippable}${delimiters}]*[${formulaStarts}])`);
const nextCellPattern = new RegExp(`[${delimiters}](?=[${skippable}]*[${formulaStarts}])`, 'g');
const needsQuotes = /[",\r\n]/;
/** A fast path: most texts match this, and a large export has twenty million of them. */
const plainText = /^[A-Za-z0-9][^";,|\t\r\n]*$/;

/**
 * Puts an apostrophe before text that a spreadsheet would run as a formula, so that it is shown instead: at the beginning, and wherever
 * another cell would begin if the file were read with another delimiter.
 */
export function withoutFormulas(text: string): string {
  const inside = text.replace(nextCellPattern, "$&'");
  return formulaPattern.test(text) ? `'${inside}` : inside;
}

/** Excel accepts no longer text in a formula. */
const maxFormulaText = 255;
// eslint-disable-next-line no-control-regex -- it looks for control characters
const notInFormula = /["\0-\x1f\x7f-\x9f]/;

/**
 * A text in the form that a spreadsheet doesn't convert: `="001042"`. Excel, LibreOffice and Google Sheets turn `001042`, `1-2` or `TRUE`
 * into a number, a date or a boolean, even within quotes. Text that can't stand in such a formula is none of these, so it only gets
 * `withoutFormulas`.
 */
export function asText(text: string): string {
  if (text === '' || notInFormula.test(text)) return withoutFormulas(text);
  const inside = text.replace(nextCellPattern, "$&'");
  return text.length > maxFormulaText ? `'${inside}` : `="${inside}"`;
}

/** Ends with CR LF. `null` is an empty cell; numbers stay numbers. */
export const csvLine = (cells: readonly (Cell | TextCell)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell | TextCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return plainText.test(cell) ? cell : quoted(withoutFormulas(cell));
  return typeof cell === 'object' ? quoted(asText(cell.text)) : String(cell);
}

const quoted = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
