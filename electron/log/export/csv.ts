/** One line of a CSV file, after RFC 4180. Pure. */

/** Excel reads a file as UTF-8 only if it begins with it. */
export const byteOrderMark = '\ufeff';

export type Cell = string | number | boolean | null;

/** What a spreadsheet skips before it decides whether a cell is a formula, and what then makes one; Japanese ones take the wide signs, too. */
// eslint-disable-next-line no-control-regex -- control characters are skipped as well
const formula = /^(?:[\t\r\n]|[\s\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f]*[=+\-@＝＋－＠﹢﹣﹦﹫])/;

const special = /[",\r\n]/;

/** Text that a spreadsheet would run begins with an apostrophe, so that it is shown and not run. */
export const harmless = (text: string): string => (!beginsPlainly(text) && formula.test(text) ? `'${text}` : text);

/** Most texts begin with a letter or a digit of ASCII; there are twenty million of them in a large export. */
function beginsPlainly(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** Ends with CR LF. Nothing is an empty cell, numbers stay numbers. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = harmless(cell);
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
