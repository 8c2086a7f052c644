/** What a proxy said in place of a connection. Pure. */
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

/** `proxy`: as the person knows it, `host:port`. 407 is another matter: see proxy-login.ts. */
export function proxyStatusProblem(proxy: string, status: number): ConnectionProblem {
  const params = { proxy, status };
  if (status === 429) return { code: 'connection.proxyBusy', params };
  if ([401, 403, 451].includes(status)) return { code: 'connection.proxyForbids', params };
  if ([405, 501].includes(status)) return { code: 'connection.proxyNoTunnel', params };
  // Proxies disagree on how to say that a name is wrong.
  if ([404, 410, 500, 502, 503, 504].includes(status)) return { code: 'connection.proxyNoSite', params };
  if (status === 511 || (status > 200 && status < 400)) return { code: 'connection.proxyPage', params };
  return { code: 'connection.proxyStatus', params };
}

/** A proxy that could not be entered, by the system's code. */
export function proxyConnectProblem(proxy: string, code: string): ConnectionProblem {
  const params = { proxy };
  if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'].includes(code)) return { code: 'connection.proxyNotFound', params };
  return { code: code === 'ECONNREFUSED' ? 'connection.proxyRefused' : 'connection.proxyUnreachable', params };
}

/** A route of a kind that Keypost can't take, such as `SOCKS5 127.0.0.1:1080`. */
export function proxyKindProblem(kind: string, proxy: string): ConnectionProblem {
  const name = /^SOCKS\d?$/i.test(kind) ? 'SOCKS' : /^[A-Z0-9]{1,12}$/i.test(kind) ? kind.toUpperCase() : 'different';
  return { code: 'connection.proxyKind', params: { kind: name, proxy: proxy === '' ? 'without an address' : proxy } };
}
