/** Checks whether the address of a snapshot may be opened in a browser: it comes from a server, so it may be anything. */
import { refusalWithoutLookup } from '../net/host-rule.ts';
import { withoutRootDot } from '../net/local-name.ts';
import { textOf } from '../shared/i18n/text.ts';
import { carriesLogin, isHttps, isPractice, webAddress } from '../shared/base/web-address.ts';
import type { DeliverySnapshot } from '../shared/domain/delivery-status.ts';

export interface AddressContext {
  /** Whether the address comes from the practice realm, whose site is on this computer. */
  isPracticeRealm: boolean;
  /** Host name of the account's site, as in a parsed URL. The person typed it, so it may be anywhere. */
  siteHost: string;
}

/**
 * Allows only https, and http on this computer for the practice realm. Refuses addresses with a name and password, and addresses in this
 * computer's network unless they are on the account's own site.
 */
export function checkedAddress(
  address: string,
  { isPracticeRealm, siteHost }: AddressContext,
): Pick<DeliverySnapshot, 'address' | 'host' | 'refusal'> {
  const url = webAddress(address);
  if (url === null) return { address, host: '', refusal: "This isn't a web address, so it is not opened." };
  const host = url.host;
  if (!isHttps(url) && !(isPracticeRealm && isPractice(url)))
    return { address, host, refusal: `Only https addresses are opened; this one begins with ${url.protocol}` };
  if (carriesLogin(url)) {
    return { address, host, refusal: 'This address carries a name or password, so it is not opened.' };
  }
  const isOwn = isPracticeRealm && isPractice(url);
  if (!isOwn && withoutRootDot(url.hostname) !== withoutRootDot(siteHost) && refusalWithoutLookup(url.hostname) !== null)
    return { address, host, refusal: textOf({ code: 'snapshot.notPublic', params: {} }) };
  // As a browser parses it, so that the address shown is the address opened.
  return { address: url.href, host, refusal: '' };
}
