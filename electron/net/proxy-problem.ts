/** Problems of connections through a proxy. */
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

/** `proxy`: as the person knows it, `host:port`. For 407, see proxy-authentication.ts. */
export function proxyStatusProblem(proxy: string, status: number): ConnectionProblem {
  const params = { proxy, status };
  if (status === 429) return { code: 'connection.proxyBusy', params };
  if ([401, 403, 451].includes(status)) return { code: 'connection.proxyForbids', params };
  if ([405, 501].includes(status)) return { code: 'connection.proxyNoTunnel', params };
  // Proxies use different statuses for a host that can't be found.
  if ([404, 410, 500, 502, 503, 504].includes(status)) return { code: 'connection.proxyNoSite', params };
  if (status === 511 || (status > 200 && status < 400)) return { code: 'connection.proxyPage', params };
  return { code: 'connection.proxyStatus', params };
}

/** The problem of a proxy that could not be connected to, by the system's error code. */
export function proxyConnectProblem(proxy: string, code: string): ConnectionProblem {
  const params = { proxy };
  if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'].includes(code)) return { code: 'connection.proxyNotFound', params };
  return { code: code === 'ECONNREFUSED' ? 'connection.proxyRefused' : 'connection.proxyUnreachable', params };
}

/** The problem of a kind of proxy that Keypost doesn't support, such as `SOCKS5 127.0.0.1:1080`. */
export function proxyKindProblem(kind: string, proxy: string): ConnectionProblem {
  const name = /^SOCKS\d?$/i.test(kind) ? 'SOCKS' : /^[A-Z0-9]{1,12}$/i.test(kind) ? kind.toUpperCase() : 'different';
  return { code: 'connection.proxyKind', params: { kind: name, proxy: proxy === '' ? 'without an address' : proxy } };
}
