/** Reads a response as it arrives: parsed by Node, and as raw bytes. */
import type * as http from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { BodyBytes } from './body-bytes.ts';
import { responseCap, type RawResponse, type WireResponse, type WireHeader } from './transport.ts';

/** Records the raw bytes of a response. */
export interface RawRecord {
  /** `undefined` if nothing was received. */
  kept(): RawResponse | undefined;
  /** Whether the other side closed the connection properly. */
  hasEnded(): boolean;
}

/** Starts when Node starts listening: an earlier listener would take the bytes away from it. */
export function recordRaw(call: http.ClientRequest): RawRecord {
  const bytes = new BodyBytes(responseCap);
  let ended = false;
  call.once('socket', (socket) => {
    socket.prependListener('data', (chunk: Buffer) => bytes.push(chunk));
    socket.prependOnceListener('end', () => {
      ended = !wasReset(socket);
    });
  });
  return {
    kept: () => (bytes.size === 0 ? undefined : { bytes: bytes.bytes(), truncated: bytes.size > responseCap }),
    hasEnded: () => ended,
  };
}

/**
 * If a reset is read together with the last bytes, libuv reports a proper end. Only a write reveals it, here an empty one. TLS reports a
 * proper end itself.
 */
function wasReset(socket: Socket): boolean {
  if (socket instanceof TLSSocket) return false;
  socket.write('');
  return socket.errored !== null;
}

/** A response that is still being received. */
export interface ResponseReading {
  soFar(): WireResponse;
  /** Whether it is complete. */
  isWhole(): boolean;
}

/** How much of a body is kept, and whether reading ends there. */
export interface ReadingCap {
  capBytes: number;
  stopAtCap: boolean;
}

/** Reads the body to its end, keeps it up to the cap, and calls `onEnd` at the end, or at the cap if `stopAtCap` is set. */
export function readResponse(
  message: http.IncomingMessage,
  { capBytes, stopAtCap }: ReadingCap,
  raw: RawRecord,
  onEnd: () => void,
): ResponseReading {
  // The declared size of the body; without one, the most that may be kept.
  const expected = Number(message.headers['content-length'] ?? capBytes);
  const kept = new BodyBytes(capBytes, expected);
  // Also takes bytes that Node still has buffered: an error may be reported before them.
  const drain = (): void => {
    for (;;) {
      const chunk: unknown = message.read();
      if (!Buffer.isBuffer(chunk)) return;
      kept.push(chunk);
    }
  };
  const soFar = (): WireResponse => {
    drain();
    return {
      status: message.statusCode ?? 0,
      headers: pairs(message.rawHeaders),
      body: kept.bytes(),
      truncated: kept.size > capBytes,
    };
  };
  // Without a declared end, a response is complete only if the connection was closed properly, not if it broke off.
  const isWhole = (): boolean => message.complete && (hasDeclaredEnd(message) || raw.hasEnded());
  message.on('readable', () => {
    drain();
    if (stopAtCap && kept.size > capBytes) onEnd();
  });
  message.on('end', () => {
    if (isWhole()) onEnd();
  });
  return { soFar, isWhole };
}

const bodilessStatuses: readonly (number | undefined)[] = [204, 304];

/** Whether the response declares where it ends (RFC 9112, 6.3). Some statuses have no body, whatever their headers say. */
function hasDeclaredEnd({ headers, statusCode }: http.IncomingMessage): boolean {
  if (bodilessStatuses.includes(statusCode)) return true;
  const coding = headers['transfer-encoding'];
  if (coding !== undefined) return /(?:^|,)\s*chunked\s*$/i.test(coding);
  return headers['content-length'] !== undefined;
}

function pairs(raw: readonly string[]): WireHeader[] {
  const headers: WireHeader[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return headers;
}
