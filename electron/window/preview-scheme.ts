/** Serves what preview-documents.ts holds over `preview://message/`, and nothing else. */
import { Readable } from 'node:stream';
import type { PreviewDocuments } from '../preview/preview-documents.ts';
import { previewScheme } from '../security/preview-rules.ts';
import { pageSession } from './page-session.ts';

/** Bytes that are handed over at once: a message of 10 MB in one piece would hold up all of Keypost. */
const pieceBytes = 256 * 1024;

/** Once the app is ready. */
export function servePreviews(documents: PreviewDocuments): void {
  // `protocol.handle` loads Node's own fetch first, and copies what it is given: with it a message of 10 MB held up main for a third of a
  // second, most of it for the first message. This is deprecated, and there from Electron 25 to 45 at least.
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
