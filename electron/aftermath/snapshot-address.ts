/** Whether the address of a snapshot may be opened in a browser: it comes from a server, so it may be anything. Pure. */
import { carriesLogin, isHttps, isPractice, webAddress } from '../whatcounts/web-address.ts';
import type { AftermathSnapshot } from './aftermath.ts';

/** Only https, and http on this computer where the practice realm says it; no address that carries a name and password. */
export function checkedAddress(address: string, ofPractice: boolean): Pick<AftermathSnapshot, 'address' | 'host' | 'refusal'> {
  const url = webAddress(address);
  if (url === null) return { address, host: '', refusal: 'This is no web address, so it is not opened.' };
  const host = url.host;
  if (!isHttps(url) && !(ofPractice && isPractice(url)))
    return { address, host, refusal: `Only https addresses are opened; this one begins with ${url.protocol}` };
  if (carriesLogin(url)) {
    return { address, host, refusal: 'This address carries a name or password, so it is not opened.' };
  }
  // As a browser reads it, so that what is shown is what is opened.
  return { address: url.href, host, refusal: '' };
}
