/**
 * Reads along what a server says while a connection is being secured: only that tells a server of plain HTTP from one of an old TLS, and one
 * that wants a client certificate from one that has no cipher in common. Only what goes in the clear is read.
 */

/** What answered, by its first bytes. `nothing` until the first one has come. */
export type Speaks = 'nothing' | 'tls' | 'http' | 'other';

const recordHeader = 5;
const messageHeader = 4;
const handshakeRecord = 22;
/** From the first of these on everything is secret. */
const secretRecords: readonly number[] = [20, 23];
const serverHello = 2;
const certificateRequest = 13;
/** Enough for every certificate chain; whoever says more before the keys are set is not read any further. */
const mostBytes = 256 * 1024;

export class HandshakeObserver {
  #bytes = Buffer.alloc(0);
  #seen = 0;
  #messages = Buffer.alloc(0);
  #done = false;
  #speaks: Speaks = 'nothing';
  readonly #types = new Set<number>();

  get speaks(): Speaks {
    return this.#speaks;
  }

  /** Whether the server had agreed to a version and a cipher. */
  get saidHello(): boolean {
    return this.#types.has(serverHello);
  }

  /** Whether the server asked for a client certificate. Up to TLS 1.2 only: later versions say it in secret. */
  get wantsCertificate(): boolean {
    return this.#types.has(certificateRequest);
  }

  /** Takes the next bytes of the server, in their order. */
  see(chunk: Buffer): void {
    if (this.#done || chunk.length === 0) return;
    this.#seen += chunk.length;
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#speaks = speaks(this.#bytes);
    if (this.#speaks !== 'tls' || this.#seen > mostBytes) this.#done = this.#bytes.length >= recordHeader;
    else this.#readRecords();
  }

  #readRecords(): void {
    while (this.#bytes.length >= recordHeader) {
      const type = this.#bytes.readUInt8(0);
      const end = recordHeader + this.#bytes.readUInt16BE(3);
      if (secretRecords.includes(type)) this.#done = true;
      if (this.#done || this.#bytes.length < end) return;
      if (type === handshakeRecord) this.#readMessages(this.#bytes.subarray(recordHeader, end));
      this.#bytes = this.#bytes.subarray(end);
    }
  }

  /** A message may be spread over several records, and a record may hold several messages. */
  #readMessages(payload: Buffer): void {
    this.#messages = Buffer.concat([this.#messages, payload]);
    while (this.#messages.length >= messageHeader) {
      const end = messageHeader + this.#messages.readUIntBE(1, 3);
      if (this.#messages.length < end) return;
      this.#types.add(this.#messages.readUInt8(0));
      this.#messages = this.#messages.subarray(end);
    }
  }
}

/** A record of TLS begins with its kind (20 to 24) and the major version 3. */
function speaks(bytes: Buffer): Speaks {
  const [type = 0, major] = bytes;
  if (type >= 20 && type <= 24 && (major === undefined || major === 3)) return 'tls';
  const start = 'HTTP/';
  return start.startsWith(bytes.toString('latin1', 0, start.length)) ? 'http' : 'other';
}
