/**
 * A TLS server that sends an alert when the test wants it, which Node can't do. A man in the middle knows the server's keys, forwards
 * every record, and then sends the alert in place of the server. Neither side notices the end of the other one.
 */
import { createCipheriv, createHmac } from 'node:crypto';
import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Certificate } from './certificate.ts';

type Version = 'TLSv1.2' | 'TLSv1.3';

interface Options {
  certificate: Certificate;
  version: Version;
  /** Sent once the request has arrived. */
  response?: string;
  /** The number of a fatal alert in RFC 8446, 6. */
  alert?: number;
  /** Whether the server refuses clients without a certificate. */
  wantsCertificate?: boolean;
}

/** The records of a connection so far. */
interface Seen {
  clientRandom: Buffer;
  serverRandom: Buffer;
  /** The client's records of application data. */
  clientData: number;
  /** The server's records since it switched to the keys for application data. */
  serverRecords: number;
}

const [ofCipherChange, ofAlert, ofData] = [20, 21, 23];
/** Longer than every record of a handshake here. */
const ofResponse = 4096;

/** `url`: the address for Keypost. `heard`: how many bytes the server's application has read. */
export async function alertingSite({ certificate, version, response = '', alert, wantsCertificate = false }: Options) {
  let heard = 0;
  const keys = new Map<string, Buffer>();
  const server = tls.createServer({
    ...certificate,
    minVersion: version,
    maxVersion: version,
    ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256',
    requestCert: wantsCertificate,
    rejectUnauthorized: wantsCertificate,
  });
  server.on('keylog', (line: Buffer) => {
    const [name = '', , secret = ''] = line.toString().trim().split(' ');
    keys.set(name, Buffer.from(secret, 'hex'));
  });
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      if (heard === 0 && response !== '') socket.write(response.padEnd(ofResponse));
      heard += chunk.length;
    });
  });
  const between = net.createServer((client) => {
    const onward = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
    for (const socket of [client, onward]) socket.on('error', () => undefined);
    client.once('close', () => onward.destroy());
    const seen: Seen = { clientRandom: Buffer.alloc(0), serverRandom: Buffer.alloc(0), clientData: 0, serverRecords: 0 };
    const say = (description: number): void => {
      const text = Buffer.from([2, description]);
      client.write(version === 'TLSv1.3' ? sealed13(keys, seen.serverRecords, text) : sealed12(keys, seen, text));
    };
    eachRecord(client, (record) => {
      if (seen.clientRandom.length === 0) seen.clientRandom = randomOf(record);
      onward.write(record);
      if (record[0] !== ofData) return;
      seen.clientData += 1;
      // In TLS 1.3 the first one ends the handshake.
      const isRequest = seen.clientData === (version === 'TLSv1.3' ? 2 : 1);
      if (alert !== undefined && response === '' && isRequest) say(alert);
    });
    let isSecret = false;
    eachRecord(onward, (record) => {
      if (seen.serverRandom.length === 0) seen.serverRandom = randomOf(record);
      client.write(record);
      if (version === 'TLSv1.3' ? seen.clientData > 0 : isSecret) seen.serverRecords += 1;
      if (record[0] === ofCipherChange) isSecret = true;
      if (alert !== undefined && response !== '' && record.length > ofResponse) say(alert);
    });
    onTestFinished(() => void client.destroy());
  });
  for (const one of [server, between]) {
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
    onTestFinished(() => void one.close());
  }
  return { url: `https://localhost:${(between.address() as net.AddressInfo).port}`, heard: () => heard };
}

function eachRecord(socket: net.Socket, then: (record: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt16BE(3)) {
      const length = 5 + rest.readUInt16BE(3);
      const record = rest.subarray(0, length);
      rest = rest.subarray(length);
      then(record);
    }
  });
}

/** Of a ClientHello or ServerHello. */
const randomOf = (record: Buffer): Buffer => record.subarray(11, 43);

/** RFC 8446, 5.2 and 7.3. `count`: the records that the server has sent with these keys. */
function sealed13(keys: Map<string, Buffer>, count: number, alert: Buffer): Buffer {
  const secret = keys.get('SERVER_TRAFFIC_SECRET_0') ?? Buffer.alloc(0);
  const expanded = (name: string, length: number): Buffer => {
    const label = Buffer.from(`tls13 ${name}`);
    const info = Buffer.concat([Buffer.from([0, length, label.length]), label, Buffer.from([0])]);
    return expand(secret, info, length);
  };
  const nonce = expanded('iv', 12);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ count) >>> 0, 8);
  const plain = Buffer.concat([alert, Buffer.from([ofAlert])]);
  const head = Buffer.from([ofData, 3, 3, 0, plain.length + 16]);
  return Buffer.concat([head, seal(expanded('key', 16), nonce, head, plain)]);
}

/** RFC 5246, 6.2.3.3 and 6.3, and RFC 5288. */
function sealed12(keys: Map<string, Buffer>, seen: Seen, alert: Buffer): Buffer {
  const master = keys.get('CLIENT_RANDOM') ?? Buffer.alloc(0);
  const seed = Buffer.concat([Buffer.from('key expansion'), seen.serverRandom, seen.clientRandom]);
  const hmac = (...parts: Buffer[]): Buffer => createHmac('sha256', master).update(Buffer.concat(parts)).digest();
  const first = hmac(seed);
  const block = Buffer.concat([hmac(first, seed), hmac(hmac(first), seed)]);
  const [key, salt] = [block.subarray(16, 32), block.subarray(36, 40)];
  const count = Buffer.alloc(8);
  count.writeUInt32BE(seen.serverRecords, 4);
  const type = Buffer.from([ofAlert, 3, 3]);
  const data = Buffer.concat([count, type, Buffer.from([0, alert.length])]);
  const body = Buffer.concat([count, seal(key, Buffer.concat([salt, count]), data, alert)]);
  return Buffer.concat([type, Buffer.from([0, body.length]), body]);
}

function seal(key: Buffer, nonce: Buffer, data: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-gcm', key, nonce).setAAD(data);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** HKDF-Expand of no more than one hash. */
function expand(secret: Buffer, info: Buffer, length: number): Buffer {
  return createHmac('sha256', secret)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}
