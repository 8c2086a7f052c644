/** Secures a connection with TLS, to a site or to a proxy, and learns why it could not be. */
import * as net from 'node:net';
import * as tls from 'node:tls';
import type { Cause } from '../shared/domain/outcome.ts';
import { shownCertificate, tlsProblem, type ShownCertificate } from './tls-problem.ts';
import { TlsStream } from './tls-stream.ts';
import { trustedContext } from './authorities.ts';
import { codeOf, ConnectionFailure, isOfSystem, outsideText } from './connection-failure.ts';
import { opened } from './opened.ts';

/** Who is spoken to, where it is not the site itself. */
export interface SecuredAs {
  cause: Cause;
  /** As the person knows it, such as "the proxy proxy.example:8080". */
  name: string;
}

/** Certificates are checked whatever the environment says (`NODE_TLS_REJECT_UNAUTHORIZED`). Rejects with a ConnectionFailure. */
export function secure(raw: net.Socket, host: string, signal: AbortSignal, as?: SecuredAs): Promise<tls.TLSSocket> {
  const stream = new TlsStream(raw);
  const servername = net.isIP(host) === 0 ? { servername: host } : {};
  const options = { host, ...servername, secureContext: trustedContext(), rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] };
  const socket = tls.connect({ ...options, socket: stream });
  stream.carries({ hasUnread: () => socket.readableLength > 0 });
  stream.on('error', () => undefined);
  socket.once('close', () => stream.destroy());
  // Not every version of Node tells TLS that what carries it is gone.
  stream.once('close', () => socket.destroy(stream.errored ?? undefined));
  let certificate: ShownCertificate | null = null;
  // Right before Node checks the certificate: afterwards it is gone.
  socket.prependOnceListener('secure', () => {
    certificate = shownCertificate(socket.getPeerCertificate(true));
  });
  return opened(socket, 'secureConnect', signal, (error) => {
    const { speaks, saidHello, wantsCertificate } = stream.observer;
    const facts = { code: codeOf(error), ofSystem: isOfSystem(error), speaks, saidHello, wantsCertificate, certificate, now: Date.now() };
    const problem = tlsProblem(facts);
    const detail = { detail: outsideText(error) };
    return as ? new ConnectionFailure(as.cause, { ...problem, host: as.name }, detail) : new ConnectionFailure('tls', problem, detail);
  });
}
