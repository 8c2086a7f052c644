/** Whether images would be loaded through a proxy. */
import type { ProxyFor } from '../net/connection.ts';

/**
 * Any name that is on the internet (RFC 2606). Not a host of the message: the script of a proxy configuration may look names up, and nobody may hear of those
 * before a person asked for the images.
 */
const anyAddress = 'https://www.example.com/';

/** Milliseconds that a preview waits for the answer at most. */
const timeoutMs = 1000;

/** `false`, too, where the settings can't be read in time: then it shows when the images are loaded. */
export async function usesProxy(proxyFor: ProxyFor): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('DIRECT'), timeoutMs);
  });
  try {
    const routes = await Promise.race([proxyFor(anyAddress), tooLate]);
    return routes.split(';').some((route) => !['', 'DIRECT'].includes(route.trim()));
  } catch {
    // Nothing is loaded then, and the reason is shown when the images are asked for.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
