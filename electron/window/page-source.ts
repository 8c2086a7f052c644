/** Where the page is loaded from: Keypost's own files, or Vite's server during development. */
import { pageUrl, scheme } from './page-files.ts';

export interface PageSource {
  url: string;
  /** Host and port of Vite's server; `null` if the page is loaded from Keypost's own files. */
  devHost: string | null;
  /** Whether the page may request this URL. */
  allows: (url: string) => boolean;
}

/** `devUrl`: the origin of Vite's server. It is used only if it is on 127.0.0.1. */
export function pageSource(devUrl: string | undefined): PageSource {
  if (devUrl === undefined || !/^http:\/\/127\.0\.0\.1:\d+\/?$/.test(devUrl)) return { url: pageUrl, devHost: null, allows: isOwnRequest };
  const devHost = new URL(devUrl).host;
  const starts = [`http://${devHost}/`, `ws://${devHost}/`];
  return { url: devUrl, devHost, allows: (url) => isOwnRequest(url) || starts.some((start) => url.startsWith(start)) };
}

/** The developer tools load their own files over `devtools:`; `data:` and `blob:` cause no network requests. */
const isOwnRequest = (url: string): boolean =>
  [`${scheme}://keypost/`, 'data:', 'blob:', 'devtools:'].some((start) => url.startsWith(start));
