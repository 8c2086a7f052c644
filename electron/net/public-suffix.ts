/** Whether a name belongs to a domain that can be registered publicly. The list is large, so only a separate process loads this module. */
import { parse } from 'tldts';

/**
 * By the ICANN part of the Public Suffix List (https://publicsuffix.org). A suffix alone, such as `co.uk`, doesn't count. `name`: as in a
 * parsed URL.
 */
export function hasPublicSuffix(name: string): boolean {
  const { isIcann, domain } = parse(name, { extractHostname: false, validateHostname: false });
  return isIcann === true && domain !== null;
}
