/** The port through which a request reaches the wire. The one real adapter is node-transport.ts. */
import type { Secrets } from './redaction/secrets.ts';
import type { MalformedKind } from '../shared/base/malformed-kind.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

export type WireHeader = readonly [name: string, value: string];

/** A request exactly as it goes: nothing is added to these headers and nothing in the URL is rewritten. */
export interface WireRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: readonly WireHeader[];
  /** Sent as UTF-8; its length has to stand in the headers. */
  body?: string;
  /** What it carries that must not be kept when a response says it back. */
  secrets: Secrets;
}

/** An answer, or the part of one that came. */
export interface WireResponse {
  status: number;
  headers: readonly WireHeader[];
  /** At most as many bytes as were asked for; decoded if it came compressed, see decode-body.ts. */
  body: Uint8Array;
  /** Whether the answer's body went on past that; the rest was dropped. */
  truncated: boolean;
}

export type WireResult =
  | ({ kind: 'answer'; durationMs: number } & WireResponse)
  | {
      kind: 'failed';
      /** `no` only where surely no byte of the request left this computer, or TLS refused it before the server could read it. */
      sent: 'no' | 'maybe';
      cause: Cause;
      /** Why there was no connection. */
      problem?: ConnectionProblem;
      /** What was wrong with a response that could not be read. */
      malformed?: MalformedKind;
      /** The words of the operating system, or the code of a library; empty where there are none. Never holds a credential. */
      detail: string;
      /** What had come of an answer before it was cut. */
      partial: WireResponse | null;
      /** All that came back, as it came, where `partial` does not hold it; not given where nothing came. */
      raw?: RawResponse;
      durationMs: number;
    };

export interface RawResponse {
  /** Head and body, at most `answerCap` bytes. */
  bytes: Uint8Array;
  /** Whether more came than is kept. */
  truncated: boolean;
}

export interface ExchangeOptions {
  /** Milliseconds for everything from the proxy look-up to the answer's last byte. */
  timeoutMs: number;
  /** Milliseconds until the connection has to be open, proxy and TLS included. */
  connectTimeoutMs: number;
  signal: AbortSignal;
  /** Bytes of the answer's body that are kept; `answerCap` where nothing is said. */
  capBytes?: number;
  /** Whether the connection ends there; if not, the rest is read and dropped. */
  stopAtCap?: boolean;
  /**
   * Makes less of a complete response before secrets are taken out of it, so that what nobody reads needs no search. A transport that takes none
   * out doesn't call it.
   */
  reduce?: (response: WireResponse) => Promise<WireResponse>;
  /** Called once, right before the first byte of the request may leave. What it throws changes nothing. */
  onHandOver?: () => void;
}

/** Bytes of an answer's body that are kept, if nothing else is asked for. */
export const responseCap = 1024 * 1024;

export interface Transport {
  /**
   * Puts the request on the wire at most once, on a connection of its own, and never throws. It follows no redirect,
   * keeps no cookie, and answers no authentication challenge. Nothing that it gives back holds the secrets of the request or of a proxy.
   */
  exchange(request: WireRequest, options: ExchangeOptions): Promise<WireResult>;
}
