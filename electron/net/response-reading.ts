/** A response while it comes: as HTTP reads it, and as it stands on the wire. */
import type * as http from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { BodyBytes } from './body-bytes.ts';
import { responseCap, type RawResponse, type WireResponse, type WireHeader } from './transport.ts';

/** What comes back, just as it comes. */
export interface RawRecord {
  /** `undefined` where nothing came. */
  kept(): RawResponse | undefined;
  /** Whether the other side ended the connection in good order. */
  hasEnded(): boolean;
}

/** From the moment in which Node listens, too: to listen before would take the bytes from it. */
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
 * A reset that is read together with the last bytes comes as an end in good order: libuv takes it for one. Only a write shows it, here of
 * nothing. TLS says itself whether it ended.
 */
function wasReset(socket: Socket): boolean {
  if (socket instanceof TLSSocket) return false;
  socket.write('');
  return socket.errored !== null;
}

/** An answer while it comes. */
export interface Reading {
  soFar(): WireResponse;
  /** Whether it came to its end. */
  isWhole(): boolean;
}

/** How much of a body is kept, and whether reading ends there. */
export interface ReadingCap {
  capBytes: number;
  stopAtCap: boolean;
}

/** Reads the body to its end, keeps it up to the cap, and calls `whole` at the end, or past the cap where reading ends there. */
export function readResponse(
  message: http.IncomingMessage,
  { capBytes, stopAtCap }: ReadingCap,
  raw: RawRecord,
  onEnd: () => void,
): Reading {
  // Bytes of the body as they come over the wire; where that is not said, as many as may be kept.
  const expected = Number(message.headers['content-length'] ?? capBytes);
  const kept = new BodyBytes(capBytes, expected);
  // Takes what Node still holds, too: an error may come before Node has handed that over.
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
  // Where nothing else says how long it is, it is whole only if the connection ended, and did not break: TLS says which of the two it was.
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

/** Whether a response itself tells where it ends (RFC 9112, 6.3): these statuses have no body, whatever their headers say. */
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
