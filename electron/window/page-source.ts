/** Where the page comes from: its own files, or Vite's server while developing. Pure. */
import { pageUrl, scheme } from './page-files.ts';

export interface PageSource {
  url: string;
  /** Whether the page may request this. */
  allows: (url: string) => boolean;
}

/** `devUrl`: the origin of Vite's server; only ever one on loopback. */
export function pageSource(devUrl: string | undefined): PageSource {
  if (devUrl === undefined || !/^http:\/\/127\.0\.0\.1:\d+\/?$/.test(devUrl)) return { url: pageUrl, allows: isOwn };
  const host = new URL(devUrl).host;
  return { url: devUrl, allows: (url) => isOwn(url) || [`http://${host}/`, `ws://${host}/`].some((start) => url.startsWith(start)) };
}

/** Developer tools load themselves over `devtools:`; `data:` and `blob:` lead nowhere. */
const isOwn = (url: string): boolean => [`${scheme}://keypost/`, 'data:', 'blob:', 'devtools:'].some((start) => url.startsWith(start));
