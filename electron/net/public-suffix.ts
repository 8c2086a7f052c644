/** Whether a name belongs to a domain that somebody on the internet can have. Its list is large, so only a process of its own loads this. Pure. */
import { parse } from 'tldts';

/** By the ICANN part of the Public Suffix List (https://publicsuffix.org). A suffix alone, such as `co.uk`, is no host of anybody. `name` is as a parsed URL has it. */
export function hasPublicSuffix(name: string): boolean {
  const { isIcann, domain } = parse(name, { extractHostname: false, validateHostname: false });
  return isIcann === true && domain !== null;
}
