/**
 * The transport, on Node's HTTP client. Chromium's network stack is not used for requests, because it sends a POST again
 * without a word when a reused connection dies before the answer's headers, and because it does not tell whether bytes had
 * left. Here every request has a connection of its own that is fully open before the request is handed to it once: before
 * that moment surely nothing was sent, after it something may have been.
 */
import * as http from 'node:http';
import type { Socket } from 'node:net';
import type { Cause } from '../sending/outcome.ts';
import { ConnectionFailure, openConnection, words, type ProxyFor } from './connection.ts';
import {
  answerCap,
  type ExchangeOptions,
  type Transport,
  type WireAnswer,
  type WireHeader,
  type WireRequest,
  type WireResult,
} from './transport.ts';

/** Bytes of answer headers that are read before the answer counts as unreadable. */
const maxHeaderSize = 64 * 1024;

type Failed = Omit<Extract<WireResult, { kind: 'failed' }>, 'durationMs'>;
type Answered = Omit<Extract<WireResult, { kind: 'answer' }>, 'durationMs'>;

export function createNodeTransport(proxyFor: ProxyFor): Transport {
  return {
    async exchange(request, options) {
      const startedAt = performance.now();
      const result = await exchangeOnce(request, options, proxyFor);
      return { ...result, durationMs: Math.round(performance.now() - startedAt) };
    },
  };
}

async function exchangeOnce(request: WireRequest, options: ExchangeOptions, proxyFor: ProxyFor): Promise<Failed | Answered> {
  const stop = new AbortController();
  let timedOut = false as boolean;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort();
  }, options.timeoutMs);
  const cancel = (): void => {
    stop.abort();
  };
  options.signal.addEventListener('abort', cancel, { once: true });
  if (options.signal.aborted) cancel();
  try {
    const socket = await connectOrStop(new URL(request.url), proxyFor, stop.signal);
    if (!(socket instanceof ConnectionFailure)) return await handOver(request, socket, stop.signal, () => timedOut);
    return failed('no', stop.signal.aborted ? (timedOut ? 'connectTimeout' : 'cancelledBefore') : socket.reason, socket.message);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', cancel);
  }
}

/** A proxy look-up can't be stopped, so an abort doesn't wait for it; a connection that opens too late is closed unused. */
function connectOrStop(url: URL, proxyFor: ProxyFor, signal: AbortSignal): Promise<Socket | ConnectionFailure> {
  return new Promise((resolve) => {
    const stopped = (): void => {
      resolve(new ConnectionFailure('cancelledBefore', 'stopped before the connection was open'));
    };
    if (signal.aborted) return stopped();
    signal.addEventListener('abort', stopped, { once: true });
    openConnection(url, proxyFor, signal).then(
      (socket) => {
        signal.removeEventListener('abort', stopped);
        if (signal.aborted) socket.destroy();
        resolve(socket);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', stopped);
        resolve(error instanceof ConnectionFailure ? error : new ConnectionFailure('unreachable', words(error)));
      },
    );
  });
}

function failed(sent: 'no' | 'maybe', cause: Cause, detail: string, partial: WireAnswer | null = null): Failed {
  return { kind: 'failed', sent, cause, detail, partial };
}

/** From the first line of this function on, bytes of the request may have left. */
function handOver(request: WireRequest, socket: Socket, signal: AbortSignal, timedOut: () => boolean): Promise<Failed | Answered> {
  return new Promise((resolve) => {
    const call = http.request({
      createConnection: () => socket,
      method: request.method,
      path: pathOf(request.url),
      headers: request.headers.flat(),
      maxHeaderSize,
    });
    let partial: (() => WireAnswer) | undefined;
    const end = (result: Failed | Answered): void => {
      signal.removeEventListener('abort', onAbort);
      resolve(result);
      call.destroy();
      socket.destroy();
    };
    const cut = (cause: Cause, detail: string): void => {
      end(failed('maybe', cause, detail, partial?.() ?? null));
    };
    const onAbort = (): void => {
      if (timedOut()) cut('timeout', partial ? 'the answer began but did not end in time' : 'no answer came in time');
      else cut('cancelledInFlight', 'cancelled after the request had left');
    };
    // Listeners stay until the end of the socket: a late error must never reach the process.
    call.on('error', (error) => {
      cut(isParserError(error) ? 'unreadableAnswer' : partial ? 'cutAnswer' : 'reset', words(error));
    });
    call.on('close', () => {
      cut(partial ? 'cutAnswer' : 'reset', 'the connection closed before the answer was complete');
    });
    call.on('upgrade', (answer) => {
      cut('unreadableAnswer', `the server wanted to change the protocol (${String(answer.statusCode)})`);
    });
    call.on('response', (answer) => {
      partial = collect(answer, (whole) => {
        end({ kind: 'answer', ...whole });
      });
      answer.on('error', (error) => {
        cut('cutAnswer', words(error));
      });
    });
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) return onAbort();
    call.end();
  });
}

/** Reads the body up to the cap and calls `whole` once; the returned function tells what has come so far. */
function collect(answer: http.IncomingMessage, whole: (answer: WireAnswer) => void): () => WireAnswer {
  const chunks: Buffer[] = [];
  let size = 0;
  const soFar = (truncated = false): WireAnswer => ({
    status: answer.statusCode ?? 0,
    headers: pairs(answer.rawHeaders),
    body: Buffer.concat(chunks).subarray(0, answerCap),
    truncated,
  });
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > answerCap) whole(soFar(true));
  });
  answer.on('end', () => {
    if (answer.complete) whole(soFar());
  });
  return soFar;
}

function pairs(raw: readonly string[]): WireHeader[] {
  const headers: WireHeader[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return headers;
}

/** The path and query just as they stand in the URL: a URL parser would rewrite some characters. */
function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3));
}

function isParserError(error: Error): boolean {
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
}
