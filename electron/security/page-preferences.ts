/** The preferences of the window that shows the page. */

/**
 * The page's own session; the default one is for Keypost's requests, and asks the system for its proxy. On disk (`persist:`), since
 * Chromium keeps the compiled code of the page only there.
 */
export const pagePartition = 'persist:page';

/** Electron leaves most of these off by itself. They stand here so that no default decides, and so that a test can say what each is for. */
const fixedPreferences = {
  // 2, 3, 4: no Node in the page, its frames or its workers, and a world of its own for the preload script.
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
  // A file that is dropped beside a field would take the place of the page.
  navigateOnDragDrop: false,
  // `alert` and its relatives hold up the page and all of its timers.
  disableDialogs: true,
  // Chromium would fetch its dictionaries from the network.
  spellcheck: false,
  partition: pagePartition,
};

export interface PagePreferences {
  preload: string;
  /** With the developer tools, which a packaged Keypost does not open by any way. */
  devTools: boolean;
}

export const pagePreferences = ({ preload, devTools }: PagePreferences): typeof fixedPreferences & PagePreferences => ({
  ...fixedPreferences,
  preload,
  devTools,
});
