/** A proxy configuration that needs to know no ports beforehand: a host below `proxy.test` names the port of its own proxy. */
import { loopback } from './loopback.ts';

const script = `
function FindProxyForURL(url, host) {
  var found = /^p(\\d+)\\.proxy\\.test$/.exec(host);
  return found ? 'PROXY ${loopback}:' + found[1] : 'DIRECT';
}`;

export const pacSwitch = `--proxy-pac-url=data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(script).toString('base64')}`;
