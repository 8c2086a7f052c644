/** Switches that Electron needs here. */

/** As root, Chromium's sandbox can't work and Electron refuses to start with it. Never otherwise. */
export const electronArgs = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
