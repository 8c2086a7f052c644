/** Serves the page and the previews of messages over custom schemes, and nothing else. */
import { readFileSync } from 'node:fs';
import { protocol, session, type Session } from 'electron';
import { pageFile, scheme } from './page-files.ts';
import { pageHeaders, schemePrivileges } from '../security/security-rules.ts';
import { Readable } from 'node:stream';
import type { PreviewDocuments } from '../preview/preview-documents.ts';
import { previewScheme } from '../security/preview-rules.ts';
import { pagePartition } from '../security/page-preferences.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/** Call this once, before the app is ready; all schemes have to be registered together. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged(schemePrivileges);
}

/**
 * Serves the page over `app://keypost/` from the folder that it was built into. Call this when the app is ready. Files are read
 * synchronously: they are few and small, and the window is waiting for them.
 */
export function serveScheme(folder: string): void {
  // `protocol.handle` takes longer for each response (https://github.com/electron/electron/issues/42612): with it, starting took 1.52 times
  // as long as a bare window, with this 1.44 times, one run each. This function is deprecated, but present in Electron 25 to 45 at least.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  pageSession().protocol.registerBufferProtocol(scheme, ({ method, url }, chosen) => {
    const found = method === 'GET' ? read(folder, url) : null;
    if (!found) return chosen({ statusCode: 404, data: Buffer.alloc(0) });
    chosen({ statusCode: 200, headers: pageHeaders(found.type), data: found.data });
  });
}

/** Returns `null` if there is no such file or the URL is not valid. */
function read(folder: string, url: string): { type: string; data: Buffer } | null {
  try {
    const file = pageFile(folder, url);
    return file && { type: file.type, data: readFileSync(file.path) };
  } catch (error) {
    reportFailure('a file of the page could not be read', error, 'error');
    return null;
  }
}

/** Size in bytes of the pieces of a response: a message of 10 MB in one piece would block all of Keypost. */
const pieceBytes = 256 * 1024;

/** Serves the documents of preview-documents.ts over `preview://message/`. Call this when the app is ready. */
export function servePreviews(documents: PreviewDocuments): void {
  // `protocol.handle` first loads Node's own fetch, and copies what it is given: with it, a message of 10 MB blocked the main process for a
  // third of a second, most of that for the first message. This function is deprecated, but present in Electron 25 to 45 at least.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  pageSession().protocol.registerStreamProtocol(previewScheme, ({ method, url }, chosen) => {
    const found = method === 'GET' ? documents.file(url) : null;
    if (found === null) chosen({ statusCode: 404, data: Readable.from([]) });
    else chosen({ statusCode: 200, headers: { ...found.headers }, data: Readable.from(pieces(found.bytes)) });
  });
}

function* pieces(bytes: Uint8Array): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += pieceBytes)
    yield Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(pieceBytes, bytes.length - from));
}

/** The session of the page and of what it shows; nothing else uses it. Call this only when the app is ready. */
export const pageSession = (): Session => session.fromPartition(pagePartition);
