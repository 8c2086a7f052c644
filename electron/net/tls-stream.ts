/**
 * The plain connection below TLS. It lets the handshake be read along, and it tells a TLS connection that was closed properly from one that
 * broke off: Node reports both as the same end, although in the second case anybody on the way may have cut what was being said.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { HandshakeObserver } from './handshake-observer.ts';

/** Turns of the event loop in which TLS works off what it was given. */
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
    // An end below TLS is none of TLS: what TLS itself has not ended by then was cut.
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

  /** `hasUnread`: whether TLS still holds something that nobody has taken. */
  setReader({ hasUnread }: { hasUnread: () => boolean }): void {
    this.#hasUnread = hasUnread;
  }

  override _read(): void {
    this.#raw.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#raw.write(chunk, (error) => {
      // What had come before the other side stopped listening is read first.
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
