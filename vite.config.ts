/**
 * The bundles of Keypost. `vite build --mode main` makes the main process, `--mode practice` the
 * stand-alone practice realm, `--mode preload` the preload script, `--mode children` the child processes alone, `--mode bench` the bench, and any other mode the page. `vite` alone serves the page for development.
 */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type UserConfig } from 'vite';

/** Native modules stay outside the bundles; everything else is bundled, so the app ships no node_modules tree of its own. */
const native = ['electron', 'keytar', '@photostructure/sqlite'];

/** What conf brings along and Keypost has no use for; see there. */
const confStubs = fileURLToPath(new URL('electron/storage/conf-stubs.ts', import.meta.url));

const nodeBundle = (entries: Record<string, string>, emptyOutDir: boolean): UserConfig => ({
  publicDir: false,
  resolve: { alias: { 'ajv/dist/2020.js': confStubs, 'ajv-formats': confStubs, semver: confStubs } },
  ssr: { noExternal: true, external: native, target: 'node' },
  build: {
    ssr: true,
    target: 'node18',
    outDir: 'out/app',
    emptyOutDir,
    sourcemap: true,
    minify: true,
    rolldownOptions: {
      input: entries,
      external: native,
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
    },
  },
});

/** The processes that the main process starts; see electron/child/child.ts. */
const childEntries = {
  'log-reader': 'electron/log/reader/log-reader-process.ts',
  'log-query': 'electron/log/database/query-process.ts',
  'log-export': 'electron/log/export/export-process.ts',
  'catalog-page': 'electron/catalog/page-process.ts',
  'public-names': 'electron/preview/public-names-process.ts',
  keychain: 'electron/accounts/keychain/keychain-process.ts',
};

/** The main process, what it starts, and the thread that prepares previews. */
const mainEntries = {
  main: 'electron/main.ts',
  ...childEntries,
  'preview-worker': 'electron/preview/prepare-worker.ts',
};

/** Run by Node itself, beside what node_modules has. */
const bench: UserConfig = {
  publicDir: false,
  ssr: { noExternal: true, external: [...native, '@playwright/test'], target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/bench',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { main: 'test/bench/main.ts' },
      external: [...native, '@playwright/test'],
      output: { format: 'es', entryFileNames: '[name].mjs' },
    },
  },
};

const page: UserConfig = {
  root: 'renderer',
  base: './',
  plugins: [svelte()],
  server: { host: '127.0.0.1', port: 5173, strictPort: false },
  build: {
    target: 'chrome114',
    outDir: '../out/app/page',
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
  },
};

export default defineConfig(({ mode }) => {
  if (mode === 'main') return nodeBundle(mainEntries, true);
  // In a bundle of its own: it runs in plain Node, where there is no Electron to share a chunk with.
  if (mode === 'practice') return nodeBundle({ practice: 'electron/practice/run-practice.ts' }, false);
  if (mode === 'children') return nodeBundle(childEntries, true);
  if (mode === 'preload') return nodeBundle({ preload: 'electron/preload.ts' }, false);
  if (mode === 'bench') return bench;
  return page;
});
