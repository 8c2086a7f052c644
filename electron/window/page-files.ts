/** The files of the page that are served over `app://`. */
import { join } from 'node:path';

export const scheme = 'app';
export const pageUrl = `${scheme}://keypost/index.html`;

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

export interface PageFile {
  path: string;
  type: string;
}

/** The file for a URL of the page, always inside `folder`; `null` if the URL can't name one. */
export function pageFile(folder: string, url: string): PageFile | null {
  const { host, pathname } = new URL(url);
  if (host !== 'keypost') return null;
  const name = decodeURI(pathname);
  // File names made by Vite contain no characters that could lead out of the folder, so everything else is refused.
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/.test(name)) return null;
  const type = types[name.slice(name.lastIndexOf('.') + 1)];
  return type === undefined ? null : { path: join(folder, name), type };
}
