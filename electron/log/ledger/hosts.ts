/** Hosts of sites, with the port if there is one. */

/** `siteUrl` is normalized, as the URL class does it. */
export const hostOf = (siteUrl: string): string => /^https?:\/\/([^/?#]+)/.exec(siteUrl)?.[1] ?? '';

/** Such a host has the same clock as this computer. */
export const isOfThisComputer = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
