/** For stand-ins of a site: a request to anywhere else must not look like one to it. */

/** What of a URL comes behind the site. Throws where it is at another site, also at one whose prefix differs. */
export function pathAt(siteUrl: string, url: string): string {
  const path = url.slice(siteUrl.length);
  if (!url.startsWith(siteUrl) || !/^\/(?:rest|msg)\//.test(path)) throw new Error(`a request went to ${url}, not to ${siteUrl}`);
  return path;
}
