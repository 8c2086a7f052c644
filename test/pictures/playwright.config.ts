/** Takes pictures, without tests: `npm run pictures`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: fileURLToPath(new URL('../../out/e2e', import.meta.url)),
  timeout: 240_000,
});
