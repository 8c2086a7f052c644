/**
 * The transport, on Node's HTTP client. Chromium's network stack isn't used for requests, because it silently sends a POST again when
 * a reused connection closes before the response's headers, and because it doesn't report whether bytes had left. Here every request
 * has its own connection, which is fully open before the request is handed over, once. Before that, certainly nothing was sent;
 * afterwards, something may have been.
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
import { readResponse, recordRaw, type RawRecord, type ResponseReading } from './response-reading.ts';
import { TimeLimit } from './time-limit.ts';
import { responseCap, type ExchangeOptions, type Transport, type WireResponse, type WireRequest, type WireResult } from './transport.ts';
import { minuteMs } from '../shared/base/time-units.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/** Most bytes of response headers; with more, the response counts as malformed. */
const maxHeaderSize = 64 * 1024;

type OpenSocket = (url: URL, signal: AbortSignal) => Promise<Socket>;

type FailedResult = Omit<Extract<WireResult, { kind: 'failed' }>, 'durationMs'>;
type ResponseResult = Omit<Extract<WireResult, { kind: 'response' }>, 'durationMs'>;

/** `loginFor`: finds the stored login for a proxy. `rule`: for hosts that a server named. */
export function createNodeTransport(proxyFor: ProxyFor, loginFor: ProxyLoginFor = noProxyLogin, rule?: HostRule): Transport {
  return {
    async exchange(request, options) {
      // Only cancelling closes the keychain's prompt. After a timeout it stays open, for the next request.
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
  return result.kind === 'response' && reduce ? { ...result, ...(await reduce(result)) } : result;
}

/** A response may echo the credentials that were sent to the server or the proxy. */
function redactorFor({ secrets }: WireRequest, logins: readonly ProxyLogin[]): Redactor {
  return new Redactor({
    typed: [...secrets.typed, ...logins.map(({ password }) => password)],
    base64: [...secrets.base64, ...logins.map((login) => basicLogin(login).replace('Basic ', ''))],
  });
}

async function decodeResult(result: FailedResult | ResponseResult, capBytes?: number): Promise<FailedResult | ResponseResult> {
  if (result.kind === 'response') return { ...result, ...(await decodeBody(result, capBytes)) };
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
    // Timers don't advance while the computer sleeps; the wall clock shows it.
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

/** If a request starts this many milliseconds after its time limit, the computer was asleep, and it isn't sent. */
const sleepToleranceMs = minuteMs;

function notConnected(failure: ConnectionFailure, opening: TimeLimit, whole: TimeLimit, options: ExchangeOptions): FailedResult {
  const { reason, problem, message } = failure;
  if (!opening.signal.aborted && !whole.hasRunOut) return failed('no', reason, message, { problem });
  if (!opening.isOver && !whole.hasRunOut) return failed('no', 'cancelledBefore', '', { problem });
  const seconds = Math.round(Math.min(options.connectTimeoutMs, options.timeoutMs) / 100) / 10;
  return failed('no', 'connectTimeout', '', { problem: { code: 'connection.timedOut', params: { seconds } } });
}

const stoppedConnecting = (): ConnectionFailure => new ConnectionFailure('cancelledBefore', { code: 'connection.stopped', params: {} });

/** A proxy look-up can't be cancelled, so an abort doesn't wait for it. A connection that opens afterwards is closed unused. */
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

/** From here on, bytes of the request may have left, unless Node refuses to create the request. */
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
    } catch (error) {
      reportFailure('a request could not be made', error, 'error');
      socket.destroy();
      return resolve(failed('no', 'internal', ''));
    }
    const protocol = socket instanceof TLSSocket ? socket.getProtocol() : null;
    const raw = recordRaw(call);
    let response: ResponseReading | undefined;
    let ended = false;
    const end = (result: FailedResult | ResponseResult): void => {
      ended = true;
      resolve(result);
      call.destroy();
      socket.destroy();
    };
    // A complete response counts, whatever came after it: the last bytes may be read together with an error.
    const cut = (cause: Cause, error?: unknown, malformed?: MalformedKind): void => {
      // Don't assemble a large response a second time: that would block the process.
      if (ended) return;
      if (response?.isWhole()) return end({ kind: 'response', ...response.soFar() });
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
    // Listeners stay until the socket closes, so that a late error doesn't become an uncaught exception.
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
        end({ kind: 'response', ...reading.soFar() });
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
 * In TLS 1.3 a server checks the client certificate when the client may already have sent its request, and refuses it with an alert. The
 * server's handshake isn't complete then, so its application has read nothing. Older versions check earlier, so there the alert can only
 * come after the request was read. If the server has sent anything else, it may have read the request, too.
 */
function wasRefusedByTls(code: string, protocol: string | null, raw: RawRecord): boolean {
  return protocol === 'TLSv1.3' && refusesClientCertificate(code) && raw.kept() === undefined;
}

/** A failing listener must not affect the request. */
function notifyHandOver(onHandOver?: () => void): void {
  try {
    onHandOver?.();
  } catch (error) {
    reportFailure('the hand-over of a request could not be shown', error);
    // Send the request all the same: its log entry is already on disk.
  }
}

/** Writes nothing yet. Throws if a path or a header has characters that HTTP doesn't allow. */
function createRequest(socket: Socket, request: WireRequest): http.ClientRequest {
  return http.request({
    createConnection: () => socket,
    method: request.method,
    path: pathOf(request.url),
    headers: request.headers.flat(),
    maxHeaderSize,
  });
}

/** The path and query exactly as in the URL: a URL parser would rewrite some characters. */
function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3));
}

const isParserError = (code: string): boolean => code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
