/** Whether the address of a snapshot may be opened in a browser: it comes from a server, so it may be anything. Pure. */
import { refusalWithoutLookup } from '../net/host-rule.ts';
import { withoutRootDot } from '../net/local-name.ts';
import { textOf } from '../shared/i18n/text.ts';
import { carriesLogin, isHttps, isPractice, webAddress } from '../shared/base/web-address.ts';
import type { DeliverySnapshot } from '../shared/domain/delivery-status.ts';

export interface AddressContext {
  /** The practice realm says it, whose site is on this computer. */
  isPracticeRealm: boolean;
  /** Of the account, as a parsed URL has it: the person typed it, so it may be anywhere. */
  siteHost: string;
}

/**
 * Only https, and http on this computer where the practice realm says it; no address that carries a name and password, and none in the
 * network that this computer is in, but the account's own site.
 */
export function checkedAddress(
  address: string,
  { isPracticeRealm, siteHost }: AddressContext,
): Pick<DeliverySnapshot, 'address' | 'host' | 'refusal'> {
  const url = webAddress(address);
  if (url === null) return { address, host: '', refusal: 'This is no web address, so it is not opened.' };
  const host = url.host;
  if (!isHttps(url) && !(isPracticeRealm && isPractice(url)))
    return { address, host, refusal: `Only https addresses are opened; this one begins with ${url.protocol}` };
  if (carriesLogin(url)) {
    return { address, host, refusal: 'This address carries a name or password, so it is not opened.' };
  }
  const isOwn = isPracticeRealm && isPractice(url);
  if (!isOwn && withoutRootDot(url.hostname) !== withoutRootDot(siteHost) && refusalWithoutLookup(url.hostname) !== null)
    return { address, host, refusal: textOf({ code: 'snapshot.notPublic', params: {} }) };
  // As a browser reads it, so that what is shown is what is opened.
  return { address: url.href, host, refusal: '' };
}
