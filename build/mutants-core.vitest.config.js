/**
 * The tests that the mutation test of the pure core runs for each mutant: the unit tests of the core's own folders, without those
 * that take long because of what they wait for or how often they try. They need no child script, so nothing is built first.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/electron/{sending,whatcounts}/**/*.test.ts'],
    // These freeze their process, start a shell for each case or measure how long something takes, which is longer in mutated code.
    exclude: ['**/frozen.test.ts', '**/alike-messages.test.ts', '**/curl-run.test.ts'],
    environment: 'node',
    testTimeout: 10_000,
  },
});
