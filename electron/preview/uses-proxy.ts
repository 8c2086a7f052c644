/** Determines whether images would be loaded through a proxy. */
import type { ProxyFor } from '../net/connection.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/**
 * Any name on the internet (RFC 2606). Not a host of the message: a PAC script may look names up, and that must not happen before a person
 * loads the images.
 */
const anyAddress = 'https://www.example.com/';

/** Longest time in milliseconds that a preview waits for the settings. */
const timeoutMs = 1000;

/** Also `false` if the settings can't be read in time: then the page learns it when the images are loaded. */
export async function usesProxy(proxyFor: ProxyFor): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('DIRECT'), timeoutMs);
  });
  try {
    const routes = await Promise.race([proxyFor(anyAddress), tooLate]);
    return routes.split(';').some((route) => !['', 'DIRECT'].includes(route.trim()));
  } catch (error) {
    reportFailure('the proxy settings could not be read', error);
    // Loading images will fail with the reason.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
