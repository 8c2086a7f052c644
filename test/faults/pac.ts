/**
 * A proxy configuration that works without knowing ports beforehand: a host below `proxy.test` names the port of its own proxy.
 * A proxy that exists (`p`) has a direct connection as its fallback, which must never be used.
 */
import { loopback } from './loopback.ts';

const script = `
function FindProxyForURL(url, host) {
  var found = /^(p|gone|socks)(\\d+)\\.proxy\\.test$/.exec(host);
  if (!found) return 'DIRECT';
  if (found[1] === 'socks') return 'SOCKS5 ${loopback}:' + found[2] + '; DIRECT';
  return 'PROXY ${loopback}:' + found[2] + (found[1] === 'p' ? '; DIRECT' : '');
}`;

export const pacSwitch = `--proxy-pac-url=data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(script).toString('base64')}`;
