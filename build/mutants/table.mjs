/** What became of each mutant, as a table, and after it what says why a point of Electron's has none. Pure. */

export function asTable(rows, points, mutants) {
  const lines = rows.map(({ name, points: of, level, title, result }) => [name, of.join(', '), `${level}: ${title}`, result]);
  const all = [['defence', 'points', 'test', 'result'], ...lines];
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const table = all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  const covered = points.map(({ number, title, why }) => {
    const names = mutants.filter(({ points: of }) => of.includes(number)).length;
    return `${String(number).padStart(2)} ${title}: ${why ?? `${names} mutants`}`;
  });
  return [...table, '', "Electron's checklist", ...covered].join('\n');
}
