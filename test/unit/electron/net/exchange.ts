/** Sends a request through the real transport and checks its result. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import type { ProxyFor } from '../../../../electron/net/connection.ts';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { buildSendRequest, credentialHeaders } from '../../../../electron/whatcounts/request.ts';
import type { ExchangeOptions, WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import type { Certificate } from './certificate.ts';
import { checkedMessage, target } from '../whatcounts/checked-message.ts';
import { wireServer, type WireServer } from './wire-server.ts';

export const okResponse = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n0';

/** A server that sends the same response to every request. `open`: it doesn't close the connection. */
export function siteRespondingWith(response: string, options: { certificate?: Certificate; open?: boolean } = {}): Promise<WireServer> {
  const { open = false, ...rest } = options;
  return wireServer({
    ...rest,
    asked: (socket) => {
      socket.write(response, 'latin1');
      if (!open) socket.end();
    },
  });
}

export const send = (siteUrl: string): WireRequest => buildSendRequest(siteUrl, checkedMessage(), credentialHeaders(target()));

/** The default timeout of a request in milliseconds. */
export const timeoutMs = 10_000;

/** Stops the clock of the transport. The returned function advances it until `left` milliseconds before the timeout. */
export function stopTheClock(): (left?: number) => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return (left = 0) => void vi.advanceTimersByTime(timeoutMs - left);
}

/** Calls `then` when the next connection of this process opens, before any other listener. */
export function onceConnected(then: (socket: Socket) => void): void {
  const channel = 'net.client.socket';
  const listen = (message: unknown): void => {
    unsubscribe(channel, listen);
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => then(socket));
  };
  subscribe(channel, listen);
  onTestFinished(() => void unsubscribe(channel, listen));
}

export interface ExchangeSettings extends Partial<ExchangeOptions> {
  proxyFor?: ProxyFor;
}

export function exchange(request: WireRequest, settings: ExchangeSettings = {}): Promise<WireResult> {
  const { proxyFor = () => Promise.resolve('DIRECT'), ...options } = settings;
  const { signal } = new AbortController();
  return createNodeTransport(proxyFor).exchange(request, { timeoutMs, connectTimeoutMs: timeoutMs, signal, ...options });
}

export function responseOf(result: WireResult): Extract<WireResult, { kind: 'response' }> {
  if (result.kind !== 'response') throw new Error(`no response: ${JSON.stringify(result)}`);
  return result;
}

export function failureOf(result: WireResult): Extract<WireResult, { kind: 'failed' }> {
  if (result.kind !== 'failed') throw new Error(`no failure, but a response with ${result.status}`);
  return result;
}

/** Each byte as one character. */
export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

export const bodyOf = (result: WireResult): string => text(responseOf(result).body);
