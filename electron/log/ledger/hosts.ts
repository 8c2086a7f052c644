/** Hosts of sites, with their port if there is one. Pure. */

/** Sites are written as URLs write them. */
export const hostOf = (siteUrl: string): string => /^https?:\/\/([^/?#]+)/.exec(siteUrl)?.[1] ?? '';

/** Its clock is this computer's own. */
export const isOfThisComputer = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
