/** Tests with real keychains. `npm run keyrings` gives them a separate bus and display. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/keyrings/**/*.test.ts'],
    environment: 'node',
    allowOnly: process.env['CI'] === undefined,
    // They mostly wait, so this is not limited by the number of cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
