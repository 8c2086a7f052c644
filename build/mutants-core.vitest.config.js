/**
 * The tests that the mutation test of the pure core runs for each mutant: the unit tests of the core's own folders, without those
 * that take long because of what they wait for or how often they try. They need no child script, so nothing is built first.
 */
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** What makes a test slow: a log on disk, or a server. */
const slowParts = /-bench\.ts'|\/exchange\.ts'|\/wire-server\.ts'|\/log\//;

/** The quick tests first: a run ends with the first test that notices a mutant, and mostly a quick one does. */
class QuickFirst extends BaseSequencer {
  async sort(files) {
    const quick = files.filter(({ moduleId }) => !slowParts.test(readFileSync(moduleId, 'utf8')));
    return [...(await super.sort(quick)), ...(await super.sort(files.filter((file) => !quick.includes(file))))];
  }
}

export default defineConfig({
  test: {
    include: ['test/unit/electron/{sending,resolution,whatcounts,net,shared/domain}/**/*.test.ts'],
    // These freeze their process, start a shell for each case or measure how long something takes, which is longer in mutated code.
    exclude: ['**/frozen.test.ts', '**/alike-messages.test.ts', '**/curl-run.test.ts'],
    environment: 'node',
    testTimeout: 15_000,
    sequence: { sequencer: QuickFirst },
  },
});
