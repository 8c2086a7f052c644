/**
 * `npm run mutants`: changes a copy of the project, one thing at a time, and tells whether the tests notice.
 * `-- defences` (where nothing is named): takes away what keeps page and preview in. `--unit` leaves out what only real Electron can tell,
 * `--quick` tries one defence for each unit test. `-- core`: the mutation test of sending and of the API, see mutants-core.mjs; `--force`
 * forgets the results of earlier runs.
 */
import { parseArgs } from 'node:util';
import { main, BuildError } from './run.mjs';

/** Each resolves with the exit code. What a suite needs is loaded when it is asked for. */
const suites = {
  defences: async ({ unit, quick }, [only]) => (await import('./mutants/defences.mjs')).testDefences({ unitOnly: unit, quick, only }),
  core: async ({ force }, names) => (await import('./mutants-core.mjs')).mutateCore(names, force === true),
};

const flag = { type: 'boolean' };

if (process.argv[1]?.endsWith('mutants.mjs')) {
  main(async () => {
    const options = { unit: flag, quick: flag, force: flag };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [name = 'defences', ...names] = positionals;
    if (!Object.hasOwn(suites, name)) throw new BuildError(`name one of: ${Object.keys(suites).join(', ')}`);
    return suites[name](values, names);
  });
}
