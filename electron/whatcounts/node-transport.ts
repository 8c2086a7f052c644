/**
 * The transport, on Node's HTTP client. Chromium's network stack is not used for requests, because it sends a POST again
 * without a word when a reused connection dies before the answer's headers, and because it does not tell whether bytes had
 * left. Here every request has a connection of its own that is fully open before the request is handed to it once: before
 * that moment surely nothing was sent, after it something may have been.
 */
import * as http from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import type { Cause } from '../sending/outcome.ts';
import { BodyBytes } from './body-bytes.ts';
import { ConnectionFailure, words } from './connection-failure.ts';
import { openConnection, type ProxyFor } from './connection.ts';
import { decoded } from './decode-body.ts';
import { noProxyLogin, type ProxyLoginFor } from './proxy-login.ts';
import { TimeLimit } from './time-limit.ts';
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

type Open = (url: URL, signal: AbortSignal) => Promise<Socket>;

type Failed = Omit<Extract<WireResult, { kind: 'failed' }>, 'durationMs'>;
type Answered = Omit<Extract<WireResult, { kind: 'answer' }>, 'durationMs'>;

/** `loginFor`: the name and password stored for a proxy. `lookup`: finds the addresses of a host that is connected to directly; Node's own where none is given. */
export function createNodeTransport(proxyFor: ProxyFor, loginFor: ProxyLoginFor = noProxyLogin, lookup?: LookupFunction): Transport {
  const open: Open = (url, signal) => openConnection(url, proxyFor, signal, loginFor, lookup);
  return {
    async exchange(request, options) {
      const startedAt = performance.now();
      const result = await readable(await exchangeOnce(request, options, open), options.capBytes);
      return { ...result, durationMs: Math.round(performance.now() - startedAt) };
    },
  };
}

async function readable(result: Failed | Answered, capBytes?: number): Promise<Failed | Answered> {
  if (result.kind === 'answer') return { kind: 'answer', ...(await decoded(result, capBytes)) };
  return result.partial === null ? result : { ...result, partial: await decoded(result.partial, capBytes) };
}

async function exchangeOnce(request: WireRequest, options: ExchangeOptions, openTo: Open): Promise<Failed | Answered> {
  const whole = new TimeLimit(options.timeoutMs, options.signal);
  const opening = new TimeLimit(options.connectTimeoutMs, whole.signal);
  try {
    const socket = await connectOrStop(request.url, openTo, opening.signal);
    if (!opening.signal.aborted && !(socket instanceof ConnectionFailure)) {
      opening.end();
      if (socket.destroyed) return failed('no', 'unreachable', 'the other side closed the connection');
      return await handOver(request, socket, whole, options);
    }
    const failure = socket instanceof ConnectionFailure ? socket : unused(socket);
    const stopped = opening.isOver || whole.isOver ? 'connectTimeout' : 'cancelledBefore';
    return failed('no', opening.signal.aborted ? stopped : failure.reason, failure.message);
  } finally {
    opening.end();
    whole.end();
  }
}

/** A connection that opened in the very moment in which it was no longer wanted. */
function unused(socket: Socket): ConnectionFailure {
  socket.destroy();
  return stoppedConnecting();
}

const stoppedConnecting = (): ConnectionFailure => new ConnectionFailure('cancelledBefore', 'stopped before the connection was open');

