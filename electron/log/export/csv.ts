/** One line of a CSV file, after RFC 4180. Pure. */

/** Excel reads a file as UTF-8 only if it begins with it. */
export const byteOrderMark = '\ufeff';

/** A text that a spreadsheet must take for nothing else, such as a number: see `asText`. */
export interface TextCell {
  readonly text: string;
}

export type Cell = string | number | boolean | null;

/** What makes a formula of a cell; Japanese spreadsheets take the wide signs, too. */
const signs = '=+\\-@＝＋－＠﹢﹣﹦﹫';
/** What a spreadsheet skips before it decides: blanks, controls and what can't be seen; quotes where they are read as quotes. */
const skipped =
  '"\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u0020\\u007f-\\u00a0\\u00ad\\u115f\\u1160\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufeff\\uffa0';
/** What ends a cell where the file is read with another delimiter: then the quotes around a cell don't hold it together either. */
const ends = ';,|\\t\\r\\n';

const formula = new RegExp(`^(?:[\\t\\r\\n]|[${skipped}${ends}]*[${signs}])`);
const anotherCell = new RegExp(`[${ends}](?=[${skipped}]*[${signs}])`, 'g');
const special = /[",\r\n]/;
/** Most texts are like this, and there are twenty million of them in a large export. */
const plain = /^[A-Za-z0-9][^";,|\t\r\n]*$/;

/**
 * Text that a spreadsheet would run gets an apostrophe before it, so that it is shown and not run: at its beginning, and wherever another
 * cell would begin if the file were read with another delimiter.
 */
export function harmless(text: string): string {
  const inside = text.replace(anotherCell, "$&'");
  return formula.test(text) ? `'${inside}` : inside;
}

/** Excel takes no longer text in a formula. */
const longestInFormula = 255;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const notInFormula = /["\0-\x1f\x7f-\x9f]/;

/**
 * A text as a spreadsheet keeps it to the character: `="001042"`. Excel, LibreOffice and Google Sheets make a number, a date or a truth of
 * `001042`, `1-2` or `TRUE`, also within quotes. What can't stand in such a formula is no number and no date; it is as `harmless` gives it.
 */
export function asText(text: string): string {
  if (text === '' || notInFormula.test(text)) return harmless(text);
  const inside = text.replace(anotherCell, "$&'");
  return text.length > longestInFormula ? `'${inside}` : `="${inside}"`;
}

/** Ends with CR LF. Nothing is an empty cell, numbers stay numbers. */
export const csvLine = (cells: readonly (Cell | TextCell)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell | TextCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return plain.test(cell) ? cell : quoted(harmless(cell));
  return typeof cell === 'object' ? quoted(asText(cell.text)) : String(cell);
}

const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
