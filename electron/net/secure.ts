/** Secures a connection to a site or a proxy with TLS, and finds out why it failed. */
import * as net from 'node:net';
import * as tls from 'node:tls';
import type { Cause } from '../shared/domain/outcome.ts';
import { summarizeCertificate, tlsProblem, type CertificateSummary } from './tls-problem.ts';
import { TlsStream } from './tls-stream.ts';
import { trustedContext } from './authorities.ts';
import { codeOf, ConnectionFailure, isSystemError, outsideText } from './connection-failure.ts';
import { whenOpen } from './when-open.ts';

/** The other side of the connection, if it isn't the site itself. */
export interface TlsPeer {
  cause: Cause;
  /** As the person knows it, such as "the proxy proxy.example:8080". */
  name: string;
}

/** Always checks certificates, even if `NODE_TLS_REJECT_UNAUTHORIZED` turns it off. Rejects with a ConnectionFailure. */
export function secure(raw: net.Socket, host: string, signal: AbortSignal, peer?: TlsPeer): Promise<tls.TLSSocket> {
  const stream = new TlsStream(raw);
  const servername = net.isIP(host) === 0 ? { servername: host } : {};
  const options = { host, ...servername, secureContext: trustedContext(), rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] };
  const socket = tls.connect({ ...options, socket: stream });
  stream.setReader({ hasUnread: () => socket.readableLength > 0 });
  stream.on('error', () => undefined);
  socket.once('close', () => stream.destroy());
  // Not every version of Node closes TLS when the stream below it closes.
  stream.once('close', () => socket.destroy(stream.errored ?? undefined));
  let certificate: CertificateSummary | null = null;
  // Read the certificate right before Node checks it: afterwards it isn't available any more.
  socket.prependOnceListener('secure', () => {
    certificate = summarizeCertificate(socket.getPeerCertificate(true));
  });
  return whenOpen(socket, 'secureConnect', signal, (error) => {
    const { protocol, hasServerHello, wantsCertificate } = stream.observer;
    const facts = {
      code: codeOf(error),
      isSystemError: isSystemError(error),
      protocol,
      hasServerHello,
      wantsCertificate,
      certificate,
      now: Date.now(),
    };
    const problem = tlsProblem(facts);
    const detail = { detail: outsideText(error) };
    return peer
      ? new ConnectionFailure(peer.cause, { ...problem, host: peer.name }, detail)
      : new ConnectionFailure('tls', problem, detail);
  });
}
