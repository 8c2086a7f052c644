/** One page with all pictures: a row for each state, a column for each mode. */
export interface SheetRow {
  name: string;
  /** One for each mode, beside the page. */
  files: readonly string[];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const cell = (file: string): string => `<td><a href="${escaped(file)}"><img src="${escaped(file)}" alt="" loading="lazy"></a></td>`;

export function sheetOf(modes: readonly { name: string }[], rows: readonly SheetRow[]): string {
  const heads = modes.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join('');
  const lines = rows.map(({ name, files }) => `<tr><th scope="row">${escaped(name)}</th>${files.map(cell).join('')}</tr>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Keypost in every mode</title>
<style>
  body { font: 14px sans-serif; }
  img { width: 420px; border: 1px solid gray; }
</style>
<table>
<thead><tr><td></td>${heads}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</html>
`;
}
