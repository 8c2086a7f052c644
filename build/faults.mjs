/** `npm run faults`: runs the fault matrix and prints what was on the wire as a table; the exit code tells whether all is well. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asTable, rowsOf } from './fault-table.mjs';
import { main, say } from './run.mjs';
import { testEndToEnd } from './test-e2e.mjs';

main(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-faults-report-'));
  const report = join(folder, 'report.json');
  const startedAt = performance.now();
  try {
    const args = ['test/faults/matrix.spec.ts', '--reporter=json,null', ...process.argv.slice(2)];
    const code = await testEndToEnd(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    const rows = rowsOf(JSON.parse(readFileSync(report, 'utf8')));
    process.stdout.write(`\n${asTable(rows)}\n`);
    say(`the whole took ${Math.round((performance.now() - startedAt) / 1000)} s`);
    return rows.length > 0 ? code : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
