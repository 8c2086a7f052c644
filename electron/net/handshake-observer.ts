/**
 * Observes a server's unencrypted bytes during a TLS handshake. Only they can distinguish plain HTTP from an old TLS version, and a request
 * for a client certificate from a missing common cipher.
 */

/** The server's protocol by its first bytes; `nothing` until the first byte has arrived. */
export type ServerProtocol = 'nothing' | 'tls' | 'http' | 'other';

const recordHeaderBytes = 5;
const messageHeaderBytes = 4;
const handshakeRecord = 22;
/** From the first record of these types on, everything is encrypted. */
const encryptedRecords: readonly number[] = [20, 23];
const serverHello = 2;
const certificateRequest = 13;
/** Enough for every certificate chain; if a server sends more before encryption, the rest isn't read. */
const maxBytes = 256 * 1024;

export class HandshakeObserver {
  #bytes = Buffer.alloc(0);
  #receivedBytes = 0;
  #messages = Buffer.alloc(0);
  #isDone = false;
  #protocol: ServerProtocol = 'nothing';
  readonly #types = new Set<number>();

  get protocol(): ServerProtocol {
    return this.#protocol;
  }

  /** Whether the server has agreed to a version and a cipher. */
  get hasServerHello(): boolean {
    return this.#types.has(serverHello);
  }

  /** Whether the server requested a client certificate. Only up to TLS 1.2: later versions encrypt the request. */
  get wantsCertificate(): boolean {
    return this.#types.has(certificateRequest);
  }

  /** Takes the server's next bytes, in order. */
  observe(chunk: Buffer): void {
    if (this.#isDone || chunk.length === 0) return;
    this.#receivedBytes += chunk.length;
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#protocol = protocolOf(this.#bytes);
    if (this.#protocol !== 'tls' || this.#receivedBytes > maxBytes) this.#isDone = this.#bytes.length >= recordHeaderBytes;
    else this.#readRecords();
  }

  #readRecords(): void {
    while (this.#bytes.length >= recordHeaderBytes) {
      const type = this.#bytes.readUInt8(0);
      const end = recordHeaderBytes + this.#bytes.readUInt16BE(3);
      if (encryptedRecords.includes(type)) this.#isDone = true;
      if (this.#isDone || this.#bytes.length < end) return;
      if (type === handshakeRecord) this.#readMessages(this.#bytes.subarray(recordHeaderBytes, end));
      this.#bytes = this.#bytes.subarray(end);
    }
  }

  /** A message may span several records, and a record may have several messages. */
  #readMessages(payload: Buffer): void {
    this.#messages = Buffer.concat([this.#messages, payload]);
    while (this.#messages.length >= messageHeaderBytes) {
      const end = messageHeaderBytes + this.#messages.readUIntBE(1, 3);
      if (this.#messages.length < end) return;
      this.#types.add(this.#messages.readUInt8(0));
      this.#messages = this.#messages.subarray(end);
    }
  }
}

/** A TLS record begins with its type (20 to 24) and the major version 3. */
function protocolOf(bytes: Buffer): ServerProtocol {
  const [type = 0, major] = bytes;
  if (type >= 20 && type <= 24 && (major === undefined || major === 3)) return 'tls';
  const start = 'HTTP/';
  return start.startsWith(bytes.toString('latin1', 0, start.length)) ? 'http' : 'other';
}
