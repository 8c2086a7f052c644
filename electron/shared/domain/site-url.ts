/** Normalizes and checks the URL of a site, and extracts its host. */
import { fail, ok, type Result } from './result.ts';
import { parseTypedText } from './typed-text.ts';
import { textOf } from '../i18n/text.ts';

/** The URL of the public WhatCounts service (WhatCounts support: URI Structure and Response). */
export const usualSiteUrl = 'https://api.whatcounts.net';

const maxLength = 2000;

/** Matches a scheme, but not `host:port`. */
const scheme = /^[a-z][a-z\d+.-]*:(?!\d)/i;
const httpWithHost = /^https?:\/\/[^/]/i;

/**
 * Makes a site URL from what was typed or pasted: origin and optional path prefix, without a trailing slash, without a dot at the end of
 * the host and without `/rest`. An empty text becomes the usual site, a missing scheme becomes https. Fails with `siteUrl` and a text for
 * anything else: http to anything but this computer, a user name or password, a query, a fragment, no valid host, over 2000 characters.
 */
export function tidySiteUrl(typed: string): Result<string> {
  const taken = parseTypedText(typed, { rule: 'exact', noun: 'site URL' });
  if ('text' in taken) return fail('siteUrl', textOf(taken.text), undefined, { siteUrl: taken.fixes });
  const trimmed = taken.value;
  if (trimmed === '') return ok(usualSiteUrl);
  if (/[\s\\]/.test(trimmed)) return refuse('A site URL has no spaces, line breaks or backslashes. Remove them.');
  const full = scheme.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!httpWithHost.test(full)) return refuse(`Type a web address such as ${usualSiteUrl}.`);
  if (full.includes('?')) return refuse('Remove the question mark and what follows it: a site URL has no query.');
  if (full.includes('#')) return refuse('Remove the # and what follows it: a site URL has no fragment.');
  if (authority(full).includes('@')) {
    return refuse('Remove the user name or password in front of the @. Realm and password have fields of their own.');
  }

  let url: URL;
  try {
    url = new URL(full);
  } catch {
    return refuse(`This is not a web address. Type one such as ${usualSiteUrl}.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return refuse('Use https://. Over http:// anyone on the way could read the password; it is allowed to this computer only.');
  }
  const tidy = `${withoutRootDot(url.origin)}${tidyPath(url.pathname)}`;
  return tidy.length > maxLength ? refuse(`A site URL can have at most ${maxLength} characters.`) : ok(tidy);
}

/** Whether a host name, as the URL class returns it, certainly means this computer: localhost, 127.0.0.0/8 or [::1]. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/** The URL without the dot that may end a host name: the name is the same with and without it. */
export const withoutRootDot = (siteUrl: string): string => siteUrl.replace(/^(https?:\/\/[^/:?#]*[^/:?#.])\.+(?=[:/?#]|$)/i, '$1');

/** Everything between the scheme and the path. */
const authority = (full: string): string => full.split('/')[2] ?? '';

/** Removes all slashes and `/rest` from the end, however often they occur, so that a normalized path stays as it is. */
function tidyPath(path: string): string {
  const segments = path.split('/');
  while (/^(rest)?$/i.test(segments.at(-1) ?? 'none left')) segments.pop();
  return segments.join('/');
}

const refuse = (sentence: string): Result<never> => fail('siteUrl', sentence);

/** The host, with its port if there is one. `siteUrl` is normalized as the URL class does it. */
export const hostOf = (siteUrl: string): string => /^https?:\/\/([^/?#]+)/.exec(siteUrl)?.[1] ?? '';

/** Whether a host, with its port, has the same clock as this computer. */
export const isOfThisComputer = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
