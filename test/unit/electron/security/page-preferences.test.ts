import { expect, test } from 'vitest';
import { pagePreferences } from '../../../../electron/security/page-preferences.ts';

test('the page has no Node, a sandbox, and nothing that is off by default in Chromium', () => {
  expect(pagePreferences({ preload: '/preload.cjs', devTools: false })).toEqual({
    preload: '/preload.cjs',
    devTools: false,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    plugins: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    spellcheck: false,
    partition: 'persist:page',
  });
});

test('the developer tools are available if they are enabled', () => {
  expect(pagePreferences({ preload: '', devTools: true }).devTools).toBe(true);
});