/** A proxy look-up can't be stopped, so an abort doesn't wait for it; a connection that opens too late is closed unused. */
function connectOrStop(url: string, openTo: Open, signal: AbortSignal): Promise<Socket | ConnectionFailure> {
  return new Promise((resolve) => {
    const stopped = (): void => {
      resolve(stoppedConnecting());
    };
    if (signal.aborted) return stopped();
    signal.addEventListener('abort', stopped, { once: true });
    const open = async (): Promise<Socket> => openTo(new URL(url), signal);
    open().then(
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

/** From here on bytes of the request may have left, unless Node refuses to make a request of it. */
function handOver(request: WireRequest, socket: Socket, limit: TimeLimit, options: ExchangeOptions): Promise<Failed | Answered> {
  const { signal } = limit;
  return new Promise((resolve) => {
    let call: http.ClientRequest;
    try {
      call = requestOn(socket, request);
    } catch (error) {
      socket.destroy();
      return resolve(failed('no', 'internal', words(error)));
    }
    let answer: Reading | undefined;
    let ended = false;
    const end = (result: Failed | Answered): void => {
      ended = true;
      signal.removeEventListener('abort', onAbort);
      resolve(result);
      call.destroy();
      socket.destroy();
    };
    // An answer that is whole counts, whatever came behind it: the last bytes may be read together with a broken end.
    const cut = (cause: Cause, detail: string): void => {
      // To put a large answer together a second time, for nobody, would hold up all of Keypost.
      if (ended) return;
      if (answer?.isWhole()) end({ kind: 'answer', ...answer.soFar() });
      else end(failed('maybe', cause, detail, answer?.soFar() ?? null));
    };
    const onAbort = (): void => {
      if (limit.isOver) cut('timeout', answer ? 'the answer began but did not end in time' : 'no answer came in time');
      else cut('cancelledInFlight', 'cancelled after the request had left');
    };
    // Listeners stay until the end of the socket: a late error must never reach the process.
    call.on('error', (error) => {
      cut(isParserError(error) ? 'unreadableAnswer' : answer ? 'cutAnswer' : 'reset', words(error));
    });
    call.on('close', () => {
      cut(answer ? 'cutAnswer' : 'reset', 'the connection closed before the answer was complete');
    });
    call.on('upgrade', ({ statusCode }) => {
      cut('unreadableAnswer', `the server wanted to change the protocol (${String(statusCode)})`);
    });
    call.on('response', (message) => {
      const reading = readAnswer(message, options.capBytes ?? answerCap, () => {
        end({ kind: 'answer', ...reading.soFar() });
      });
      answer = reading;
      message.on('error', (error) => {
        cut('cutAnswer', words(error));
      });
    });
    signal.addEventListener('abort', onAbort, { once: true });
    tell(options.onHandOver);
    if (signal.aborted) return onAbort();
    call.end(request.body);
  });
}

/** Whoever listens may fail: what becomes of the request doesn't hang on it. */
function tell(onHandOver?: () => void): void {
  try {
    onHandOver?.();
  } catch {
    // The request goes all the same: its entry is on the disk already, and its outcome will be.
  }
}

/** Writes nothing yet. Throws where a path or a header has characters that HTTP has no way to say. */
function requestOn(socket: Socket, request: WireRequest): http.ClientRequest {
  return http.request({
    createConnection: () => socket,
    method: request.method,
    path: pathOf(request.url),
    headers: request.headers.flat(),
    maxHeaderSize,
  });
}

/** An answer while it comes. */
interface Reading {
  soFar(): WireAnswer;
  /** Whether it came to its end. */
  isWhole(): boolean;
}

/** Reads the body to its end, keeps it up to the cap, and calls `whole` at the end. */
function readAnswer(message: http.IncomingMessage, capBytes: number, whole: () => void): Reading {
  const kept = new BodyBytes(capBytes, toldLength(message));
  // Takes what Node still holds, too: an error may come before Node has handed that over.
  const drain = (): void => {
    for (;;) {
      const chunk: unknown = message.read();
      if (!Buffer.isBuffer(chunk)) return;
      kept.push(chunk);
    }
  };
  const soFar = (): WireAnswer => {
    drain();
    return {
      status: message.statusCode ?? 0,
      headers: pairs(message.rawHeaders),
      body: kept.bytes(),
      truncated: kept.size > capBytes,
    };
  };
  message.on('readable', drain);
  message.on('end', () => {
    if (message.complete) whole();
  });
  return { soFar, isWhole: () => message.complete };
}

/** Bytes of the body as they come over the wire; `undefined` where that is not said. */
function toldLength({ headers }: http.IncomingMessage): number | undefined {
  const told = headers['content-length'];
  return told === undefined ? undefined : Number(told);
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
