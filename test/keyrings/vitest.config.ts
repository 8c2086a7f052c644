/** Real keychains on a bus and a display of their own. `npm run keyrings` starts them there. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/keyrings/**/*.test.ts'],
    environment: 'node',
    allowOnly: process.env['CI'] === undefined,
    // They wait more than they work.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
