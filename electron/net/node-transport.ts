/**
 * The transport, on Node's HTTP client. Chromium's network stack is not used for requests, because it sends a POST again
 * without a word when a reused connection dies before the answer's headers, and because it does not tell whether bytes had
 * left. Here every request has a connection of its own that is fully open before the request is handed to it once: before
 * that moment surely nothing was sent, after it something may have been.
 */
import * as http from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { HostRule } from './host-rule.ts';
import { malformedKind } from './malformed-response.ts';
import type { MalformedKind } from '../shared/base/malformed-kind.ts';
import { Redactor } from './redaction/redactor.ts';
import { refusesClientCertificate } from './tls-problem.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import { codeOf, ConnectionFailure, outsideText } from './connection-failure.ts';
import { openConnection, type ProxyFor } from './connection.ts';
import { decodeBody } from './decode-body.ts';
import { basicLogin, noProxyLogin, type ProxyLogin, type ProxyLoginFor } from './proxy-authentication.ts';
import { redactResponse } from './redact-response.ts';
import { readResponse, recordRaw, type RawRecord, type Reading } from './response-reading.ts';
import { TimeLimit } from './time-limit.ts';
import { responseCap, type ExchangeOptions, type Transport, type WireResponse, type WireRequest, type WireResult } from './transport.ts';
import { minuteMs } from '../shared/base/time-units.ts';

/** Bytes of answer headers that are read before the answer counts as unreadable. */
const maxHeaderSize = 64 * 1024;

type OpenSocket = (url: URL, signal: AbortSignal) => Promise<Socket>;

type FailedResult = Omit<Extract<WireResult, { kind: 'failed' }>, 'durationMs'>;
type ResponseResult = Omit<Extract<WireResult, { kind: 'answer' }>, 'durationMs'>;

/** `loginFor`: the name and password stored for a proxy. `rule`: for hosts that a server named. */
export function createNodeTransport(proxyFor: ProxyFor, loginFor: ProxyLoginFor = noProxyLogin, rule?: HostRule): Transport {
  return {
    async exchange(request, options) {
      // Only who cancels gives up the keychain's prompt; when the time has run out, it can still be answered for the next request.
      const usedLogins: ProxyLogin[] = [];
      const login: ProxyLoginFor = async (scheme, address) => {
        const found = await loginFor(scheme, address, options.signal);
        if (found.ok && found.value !== null) usedLogins.push(found.value);
        return found;
      };
      const open: OpenSocket = (url, signal) => openConnection(url, proxyFor, signal, login, rule);
      const startedAt = performance.now();
      const result = await decodeResult(await exchangeOnce(request, options, open), options.capBytes);
      const durationMs = Math.round(performance.now() - startedAt);
      return redactResponse({ ...(await reduceResult(result, options)), durationMs }, redactorFor(request, usedLogins));
    },
  };
}

async function reduceResult(result: FailedResult | ResponseResult, { reduce }: ExchangeOptions): Promise<FailedResult | ResponseResult> {
  return result.kind === 'answer' && reduce ? { ...result, ...(await reduce(result)) } : result;
}

/** Whoever responds may say back what the request or the proxy was sent. */
function redactorFor({ secrets }: WireRequest, logins: readonly ProxyLogin[]): Redactor {
  return new Redactor({
    typed: [...secrets.typed, ...logins.map(({ password }) => password)],
    base64: [...secrets.base64, ...logins.map((login) => basicLogin(login).replace('Basic ', ''))],
  });
}

async function decodeResult(result: FailedResult | ResponseResult, capBytes?: number): Promise<FailedResult | ResponseResult> {
  if (result.kind === 'answer') return { ...result, ...(await decodeBody(result, capBytes)) };
  return result.partial === null ? result : { ...result, partial: await decodeBody(result.partial, capBytes) };
}

