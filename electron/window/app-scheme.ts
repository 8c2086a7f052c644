/** Serves the page over `app://keypost/` from the folder it was built into, and nothing else. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { pageFile, scheme } from './page-files.ts';
import { contentSecurityPolicy, policyHeader } from './security-rules.ts';

/** Before the app is ready. `standard` and `secure` make it an origin of its own (18: no file protocol). */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Once the app is ready. */
export function serveScheme(folder: string): void {
  const policy = policyHeader(contentSecurityPolicy);
  protocol.handle(scheme, async ({ method, url }) => {
    const file = method === 'GET' ? pageFile(folder, url) : null;
    if (file === null) return new Response(null, { status: 404 });
    try {
      const headers = { 'Content-Type': file.type, 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' };
      return new Response(new Uint8Array(await readFile(file.path)), { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
