/** Where the page comes from: its own files, or Vite's server while developing. */
import { pageUrl, scheme } from './page-files.ts';

export interface PageSource {
  url: string;
  /** Host and port of Vite's server; `null` where the page is Keypost's own. */
  devHost: string | null;
  /** Whether the page may request this. */
  allows: (url: string) => boolean;
}

/** `devUrl`: the origin of Vite's server; only ever one on loopback. */
export function pageSource(devUrl: string | undefined): PageSource {
  if (devUrl === undefined || !/^http:\/\/127\.0\.0\.1:\d+\/?$/.test(devUrl)) return { url: pageUrl, devHost: null, allows: isOwnRequest };
  const devHost = new URL(devUrl).host;
  const starts = [`http://${devHost}/`, `ws://${devHost}/`];
  return { url: devUrl, devHost, allows: (url) => isOwnRequest(url) || starts.some((start) => url.startsWith(start)) };
}

/** Developer tools load themselves over `devtools:`; `data:` and `blob:` lead nowhere. */
const isOwnRequest = (url: string): boolean =>
  [`${scheme}://keypost/`, 'data:', 'blob:', 'devtools:'].some((start) => url.startsWith(start));