async function exchangeOnce(request: WireRequest, options: ExchangeOptions, openTo: OpenSocket): Promise<FailedResult | ResponseResult> {
  const whole = new TimeLimit(options.timeoutMs, options.signal);
  const opening = new TimeLimit(options.connectTimeoutMs, whole.signal);
  const startedAt = Date.now();
  try {
    const socket = await connectUnlessAborted(request.url, openTo, opening.signal);
    if (socket instanceof ConnectionFailure) return notConnected(socket, opening, whole, options);
    if (opening.signal.aborted || whole.hasRunOut || socket.destroyed) {
      socket.destroy();
      if (!opening.signal.aborted && !whole.hasRunOut)
        return failed('no', 'unreachable', '', { problem: { code: 'connection.closed', params: {} } });
      return notConnected(stoppedConnecting(), opening, whole, options);
    }
    opening.end();
    // Clocks that stand still while the computer sleeps let no time run out; the wall clock shows it.
    if (Date.now() - startedAt > options.timeoutMs + sleepToleranceMs) {
      socket.destroy();
      return failed('no', 'overslept', '', { problem: { code: 'connection.slept', params: {} } });
    }
    whole.waitForInput(() => socket.bytesRead);
    return await handOver(request, socket, whole, options);
  } finally {
    opening.end();
    whole.end();
  }
}

/** Milliseconds past its time after which a request is not what the person waited for any more. */
const sleepToleranceMs = minuteMs;

function notConnected(failure: ConnectionFailure, opening: TimeLimit, whole: TimeLimit, options: ExchangeOptions): FailedResult {
  const { reason, problem, message } = failure;
  if (!opening.signal.aborted && !whole.hasRunOut) return failed('no', reason, message, { problem });
  if (!opening.isOver && !whole.hasRunOut) return failed('no', 'cancelledBefore', '', { problem });
  const seconds = Math.round(Math.min(options.connectTimeoutMs, options.timeoutMs) / 100) / 10;
  return failed('no', 'connectTimeout', '', { problem: { code: 'connection.timedOut', params: { seconds } } });
}

const stoppedConnecting = (): ConnectionFailure => new ConnectionFailure('cancelledBefore', { code: 'connection.stopped', params: {} });

/** A proxy look-up can't be stopped, so an abort doesn't wait for it; a connection that opens too late is closed unused. */
function connectUnlessAborted(url: string, openTo: OpenSocket, signal: AbortSignal): Promise<Socket | ConnectionFailure> {
  return new Promise((resolve) => {
    const stopped = (): void => {
      resolve(stoppedConnecting());
    };
    if (signal.aborted) return stopped();
    signal.addEventListener('abort', stopped);
    const open = async (): Promise<Socket> => openTo(new URL(url), signal);
    open().then(
      (socket) => {
        if (signal.aborted) socket.destroy();
        resolve(socket);
      },
      (error: unknown) => {
        const unreachable = {
          code: codeOf(error) === 'ERR_INVALID_URL' ? 'connection.badAddress' : 'connection.unreachable',
          params: {},
        } as const;
        resolve(
          error instanceof ConnectionFailure ? error : new ConnectionFailure('unreachable', unreachable, { detail: outsideText(error) }),
        );
      },
    );
  });
}

type FailureEvidence = Pick<FailedResult, 'problem' | 'malformed' | 'raw'> & { partial?: WireResponse | null };

function failed(sent: 'no' | 'maybe', cause: Cause, detail: string, { partial = null, ...evidence }: FailureEvidence = {}): FailedResult {
  return { kind: 'failed', sent, cause, detail, partial, ...evidence };
}

