/** The end-to-end tests and the fault matrix. One after the other: they share a display and a keyring. A test that needs a second try has failed. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'faults/**/*.spec.ts'],
  outputDir: 'out/e2e',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  // Traces and pictures would hold what a person typed, secrets among it.
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
