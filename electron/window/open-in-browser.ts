/** Opens web addresses in the system's browser. */
import { shell } from 'electron';
import { browserOpener } from '../security/security-rules.ts';

/** Rejects for anything but web addresses, and if the system has no browser. */
export const openInBrowser = browserOpener((address) => shell.openExternal(address));