/** From here on bytes of the request may have left, unless Node refuses to make a request of it. */
function handOver(
  request: WireRequest,
  socket: Socket,
  limit: TimeLimit,
  options: ExchangeOptions,
): Promise<FailedResult | ResponseResult> {
  const { signal } = limit;
  return new Promise((resolve) => {
    let call: http.ClientRequest;
    try {
      call = createRequest(socket, request);
    } catch {
      socket.destroy();
      return resolve(failed('no', 'internal', ''));
    }
    const protocol = socket instanceof TLSSocket ? socket.getProtocol() : null;
    const raw = recordRaw(call);
    let response: Reading | undefined;
    let ended = false;
    const end = (result: FailedResult | ResponseResult): void => {
      ended = true;
      resolve(result);
      call.destroy();
      socket.destroy();
    };
    // An answer that is whole counts, whatever came behind it: the last bytes may be read together with a broken end.
    const cut = (cause: Cause, error?: unknown, malformed?: MalformedKind): void => {
      // To put a large answer together a second time, for nobody, would hold up all of Keypost.
      if (ended) return;
      if (response?.isWhole()) return end({ kind: 'answer', ...response.soFar() });
      const partial = response?.soFar() ?? null;
      const kept = partial === null || malformed !== undefined ? raw.kept() : undefined;
      const evidence = { partial, ...(malformed && { malformed }), ...(kept && { raw: kept }) };
      end(failed('maybe', cause, outsideText(error), evidence));
    };
    const malformed = (code: string): void => {
      cut('unreadableAnswer', undefined, malformedKind(raw.kept()?.bytes ?? new Uint8Array(), code, response !== undefined));
    };
    const onAbort = (): void => {
      cut(limit.isOver ? 'timeout' : 'cancelledInFlight');
    };
    // Listeners stay until the end of the socket: a late error must never reach the process.
    call.on('error', (error) => {
      const code = codeOf(error);
      if (!ended && wasRefusedByTls(code, protocol, raw)) {
        const problem = { code: 'connection.clientCertificate', params: {} } as const;
        return end(failed('no', 'tls', outsideText(error), { problem }));
      }
      if (isParserError(code)) malformed(code);
      else cut(response ? 'cutAnswer' : 'reset', error);
    });
    call.on('close', () => {
      cut(response ? 'cutAnswer' : 'reset');
    });
    call.on('upgrade', () => {
      cut('unreadableAnswer', undefined, 'upgrade');
    });
    call.on('response', (message) => {
      const { capBytes = responseCap, stopAtCap = false } = options;
      const reading = readResponse(message, { capBytes, stopAtCap }, raw, () => {
        end({ kind: 'answer', ...reading.soFar() });
      });
      response = reading;
      message.on('error', (error) => {
        cut('cutAnswer', error);
      });
    });
    signal.addEventListener('abort', onAbort);
    notifyHandOver(options.onHandOver);
    if (signal.aborted) return onAbort();
    call.end(request.body);
  });
}

/**
 * In TLS 1.3 a server checks the client's certificate only after the client may have sent its request already, and says so by an alert. Its
 * handshake is not over by then, so its application has read nothing. Older versions check before; there such an alert can come only when the
 * request was read. Once the server has said anything else, it has read it, too.
 */
function wasRefusedByTls(code: string, protocol: string | null, raw: RawRecord): boolean {
  return protocol === 'TLSv1.3' && refusesClientCertificate(code) && raw.kept() === undefined;
}

/** Whoever listens may fail: what becomes of the request doesn't hang on it. */
function notifyHandOver(onHandOver?: () => void): void {
  try {
    onHandOver?.();
  } catch {
    // The request goes all the same: its entry is on the disk already, and its outcome will be.
  }
}

/** Writes nothing yet. Throws where a path or a header has characters that HTTP has no way to say. */
function createRequest(socket: Socket, request: WireRequest): http.ClientRequest {
  return http.request({
    createConnection: () => socket,
    method: request.method,
    path: pathOf(request.url),
    headers: request.headers.flat(),
    maxHeaderSize,
  });
}

/** The path and query just as they stand in the URL: a URL parser would rewrite some characters. */
function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3));
}

const isParserError = (code: string): boolean => code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
