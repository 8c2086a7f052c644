/** Serves what preview-documents.ts holds over `preview://message/`, and nothing else. */
import { protocol } from 'electron';
import type { PreviewDocuments } from '../preview/preview-documents.ts';
import { previewScheme } from './preview-rules.ts';

/** Once the app is ready. */
export function servePreviews(documents: PreviewDocuments): void {
  protocol.handle(previewScheme, ({ method, url }) => {
    const found = method === 'GET' ? documents.file(url) : null;
    return found ? new Response(found.bytes, { headers: found.headers }) : new Response(null, { status: 404 });
  });
}
