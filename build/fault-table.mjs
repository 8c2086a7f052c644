/** The fault matrix as an aligned table, from Playwright's JSON report. Pure. */

/** One row a test; what the wire saw stands in the test's annotation. */
export function rowsOf(report) {
  const specs = (suite) => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
  return report.suites.flatMap(specs).map((spec) => {
    const [test] = spec.tests;
    const wire = test?.annotations.find(({ type }) => type === 'wire')?.description;
    const error = test?.results.at(-1)?.error?.message ?? '';
    return { fault: spec.title, pass: spec.ok && wire !== undefined, error, ...(wire === undefined ? {} : JSON.parse(wire)) };
  });
}

const columns = [
  { title: 'fault', cell: ({ fault }) => fault },
  { title: 'presses', cell: ({ presses }) => String(presses ?? '-'), right: true },
  { title: 'POSTs on the wire', cell: ({ posts }) => String(posts ?? '-'), right: true },
  { title: 'outcome', cell: ({ outcome }) => outcome ?? '-' },
  { title: 'cause', cell: ({ cause }) => cause ?? '-' },
  { title: '', cell: ({ pass }) => (pass ? 'pass' : 'MISS') },
];

/** Ends with the totals; every miss is followed by its reason. */
export function asTable(rows) {
  const widths = columns.map(({ title, cell }) => Math.max(title.length, ...rows.map((row) => cell(row).length)));
  const line = (cells) =>
    cells
      .map((text, i) => (columns[i].right ? text.padStart(widths[i]) : text.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  const reason = ({ pass, error }) => (pass ? [] : error.split('\n').map((text) => `    ${text}`));
  const body = rows.flatMap((row) => [line(columns.map(({ cell }) => cell(row))), ...reason(row)]);
  const misses = rows.filter(({ pass }) => !pass).length;
  const sum = (name) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
  const totals = `${rows.length} faults, ${sum('presses')} presses, ${sum('posts')} POSTs on the wire: ${misses === 0 ? 'all pass' : `${misses} missed`}`;
  const title = line(columns.map(({ title }) => title));
  return [title, '-'.repeat(title.length), ...body, '', totals].join('\n');
}
