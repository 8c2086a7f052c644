/**
 * The plain connection below TLS. It observes the handshake, and it distinguishes a TLS connection that was closed properly from one that
 * broke off: Node reports both as the same end, although in the second case anybody on the way may have truncated the data.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { HandshakeObserver } from './handshake-observer.ts';

/** Turns of the event loop that TLS needs to process its input. */
const graceTurns = 2;

export class TlsStream extends Duplex {
  readonly observer = new HandshakeObserver();
  readonly #raw: Socket;
  #hasUnread: () => boolean = () => false;

  constructor(raw: Socket) {
    super({ allowHalfOpen: true });
    this.#raw = raw;
    raw.on('data', (chunk: Buffer) => {
      this.observer.observe(chunk);
      if (!this.push(chunk)) raw.pause();
    });
    // The end of the plain connection isn't a proper end of TLS: if TLS hasn't ended by then, it was cut.
    raw.on('end', () => {
      this.#destroyWhenRead();
    });
    raw.on('error', (error) => {
      this.#destroyWhenRead(error);
    });
    raw.on('close', () => {
      this.#destroyWhenRead();
    });
    if (raw.destroyed) this.destroy();
  }

  /** `hasUnread`: whether TLS still has decrypted data that wasn't read. */
  setReader({ hasUnread }: { hasUnread: () => boolean }): void {
    this.#hasUnread = hasUnread;
  }

  override _read(): void {
    this.#raw.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#raw.write(chunk, (error) => {
      // First let the data be read that arrived before the other side stopped listening.
      if (error) this.#destroyWhenRead(error);
      else done();
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#raw.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#raw.destroy();
    done(error);
  }

  #destroyWhenRead(error?: Error, left = graceTurns): void {
    if (this.destroyed) return;
    if (left > 0 || this.readableLength > 0 || this.#hasUnread()) {
      setImmediate(() => {
        this.#destroyWhenRead(error, left - 1);
      });
      return;
    }
    this.destroy(error);
  }
}
