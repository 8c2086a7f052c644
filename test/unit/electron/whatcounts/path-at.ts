/** The path of a request to a site. Throws if the URL is of another site or outside the API, so that stand-ins don't respond to it. */
export function pathAt(siteUrl: string, url: string): string {
  const path = url.slice(siteUrl.length);
  if (!url.startsWith(siteUrl) || !/^\/(?:rest|msg)\//.test(path)) throw new Error(`a request went to ${url}, not to ${siteUrl}`);
  return path;
}
