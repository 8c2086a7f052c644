/** The size of the built code. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { medianRow, rounded, type Figure } from '../figure.ts';
import { outFolder } from '../stage.ts';

const app = join(outFolder, 'app');

export const bundles: Figure = {
  name: 'bundles',
  measure: () => {
    const page = filesBelow(join(app, 'page')).filter((file) => file.endsWith('.js'));
    const gzipped = page.map((file) => gzipSync(readFileSync(file)).byteLength).reduce((sum, size) => sum + size, 0);
    const [main, preload] = [withChunks('main.cjs'), withChunks('preload.cjs')];
    const others = readdirSync(app).filter((name) => name.endsWith('.cjs') && ![...main, ...preload].includes(name));
    const note = others.map((name) => `${name} ${rounded(sizeOf([name]))} KB`).join(', ');
    return Promise.resolve([
      medianRow({ what: 'JavaScript of the page, gzipped', unit: 'KB', bound: { most: 180 } }, [gzipped / 1024]),
      medianRow({ what: 'preload script', unit: 'KB', bound: { most: 8 } }, [sizeOf(preload)]),
      medianRow({ what: 'main process, without native parts', unit: 'KB', bound: { most: 500 }, note: `beside it: ${note}` }, [
        sizeOf(main),
      ]),
    ]);
  },
};

/** In units of 1,024 bytes. */
const sizeOf = (names: readonly string[]): number => names.reduce((sum, name) => sum + statSync(join(app, name)).size, 0) / 1024;

/** A bundle and the chunks that it loads. */
function withChunks(entry: string): string[] {
  const found = [entry];
  for (const name of found) {
    const text = readFileSync(join(app, name), 'utf8');
    const chunks = [...text.matchAll(/require\("\.\/([^"]+)"\)/g)].map(([, chunk]) => chunk ?? '');
    found.push(...new Set(chunks.filter((chunk) => !found.includes(chunk))));
  }
  return found;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
