/** Faults of TLS that keep a request from leaving, and the explanation of each, which is the same with BoringSSL and OpenSSL. */
import * as responses from './responses.ts';
import { writeAndClose } from './responses.ts';
import type { Fault, Site } from './faults.ts';

type TlsSite = Omit<Extract<Site, { at: 'https' }>, 'at'>;

const refused = (name: string, site: TlsSite, sentence: string): Fault => ({
  name: `TLS: ${name}`,
  site: { at: 'https', ...site },
  acts: [writeAndClose(responses.accepted)],
  expected: [{ outcome: 'not sent', cause: 'tls', posts: 0, sentence }],
});

export const tlsFaults: readonly Fault[] = [
  refused('unknown authority', { certificate: 'strangerChain' }, "doesn't trust “Stranger”"),
  refused('intermediate missing', { certificate: 'stranger' }, 'without the certificates that vouch for it'),
  refused('self-signed', { certificate: 'selfSigned' }, 'signed by nobody but itself'),
  refused('certificate expired', { certificate: 'expired' }, 'expired on '),
  refused('certificate of tomorrow', { certificate: 'tomorrow' }, "isn't valid yet: this computer's clock says "),
  refused('certificate of another host', { certificate: 'wrongHost' }, 'is for other.test, not for '),
  refused('handshake cut', { handshake: 'cut' }, 'closed the connection while it was being secured'),
  refused('plain HTTP on its port', { handshake: 'http' }, 'speaks plain HTTP where a secure connection was expected'),
  refused('another protocol on its port', { handshake: 'greeting' }, "doesn't speak TLS"),
  refused('a version that is refused', { handshake: { alert: 70 } }, 'offers no version of TLS that Keypost accepts'),
  refused('no cipher in common', { handshake: { alert: 40 } }, 'have no encryption method in common'),
  refused('a name that is not served', { handshake: { alert: 112 } }, "doesn't know the name"),
  refused('a server of HTTP/2 only', { protocols: ['h2'] }, "doesn't speak HTTP/1.1"),
  refused('client certificate wanted (TLS 1.2)', { clientCertificate: 'TLSv1.2' }, 'wants a client certificate'),
  refused('client certificate wanted (TLS 1.3, after the request)', { clientCertificate: 'TLSv1.3' }, 'wants a client certificate'),
];
