/** Opens one new connection to a site, directly or through a proxy. Sends no byte of a request. */
import * as net from 'node:net';
import { notPublicCode, type HostRefusal, type HostRule } from './host-rule.ts';
import { withoutBrackets } from './public-address.ts';
import { proxyKindProblem } from './proxy-problem.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { codeOf, ConnectionFailure, outsideText, errorText } from './connection-failure.ts';
import { whenOpen } from './when-open.ts';
import { noProxyLogin, type ProxyLoginFor } from './proxy-authentication.ts';
import { secure } from './secure.ts';
import { tunnel, type Address } from './tunnel.ts';

/** Resolves in the format of Chromium's `resolveProxy`: `DIRECT`, or `PROXY host:port; DIRECT` and so on. */
export type ProxyFor = (url: string) => Promise<string>;

/** The destination of a connection, and the rule for it; `undefined` if the person named the host. */
interface Destination extends Address {
  rule: HostRule | undefined;
}

/** Milliseconds for one address of a name before the next one is tried. */
const addressTimeoutMs = 2000;

/** Rejects with a ConnectionFailure. Aborting `signal` closes everything that was opened. */
export async function openConnection(
  url: URL,
  proxyFor: ProxyFor,
  signal: AbortSignal,
  loginFor: ProxyLoginFor = noProxyLogin,
  rule?: HostRule,
): Promise<net.Socket> {
  const host = withoutBrackets(url.hostname);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const to = { host, port, rule };
  // Plain http is used only for loopback, which needs no proxy.
  if (url.protocol === 'http:') return connectTo(to, signal);
  const routes = rule?.isThisComputer(host) === true ? ['DIRECT'] : await proxyRoutes(url, proxyFor);
  const raw = await connectByFirstRoute(routes, to, signal, loginFor);
  return secure(raw, host, signal);
}

async function proxyRoutes(url: URL, proxyFor: ProxyFor): Promise<string[]> {
  let response: string;
  try {
    response = await proxyFor(url.href);
  } catch (error) {
    throw new ConnectionFailure('proxy', { code: 'connection.proxySettings', params: {} }, { detail: errorText(error) });
  }
  const found = response.split(';').map((route) => route.trim());
  return found.filter((route) => route !== '');
}

/**
 * The next route is tried only if the proxy (or the site itself) of this one could not be reached, or if Keypost doesn't support this kind
 * of proxy. A proxy that was reached and refuses, asks for a login or closes the connection is final: bypassing it could violate the
 * network's policy, and the person would never learn what is missing. For the same reason a proxy of an unsupported kind is never bypassed
 * directly.
 */
async function connectByFirstRoute(
  candidates: string[],
  to: Destination,
  signal: AbortSignal,
  loginFor: ProxyLoginFor,
): Promise<net.Socket> {
  let last: ConnectionFailure | null = null;
  let unusable: ConnectionFailure | null = null;
  for (const route of candidates) {
    if (unusable !== null && route === 'DIRECT') throw unusable;
    try {
      return await connectByRoute(route, to, signal, loginFor);
    } catch (error) {
      if (signal.aborted || !(error instanceof ConnectionFailure && error.tryNextRoute)) throw error;
      last = error;
      if (error.problem.code === 'connection.proxyKind') unusable ??= error;
    }
  }
  throw unusable ?? last ?? new ConnectionFailure('proxy', { code: 'connection.noRoute', params: {} });
}

async function connectByRoute(route: string, to: Destination, signal: AbortSignal, loginFor: ProxyLoginFor): Promise<net.Socket> {
  const [kind = '', where = ''] = route.split(/\s+/);
  if (kind === 'DIRECT') return connectTo(to, signal);
  const refusal = (await to.rule?.proxyRefusal(to.host)) ?? null;
  if (refusal !== null) throw hostRefused(refusal);
  if (kind === 'PROXY' || kind === 'HTTPS') return tunnel(kind === 'HTTPS' ? 'https' : 'http', where, to, signal, loginFor);
  throw new ConnectionFailure('proxy', proxyKindProblem(kind, where), { tryNextRoute: true });
}

/** No other route is tried, because the host itself is refused. */
const hostRefused = (why: HostRefusal): ConnectionFailure =>
  new ConnectionFailure('unreachable', { code: `connection.${why}`, params: {} });

async function connectTo({ host, port, rule }: Destination, signal: AbortSignal): Promise<net.Socket> {
  const refusal = rule?.directRefusal(host) ?? null;
  if (refusal !== null) throw hostRefused(refusal);
  const found = rule ? { lookup: rule.lookup } : {};
  const options = { host, port, ...found, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: addressTimeoutMs };
  return whenOpen(net.connect(options), 'connect', signal, (error) => {
    if (codeOf(error) === notPublicCode) return hostRefused('notPublic');
    const { cause, problem } = reasons[codeOf(error)] ?? unreachable;
    const closed: ConnectionProblem = { code: 'connection.closed', params: {} };
    return new ConnectionFailure(cause, error === undefined ? closed : problem, { detail: outsideText(error), tryNextRoute: true });
  });
}

interface Reason {
  cause: Cause;
  problem: ConnectionProblem;
}

const reason = (cause: Cause, code: 'nameNotFound' | 'noNameServer' | 'refused' | 'unreachable' | 'blocked' | 'closed'): Reason => ({
  cause,
  problem: { code: `connection.${code}`, params: {} },
});
const unreachable = reason('unreachable', 'unreachable');

const reasons: Readonly<Record<string, Reason>> = {
  ENOTFOUND: reason('dns', 'nameNotFound'),
  EAI_NODATA: reason('dns', 'nameNotFound'),
  EAI_AGAIN: reason('dns', 'noNameServer'),
  EAI_FAIL: reason('dns', 'noNameServer'),
  ECONNREFUSED: reason('refused', 'refused'),
  ETIMEDOUT: { cause: 'connectTimeout', problem: unreachable.problem },
  ECONNRESET: reason('unreachable', 'closed'),
  EACCES: reason('unreachable', 'blocked'),
  EPERM: reason('unreachable', 'blocked'),
};
