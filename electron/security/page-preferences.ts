/** The web preferences of the window that shows the page. */

/**
 * The page has its own session: the default session is for Keypost's requests, and asks the system for its proxy. It is stored on disk
 * (`persist:`), because only there Chromium caches the page's compiled code.
 */
export const pagePartition = 'persist:page';

/**
 * Most of these are Electron's defaults. They are set explicitly so that no default decides, and so that a test can state what each is for.
 * Numbers: see security-rules.ts.
 */
const fixedPreferences = {
  // 2, 3, 4: no Node in the page, its frames or its workers, and a separate context for the preload script.
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  contextIsolation: true,
  sandbox: true,
  // 6, 8, 9, 10
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  plugins: false,
  // 11, 12
  webviewTag: false,
  // A file dropped next to a field would otherwise replace the page.
  navigateOnDragDrop: false,
  // `alert` and similar functions block the page and all of its timers.
  disableDialogs: true,
  // Chromium would download its dictionaries.
  spellcheck: false,
  partition: pagePartition,
};

export interface PagePreferences {
  preload: string;
  /** Whether there are developer tools. A packaged Keypost has no way to open them. */
  devTools: boolean;
}

export const pagePreferences = ({ preload, devTools }: PagePreferences): typeof fixedPreferences & PagePreferences => ({
  ...fixedPreferences,
  preload,
  devTools,
});
