/** The files served over app:// and preview://, and their headers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pagePartition } from '../../../../electron/security/page-preferences.ts';
import { pageHeaders, schemePrivileges } from '../../../../electron/security/security-rules.ts';
import { PreviewDocuments } from '../../../../electron/preview/preview-documents.ts';
import { registerSchemes, serveScheme, servePreviews } from '../../../../electron/window/schemes.ts';
import { fakeElectron } from '../fake-electron.ts';

vi.mock('electron', async () => (await import('../fake-electron.ts')).fakeElectron);

interface Served {
  statusCode: number;
  headers?: Record<string, string>;
  data: unknown;
}

/** The response to a request. */
function ask(scheme: string, url: string, method = 'GET'): Served {
  let served: Served | undefined;
  fakeElectron.session.fromPartition(pagePartition).protocol.served.get(scheme)?.({ method, url }, (response: Served) => {
    served = response;
  });
  if (!served) throw new Error('there was no response');
  return served;
}

const documents = new PreviewDocuments('app://keypost');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keypost-page-'));
  writeFileSync(join(folder, 'index.html'), '<p>page');
  serveScheme(folder);
  servePreviews(documents);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the schemes have the declared privileges', () => {
  registerSchemes();
  expect(fakeElectron.protocol.schemes).toEqual(schemePrivileges);
});

test('a file of the page has the headers of the page', () => {
  const { statusCode, headers, data } = ask('app', 'app://keypost/index.html');
  expect([statusCode, String(data)]).toEqual([200, '<p>page']);
  expect(headers).toEqual(pageHeaders('text/html; charset=utf-8'));
});

test.each(['app://keypost/other.html', 'app://keypost/../index.html%00', 'app://other/index.html', 'no address'])(
  '%s is not found',
  (url) => {
    expect(ask('app', url)).toMatchObject({ statusCode: 404, data: Buffer.alloc(0) });
  },
);

test('only GET is served', async () => {
  const address = documents.add({ html: Buffer.from('<p>message'), text: null, images: null });
  for (const method of ['POST', 'PUT', 'HEAD', 'OPTIONS']) {
    expect(ask('app', 'app://keypost/index.html', method).statusCode).toBe(404);
    expect(ask('preview', `${address}/html`, method).statusCode).toBe(404);
  }
  const { headers, data } = ask('preview', `${address}/html`);
  expect(headers).toEqual(documents.file(`${address}/html`)?.headers);
  expect(await text(data as NodeJS.ReadableStream)).toBe('<p>message');
});
