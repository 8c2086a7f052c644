/**
 * The tests that the mutation test of the pure core runs for each mutant: the unit tests of the core's own folders, without those
 * that take long because of what they wait for or how often they try. They need no child script, so nothing is built first.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/electron/sending/{sender,settle}*.test.ts', 'test/unit/electron/sending/{ask-unread,read-sent-events,preview}.test.ts'],
    // Each takes more than a few seconds: it freezes its process, starts a shell for each case, or tries a hundred thousand worlds.
    exclude: ['**/frozen.test.ts', '**/alike-messages.test.ts', '**/curl-run.test.ts', '**/evidence-worlds.test.ts'],
    environment: 'node',
    testTimeout: 10_000,
  },
});
