/** Takes away the defences of test/mutants/defences.ts, one at a time, and prints which test noticed. */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { projectFolder, say } from '../run.mjs';
import { ProjectCopy } from './copy.mjs';
import { asTable } from './table.mjs';

const load = async (name) => (await runnerImport(join(projectFolder, 'test', 'mutants', name), { configFile: false })).module;

/** `only`: part of the names of those that are tried. `quick`: one for each unit test. Resolves with the exit code. */
export async function testDefences({ unitOnly = false, quick = false, only = '' } = {}) {
  const { defences } = await load('defences.ts');
  const { electronPoints } = await load('electron-points.ts');
  const startedAt = performance.now();
  const named = defences.filter(({ name }) => name.includes(only));
  const wanted = quick ? [...new Map(named.map((mutant) => [mutant.unit, mutant])).values()] : named;
  const copy = new ProjectCopy();
  try {
    const levels = unitOnly || quick ? ['unit'] : ['unit', 'e2e'];
    const rows = [];
    for (const level of levels) rows.push(...(await tryAll(copy, level, wanted)));
    process.stdout.write(`${asTable(rows, electronPoints, defences)}\n`);
    const bad = rows.filter(({ result }) => result !== 'killed').length;
    const missing = electronPoints.filter(
      ({ number, why }) => why === undefined && !defences.some(({ points }) => points.includes(number)),
    );
    say(`${rows.length - bad} of ${rows.length} were noticed (${Math.round((performance.now() - startedAt) / 1000)} s)`);
    for (const { number, title } of missing) say(`point ${number} (${title}) has no mutant, and nothing says why`);
    return rows.length > 0 && bad === 0 && missing.length === 0 ? 0 : 1;
  } finally {
    copy.remove();
  }
}

const kinds = {
  unit: {
    folder: join('test', 'unit'),
    ending: '.test.ts',
    tests: async (copy) => (await import('./unit-tests.mjs')).UnitTests.start(copy),
  },
  e2e: {
    folder: join('test', 'e2e'),
    ending: '.spec.ts',
    tests: async (copy) => (await import('./e2e-tests.mjs')).EndToEndTests.start(copy),
  },
};

/** A row for each mutant that names a test of this level. */
async function tryAll(copy, level, mutants) {
  const { mutate } = await load('mutation.ts');
  const { fileWith, patternOf } = await load('test-titles.ts');
  const { folder, ending, tests: startTests } = kinds[level];
  const sources = { files: copy.texts('electron') };
  const testFiles = new Map([...copy.texts(folder)].filter(([name]) => name.endsWith(ending)));
  const tests = await startTests(copy);
  const rows = [];
  const unchanged = new Map();
  try {
    for (const { name, points, place, becomes, [level]: title } of mutants) {
      if (title === undefined) continue;
      const row = { name, points, level, title, result: 'killed' };
      rows.push(row);
      try {
        const [file, pattern] = [fileWith(testFiles, title), patternOf(title)];
        if (!unchanged.has(title)) unchanged.set(title, await tests.pass(file, pattern));
        if (unchanged.get(title) !== true) row.result = unchanged.get(title) === null ? 'no such test' : 'fails without any change';
        else if (await passesWithout(copy, tests, mutate(sources, place, becomes), file, pattern)) row.result = 'SURVIVED';
      } catch (error) {
        row.result = error.message;
      }
    }
  } finally {
    await tests.close();
  }
  return rows;
}

async function passesWithout(copy, tests, { file: changed, text }, file, pattern) {
  const before = copy.texts('electron').get(changed);
  copy.write(changed, text);
  tests.changed(changed);
  try {
    return await tests.pass(file, pattern);
  } finally {
    copy.write(changed, before);
    tests.changed(changed);
  }
}
