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
    testTimeout: 20_000,
  },
});
