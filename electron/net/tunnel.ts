/** Opens a tunnel through a proxy with HTTP CONNECT. The proxy gets only the site's name and port, and its own login. */
import * as http from 'node:http';
import * as net from 'node:net';
import { proxyConnectProblem, proxyStatusProblem } from './proxy-problem.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { codeOf, ConnectionFailure, outsideText } from './connection-failure.ts';
import { whenOpen } from './when-open.ts';
import { basicLogin, loginProblem, type ProxyLoginFor } from './proxy-authentication.ts';
import { secure } from './secure.ts';

export interface Address {
  host: string;
  port: number;
}

/** `proxyAddress` is `host:port` of the proxy. A login stored for it is sent with the first request, and only to this proxy. */
export async function tunnel(
  scheme: 'http' | 'https',
  proxyAddress: string,
  to: Address,
  signal: AbortSignal,
  loginFor: ProxyLoginFor,
): Promise<net.Socket> {
  const proxy = parseAddress(scheme, proxyAddress);
  if (proxy === null) {
    const problem: ConnectionProblem = { code: 'connection.proxyAddress', params: { proxy: proxyAddress === '' ? 'none' : proxyAddress } };
    throw new ConnectionFailure('proxy', problem, { tryNextRoute: true });
  }
  const address = `${proxy.host}:${proxy.port}`;
  const login = await loginFor(scheme, address);
  if (!login.ok) throw new ConnectionFailure('vaultLocked', { code: 'connection.because', params: { sentence: login.error.sentence } });
  const authorization = login.value === null ? {} : { 'Proxy-Authorization': basicLogin(login.value) };
  const socket = await connectToProxy(scheme, proxy, address, signal);
  const authority = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`;
  return new Promise((resolve, reject) => {
    const request = http.request({
      createConnection: () => socket,
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...authorization },
      signal,
    });
    const refuse = (problem: ConnectionProblem, detail = ''): void => {
      reject(new ConnectionFailure(problem.code === 'connection.proxyLogin' ? 'proxyLogin' : 'proxy', problem, { detail }));
    };
    const refuseWith = (response: http.IncomingMessage): void => {
      const name = scheme === 'https' ? `https://${address}` : address;
      if (response.statusCode !== 407) return refuse(proxyStatusProblem(address, response.statusCode ?? 0));
      refuse(loginProblem(name, response.headers['proxy-authenticate'] ?? '', login.value !== null));
    };
    request.once('connect', (response, connected, head) => {
      if (head.length > 0) connected.unshift(head);
      if (response.statusCode === 200) return resolve(socket);
      connected.destroy();
      refuseWith(response);
    });
    request.once('response', (response) => {
      response.destroy();
      refuseWith(response);
    });
    // Never removed, so that a late error doesn't become an uncaught exception.
    request.on('error', (error) => {
      socket.destroy();
      const notHttp = codeOf(error).startsWith('HPE_');
      refuse({ code: notHttp ? 'connection.proxyNotHttp' : 'connection.proxyClosed', params: { proxy: address } }, outsideText(error));
    });
    request.end();
  });
}

/** Only if the proxy can't be reached may the next route be tried. */
async function connectToProxy(
  scheme: 'http' | 'https',
  { host, port }: Address,
  address: string,
  signal: AbortSignal,
): Promise<net.Socket> {
  const name = host.replace(/^\[|\]$/g, '');
  const raw = await whenOpen(net.connect({ host: name, port }), 'connect', signal, (error) => {
    const problem = proxyConnectProblem(address, codeOf(error));
    return new ConnectionFailure('proxy', problem, { detail: outsideText(error), tryNextRoute: true });
  });
  return scheme === 'https' ? secure(raw, name, signal, { cause: 'proxy', name: `the proxy ${address}` }) : raw;
}

/** Uses the scheme's default port if there is none. */
function parseAddress(scheme: 'http' | 'https', where: string): Address | null {
  try {
    const { hostname, port } = new URL(`${scheme}://${where}`);
    return { host: hostname, port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port) };
  } catch {
    return null;
  }
}
