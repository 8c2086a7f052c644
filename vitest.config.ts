/** The unit tests. Those of the page's own state need Svelte's compiler. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
  test: {
    include: ['test/unit/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/unit/child-scripts.ts'],
    allowOnly: process.env['CI'] === undefined,
    // Only ends what hangs: values of hundreds of megabytes take long on a busy computer.
    testTimeout: 60_000,
  },
});
