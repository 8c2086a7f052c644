/** The end-to-end tests and the fault matrix: several files at once, each worker on its own desktop. A test that needs a second try has failed. */
import { defineConfig } from '@playwright/test';

/** As many as build/test-e2e.mjs has made; without it the tests say how to start them. */
const desktops = JSON.parse(process.env['KEYPOST_DESKTOPS'] ?? '[]') as unknown[];

export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: 'out/e2e',
  workers: Math.max(1, desktops.length),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  // Traces, pictures and the text of a page would hold what a person typed, secrets among it.
  preserveOutput: 'never',
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
