/** Serves the page over `app://keypost/` from the folder it was built into, and nothing else. */
import { readFileSync } from 'node:fs';
import { protocol } from 'electron';
import { pageFile, scheme } from './page-files.ts';
import { pageSession } from './page-session.ts';
import { pageHeaders, schemePrivileges } from '../security/security-rules.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/** Before the app is ready, and all at once. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged(schemePrivileges);
}

/** Once the app is ready. Files are read at once: they are few and small, and the window waits for them. */
export function serveScheme(folder: string): void {
  // `protocol.handle` takes longer for each response (https://github.com/electron/electron/issues/42612): with it the start was 1.52 × that
  // of a bare window, with this 1.44 ×, one run each. It is deprecated, and there from Electron 25 to 45 at least.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  pageSession().protocol.registerBufferProtocol(scheme, ({ method, url }, chosen) => {
    const found = method === 'GET' ? read(folder, url) : null;
    if (!found) return chosen({ statusCode: 404, data: Buffer.alloc(0) });
    chosen({ statusCode: 200, headers: pageHeaders(found.type), data: found.data });
  });
}

/** `null` where there is no such file, or the address is none. */
function read(folder: string, url: string): { type: string; data: Buffer } | null {
  try {
    const file = pageFile(folder, url);
    return file && { type: file.type, data: readFileSync(file.path) };
  } catch (error) {
    reportFailure('a file of the page could not be read', error, 'error');
    return null;
  }
}
