/** The rules of the house that a linter can keep. */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const only = (name, where) => ({ name, message: `${name} is imported only ${where}.` });
const electron = only('electron', 'by main.ts, preload.ts, app/, window/, ipc/serve.ts and adapters named for it');
const keytar = only('keytar', 'by accounts/keychain/keychain-process.ts');
const sqlite = only('@photostructure/sqlite', 'by log/database/sqlite.ts');
const restrict = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths, patterns }] });

/** What reaches neither the system nor the network by itself: only ports lead there. */
const pureFolders = [
  'whatcounts',
  'security',
  'recipient',
  'delivery',
  'resolution',
  'presets',
  'sending',
  'settings',
  'net/redaction',
].map((folder) => `electron/${folder}/**`);
const adapters = [
  'electron/main.ts',
  'electron/preload.ts',
  'electron/app/**',
  'electron/window/**',
  'electron/ipc/serve.ts',
  'electron/**/electron-*.ts',
];
const noIpc = ['ipcMain', 'ipcRenderer'].map((name) => ({
  selector: `ImportSpecifier[imported.name='${name}']`,
  message: `${name} belongs to ipc/ and preload.ts.`,
}));
const noSend = {
  selector: "CallExpression[callee.property.name='send'][callee.object.property.name='webContents']",
  message: 'webContents.send belongs to ipc/.',
};
/** What is loaded later may be called almost the same: a name is meant whole, unless it is a pattern. */
const exactNames = [
  {
    selector:
      "CallExpression[callee.property.name='getByRole'] > ObjectExpression:has(> Property[key.name='name']:not([value.regex]):not([value.type='NewExpression'])):not(:has(> Property[key.name='exact']))",
    message: 'Find it by its whole name (exact: true) or by a pattern.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^getBy(Text|Label|Placeholder|Title|AltText)$/][arguments.length=1]:not([arguments.0.regex])',
    message: 'Find it by its whole text (exact: true) or by a pattern.',
  },
];

export default defineConfig(
  { ignores: ['out/', 'dist/', 'node_modules/'] },
  js.configs.recommended,
  { rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }], 'max-lines': ['error', 400], 'no-console': 'error' } },
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.renderer.json', './tsconfig.app-tests.json'],
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Short arrow functions that pass a call on are clearer without braces.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: { ...restrict([electron, keytar, sqlite]), 'no-restricted-syntax': ['error', ...noIpc, noSend] },
  },
  { files: adapters, rules: restrict([keytar, sqlite]) },
  { files: ['electron/accounts/keychain/keychain-process.ts'], rules: restrict([electron, sqlite]) },
  { files: ['electron/log/database/sqlite.ts'], rules: restrict([electron, keytar]) },
  {
    files: pureFolders,
    rules: restrict(
      [electron, keytar, sqlite],
      [{ regex: '^node:(?!crypto$|util$|timers/promises$)', message: 'This folder reaches the system only through ports.' }],
    ),
  },
  {
    files: ['electron/shared/**'],
    rules: restrict(
      [electron, keytar, sqlite],
      [{ regex: '^node:|^\\.\\./\\.\\./\\.\\./|^\\.\\./\\.\\./(?!shared/)', message: 'The shared layer imports only itself.' }],
    ),
  },
  { files: ['electron/ipc/serve.ts', 'electron/preload.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // In components the linter can't see the types of other components; svelte-check does that.
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [ts.configs.strict, ts.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }] },
  },
  {
    files: ['renderer/**'],
    extends: [svelte.configs.recommended],
    languageOptions: { globals: globals.browser },
    rules: restrict(
      [electron, keytar, sqlite],
      [
        { group: ['node:*'], message: 'The page has no Node.' },
        {
          regex: 'electron/(?!shared/)',
          message: 'The page imports only electron/shared/.',
        },
      ],
    ),
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: ['test/e2e/**', 'test/faults/**', 'test/pictures/**'], rules: { 'no-restricted-syntax': ['error', ...exactNames] } },
  { files: ['build/**', '*.config.js'], languageOptions: { globals: globals.node } },
  { files: ['build/prepare/default-app/**'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['build/demo.mjs'], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
);
