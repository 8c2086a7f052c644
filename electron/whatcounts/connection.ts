/** Opens one fresh connection to a site, directly or through a proxy. No byte of a request leaves here. */
import * as net from 'node:net';
import * as tls from 'node:tls';
import type { Cause } from '../sending/outcome.ts';
import { trustedContext } from './authorities.ts';
import { codeOf, ConnectionFailure, words } from './connection-failure.ts';
import { noProxyLogin, type ProxyLoginFor } from './proxy-login.ts';
import { tunnel, type Address } from './tunnel.ts';

/** Answers like Chromium's `resolveProxy`: `DIRECT`, or `PROXY host:port; DIRECT` and so on. */
export type ProxyFor = (url: string) => Promise<string>;

/** Where a connection goes, and how the addresses of its host are found if it goes there directly. */
interface Goal extends Address {
  lookup: net.LookupFunction | undefined;
}

/** Milliseconds one address of a name gets before the next one is tried. */
const addressTimeoutMs = 2000;

/** Rejects with a ConnectionFailure; an abort of `signal` closes whatever was opened. */
export async function openConnection(
  url: URL,
  proxyFor: ProxyFor,
  signal: AbortSignal,
  loginFor: ProxyLoginFor = noProxyLogin,
  lookup?: net.LookupFunction,
): Promise<net.Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  // Plain http goes to loopback only, where no proxy belongs.
  if (url.protocol === 'http:') return connectTo({ host, port, lookup }, signal);
  const raw = await throughFirstThatWorks(await routes(url, proxyFor), { host, port, lookup }, signal, loginFor);
  return secure(raw, host, signal);
}

async function routes(url: URL, proxyFor: ProxyFor): Promise<string[]> {
  let answer: string;
  try {
    answer = await proxyFor(url.href);
  } catch (error) {
    throw new ConnectionFailure('proxy', `the system's proxy settings could not be read: ${words(error)}`);
  }
  const found = answer.split(';').map((route) => route.trim());
  return found.filter((route) => route !== '');
}

/**
 * The next route is tried only where this one could not be entered: no connection to the proxy (or to the site itself), or a
 * kind of proxy that Keypost can't speak to. A proxy that was reached and refuses, asks for a login or breaks off has spoken:
 * going around it could go against what this network wants, and the person would never learn what is missing.
 */
async function throughFirstThatWorks(candidates: string[], to: Goal, signal: AbortSignal, loginFor: ProxyLoginFor): Promise<net.Socket> {
  let last: unknown = new ConnectionFailure('proxy', 'the system names no way to this site');
  for (const route of candidates) {
    try {
      return await follow(route, to, signal, loginFor);
    } catch (error) {
      if (signal.aborted || !(error instanceof ConnectionFailure && error.elsewhere)) throw error;
      last = error;
    }
  }
  throw last;
}

function follow(route: string, to: Goal, signal: AbortSignal, loginFor: ProxyLoginFor): Promise<net.Socket> {
  const [kind = '', where = ''] = route.split(/\s+/);
  if (kind === 'DIRECT') return connectTo(to, signal);
  if (kind === 'PROXY' || kind === 'HTTPS') return tunnel(kind === 'HTTPS' ? 'https' : 'http', where, to, signal, loginFor);
  return Promise.reject(new ConnectionFailure('proxy', `the system names a proxy of a kind that Keypost can't use (${kind})`, true));
}

function connectTo({ host, port, lookup }: Goal, signal: AbortSignal): Promise<net.Socket> {
  const found = lookup ? { lookup } : {};
  const options = { host, port, ...found, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: addressTimeoutMs };
  return opened(net.connect(options), 'connect', signal, (error) => ({ cause: connectCause(error), elsewhere: true }));
}

/** Certificates are checked whatever the environment says (`NODE_TLS_REJECT_UNAUTHORIZED`). */
function secure(socket: net.Socket, host: string, signal: AbortSignal): Promise<net.Socket> {
  // It may have gone in the moment in which it was handed on: then nobody would ever be told.
  if (socket.destroyed) return Promise.reject(new ConnectionFailure('tls', 'the other side closed the connection'));
  const servername = net.isIP(host) === 0 ? { servername: host } : {};
  const options = { socket, host, ...servername, secureContext: trustedContext(), rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] };
  return opened(tls.connect(options), 'secureConnect', signal, () => ({ cause: 'tls', elsewhere: false }));
}

interface Kind {
  cause: Cause;
  elsewhere: boolean;
}

function opened<S extends net.Socket>(socket: S, event: string, signal: AbortSignal, kindOf: (error: unknown) => Kind): Promise<S> {
  // For good: what breaks between the opening and the next listener must not reach the process.
  socket.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const stop = (error: Error): void => {
      done();
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => {
      stop(new ConnectionFailure('cancelledBefore', 'stopped while connecting'));
    };
    const broken = (error: unknown, detail: string): void => {
      const { cause, elsewhere } = kindOf(error);
      stop(new ConnectionFailure(cause, detail, elsewhere));
    };
    const onError = (error: Error): void => {
      broken(error, words(error));
    };
    const onClose = (): void => {
      broken(undefined, 'the other side closed the connection');
    };
    const onOpen = (): void => {
      done();
      resolve(socket);
    };
    const done = (): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError).off('close', onClose).off(event, onOpen);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError).once('close', onClose).once(event, onOpen);
  });
}

const causesByCode: Readonly<Record<string, Cause>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'connectTimeout',
};

function connectCause(error: unknown): Cause {
  return causesByCode[codeOf(error)] ?? 'unreachable';
}
