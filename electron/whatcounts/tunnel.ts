/** The way through a proxy: HTTP CONNECT, and nothing in it but the site's name and port and what the proxy itself asks for. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { trustedContext } from './authorities.ts';
import { ConnectionFailure, words } from './connection-failure.ts';
import { basicLogin, loginTrouble, type ProxyLoginFor } from './proxy-login.ts';

export interface Address {
  host: string;
  port: number;
}

/** `where` is `host:port` of the proxy. A login stored for it goes along at once, to this proxy and to nobody else. */
export async function tunnel(
  scheme: 'http' | 'https',
  where: string,
  to: Address,
  signal: AbortSignal,
  loginFor: ProxyLoginFor,
): Promise<Socket> {
  const proxy = addressOf(scheme, where);
  if (proxy === null) throw new ConnectionFailure('proxy', `the system names a proxy without a valid address (${where})`, true);
  const address = `${proxy.host}:${proxy.port}`;
  const login = await loginFor(scheme, address);
  if (!login.ok) throw new ConnectionFailure('vaultLocked', login.error.sentence);
  const authorization = login.value === null ? {} : { 'Proxy-Authorization': basicLogin(login.value) };
  const authority = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`;
  return new Promise((resolve, reject) => {
    const request = (scheme === 'https' ? https : http).request({
      host: proxy.host.replace(/^\[|\]$/g, ''),
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...authorization },
      agent: false,
      signal,
      ...(scheme === 'https' ? { secureContext: trustedContext(), rejectUnauthorized: true } : {}),
    });
    let reached = false;
    const refuse = (detail: string): void => {
      reject(new ConnectionFailure('proxy', `proxy ${address}: ${detail}`, !reached));
    };
    const refuseWith = (answer: http.IncomingMessage): void => {
      if (answer.statusCode !== 407) return refuse(`it answered ${String(answer.statusCode)}`);
      const trouble = loginTrouble(
        scheme === 'https' ? `https://${address}` : address,
        answer.headers['proxy-authenticate'] ?? '',
        login.value !== null,
      );
      if (trouble.usable) reject(new ConnectionFailure('proxyLogin', trouble.words));
      else refuse(trouble.words);
    };
    request.once('socket', (socket) => {
      socket.once('connect', () => {
        reached = true;
      });
    });
    request.once('connect', (answer, socket) => {
      // Node takes its own listeners off, and nobody else has one yet.
      socket.on('error', () => undefined);
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      refuseWith(answer);
    });
    request.once('response', (answer) => {
      answer.destroy();
      refuseWith(answer);
    });
    // Stays: a late error must never reach the process.
    request.on('error', (error) => {
      refuse(words(error));
    });
    request.end();
  });
}

/** With the port that belongs to the scheme where none is named. */
function addressOf(scheme: 'http' | 'https', where: string): Address | null {
  try {
    const { hostname, port } = new URL(`${scheme}://${where}`);
    return { host: hostname, port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port) };
  } catch {
    return null;
  }
}
