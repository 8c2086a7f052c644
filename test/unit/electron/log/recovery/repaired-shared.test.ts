/** Other programs can read a log that was just repaired like any other. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, onTestFinished, test } from 'vitest';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { logFile, newEntry } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const engine = createRequire(import.meta.url).resolve('@photostructure/sqlite');

/** The number of entries as another program counts them; it closes the log as the last one to use it does, where it finds no other. */
function countedElsewhere(file: string): number {
  const script = `
    const database = new (require(process.argv[2]).DatabaseSync)(process.argv[1]);
    database.exec('SELECT count(*) FROM entry');
    const { n } = database.prepare('SELECT count(*) AS n FROM entry').get();
    process.stdout.write(String(n));
    database.close();
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script, file, engine], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

test('a program that reads it does not affect what Keypost writes afterwards', () => {
  const file = logFile();
  fillLog(file, 100);
  writeFileSync(file, readFileSync(file).fill(0, 0, 100));
  const log = LogAccess.open(file);
  onTestFinished(() => {
    log.close();
  });
  expect(log.begin(newEntry()).ok).toBe(true);
  expect(countedElsewhere(file)).toBe(101);
  expect(existsSync(`${file}-wal`)).toBe(true);
  for (let n = 0; n < 5; n++) expect(log.begin(newEntry()).ok).toBe(true);
  expect(countedElsewhere(file)).toBe(106);
});
