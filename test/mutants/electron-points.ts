/** The twenty points of the checklist in Electron's documentation, "Security". */
import type { Point } from './mutant.ts';

export const electronPoints: readonly Point[] = [
  { number: 1, title: 'Only load secure content' },
  { number: 2, title: 'Do not enable Node.js integration for remote content' },
  { number: 3, title: 'Enable context isolation' },
  { number: 4, title: 'Enable process sandboxing' },
  { number: 5, title: 'Handle session permission requests from remote content' },
  { number: 6, title: 'Do not disable webSecurity' },
  { number: 7, title: 'Define a content security policy' },
  { number: 8, title: 'Do not enable allowRunningInsecureContent' },
  { number: 9, title: 'Do not enable experimental features' },
  { number: 10, title: 'Do not use enableBlinkFeatures' },
  { number: 11, title: 'Do not use allowpopups for WebViews', why: 'there is no webview that could have it: see point 12' },
  { number: 12, title: 'Verify WebView options before creation' },
  { number: 13, title: 'Disable or limit navigation' },
  { number: 14, title: 'Disable or limit creation of new windows' },
  { number: 15, title: 'Do not use shell.openExternal with untrusted content' },
  { number: 16, title: 'Use a current version of Electron', why: 'a version is no code that could be taken away: package.json pins it' },
  { number: 17, title: 'Validate the sender of all IPC messages' },
  { number: 18, title: 'Avoid usage of the file:// protocol and prefer custom protocols' },
  { number: 19, title: 'Check which fuses you can change', why: 'fuses are set in a package, and tested there' },
  { number: 20, title: 'Do not expose Electron APIs to untrusted web content' },
];
