/** The interface through which requests are sent. Its only real implementation is node-transport.ts. */
import type { Secrets } from './redaction/secrets.ts';
import type { MalformedKind } from '../shared/base/malformed-kind.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

export type WireHeader = readonly [name: string, value: string];

/** A request exactly as it is sent: no header is added and nothing in the URL is rewritten. */
export interface WireRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: readonly WireHeader[];
  /** Sent as UTF-8; the headers must have its length. */
  body?: string;
  /** The secrets in the request, which must not be kept if a response echoes them. */
  secrets: Secrets;
}

/** A response, or the part of one that was received. */
export interface WireResponse {
  status: number;
  headers: readonly WireHeader[];
  /** At most `capBytes` bytes; decoded if it was compressed, see decode-body.ts. */
  body: Uint8Array;
  /** Whether the body was longer; the rest was dropped. */
  truncated: boolean;
}

export type WireResult =
  | ({ kind: 'response'; durationMs: number } & WireResponse)
  | {
      kind: 'failed';
      /** `no` only if certainly no byte of the request left this computer, or TLS refused it before the server could read it. */
      sent: 'no' | 'maybe';
      cause: Cause;
      /** Why there was no connection. */
      problem?: ConnectionProblem;
      /** What was wrong with a response that could not be read. */
      malformed?: MalformedKind;
      /** The text of the operating system, or the code of a library; empty if there is none. Never contains a credential. */
      detail: string;
      /** The part of a response that was received before it was cut. */
      partial: WireResponse | null;
      /** All bytes as received, if they aren't in `partial`; absent if nothing was received. */
      raw?: RawResponse;
      durationMs: number;
    };

export interface RawResponse {
  /** Head and body, at most `responseCap` bytes. */
  bytes: Uint8Array;
  /** Whether more was received than is kept. */
  truncated: boolean;
}

export interface ExchangeOptions {
  /** Milliseconds for everything from the proxy look-up to the response's last byte. */
  timeoutMs: number;
  /** Milliseconds within which the connection has to be open, including proxy and TLS. */
  connectTimeoutMs: number;
  signal: AbortSignal;
  /** Most bytes of the response's body that are kept; default `responseCap`. */
  capBytes?: number;
  /** Whether the connection is closed at the cap; if not, the rest is read and dropped. */
  stopAtCap?: boolean;
  /**
   * Reduces a complete response before it is searched for secrets, so that unused parts needn't be searched. A transport that doesn't
   * redact responses doesn't call it.
   */
  reduce?: (response: WireResponse) => Promise<WireResponse>;
  /** Called once, right before the first byte of the request may leave. Its exceptions are ignored. */
  onHandOver?: () => void;
}

/** Most bytes of a response's body that are kept by default. */
export const responseCap = 1024 * 1024;

export interface Transport {
  /**
   * Sends the request at most once, on its own connection, and never throws. It follows no redirects, keeps no cookies, and responds to no
   * authentication challenges. The result never contains the secrets of the request or of a proxy.
   */
  exchange(request: WireRequest, options: ExchangeOptions): Promise<WireResult>;
}
