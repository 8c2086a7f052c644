/** Determines the problem of a connection that could not be secured, by error codes and observed bytes, never by error texts. */
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import type { ServerProtocol } from './handshake-observer.ts';

/** The parts of a server's certificate that a problem's text needs. Times in milliseconds since 1970. */
export interface CertificateSummary {
  validTo: number | null;
  /** The issuer of the last certificate in the received chain; empty if it has no name. */
  issuer: string;
  /** The host names that it is for. */
  names: readonly string[];
}

export interface TlsFacts {
  /** The error code; empty if the connection just ended. */
  code: string;
  /** Whether the operating system reported the error: then it isn't a TLS error. */
  isSystemError: boolean;
  protocol: ServerProtocol;
  hasServerHello: boolean;
  wantsCertificate: boolean;
  certificate: CertificateSummary | null;
  /** By this computer's clock. */
  now: number;
}

const untrusted = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
];
const weak =
  /(?:^|_)(?:EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|CA_MD_TOO_WEAK|DH_KEY_TOO_SMALL|BAD_DH_P_LENGTH|MODULUS_TOO_SMALL|KEY_SIZE_TOO_SMALL|CERT_LENGTH_MISMATCH)$/;
const oldTls =
  /(?:ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_VERSION_NUMBER|WRONG_SSL_VERSION|VERSION_TOO_LOW|UNKNOWN_SSL_VERSION|NO_PROTOCOLS_AVAILABLE|INAPPROPRIATE_FALLBACK)$/;
const noCipher = /(?:ALERT_HANDSHAKE_FAILURE|ALERT_INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|UNSUPPORTED_CIPHER|NO_CIPHERS_AVAILABLE)$/;
/**
 * Alerts with which a server refuses a client certificate. Keypost sends none, so they mean that one is required. OpenSSL and BoringSSL use
 * the same names with different prefixes.
 */
const clientCertificateAlert =
  /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|NO_CERTIFICATE)$/;

/** Whether the code is an alert about a client certificate. */
export const refusesClientCertificate = (code: string): boolean => code.startsWith('ERR_SSL_') && clientCertificateAlert.test(code);

export function tlsProblem(facts: TlsFacts): ConnectionProblem {
  const { code, isSystemError, protocol, hasServerHello, wantsCertificate } = facts;
  const certificateFailure = certificateProblem(facts);
  if (certificateFailure !== null) return certificateFailure;
  if (wantsCertificate) return { code: 'connection.clientCertificate', params: {} };
  if (protocol === 'http') return { code: 'connection.plainHttp', params: {} };
  if (protocol === 'other') return { code: 'connection.notTls', params: {} };
  if (isSystemError || code === '' || code === 'ECONNRESET') return { code: 'connection.tlsClosed', params: {} };
  if (weak.test(code)) return { code: 'connection.weak', params: {} };
  if (oldTls.test(code)) return { code: 'connection.oldTls', params: {} };
  if (noCipher.test(code) && !hasServerHello) return { code: 'connection.noCipher', params: {} };
  if (code.endsWith('NO_APPLICATION_PROTOCOL')) return { code: 'connection.noHttp1', params: {} };
  if (code.endsWith('UNRECOGNIZED_NAME')) return { code: 'connection.unknownName', params: {} };
  if (refusesClientCertificate(code)) return { code: 'connection.clientCertificate', params: {} };
  return { code: 'connection.tlsFailed', params: { code } };
}

/** `null` if the certificate isn't the problem. */
function certificateProblem({ code, isSystemError, certificate, now }: TlsFacts): ConnectionProblem | null {
  const issuer = certificate?.issuer ?? '';
  if (isSystemError) return null;
  if (code === 'CERT_NOT_YET_VALID') return { code: 'connection.notYetValid', params: { now } };
  if (code === 'CERT_HAS_EXPIRED') {
    const validTo = certificate?.validTo ?? null;
    return { code: 'connection.expired', params: { now, validTo: validTo !== null && validTo < now ? validTo : null } };
  }
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') return { code: 'connection.incompleteChain', params: { issuer } };
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return { code: 'connection.selfSigned', params: {} };
  if (untrusted.includes(code)) return { code: 'connection.unknownAuthority', params: { issuer } };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH')
    return { code: 'connection.wrongName', params: { names: certificate?.names ?? [] } };
  if (code === 'CERT_REVOKED') return { code: 'connection.revoked', params: {} };
  if (certificate === null || code === '' || /^E[A-Z]+$|^ERR_/.test(code)) return null;
  if (weak.test(code)) return { code: 'connection.weak', params: {} };
  return { code: 'connection.badCertificate', params: { code } };
}

/** The parts of Node's certificate object that are used here. */
export interface PeerCertificate {
  subject?: { CN?: string | string[] };
  issuer?: { CN?: string | string[]; O?: string | string[] };
  subjectaltname?: string | undefined;
  valid_to?: string;
  issuerCertificate?: PeerCertificate | undefined;
}

const maxNames = 3;

/** `null` if there was no certificate. It may have anything in it, so names are shortened to one line. */
export function summarizeCertificate(peer: PeerCertificate): CertificateSummary | null {
  if (peer.subject === undefined && peer.issuer === undefined) return null;
  const last = lastOfChain(peer);
  const validTo = Date.parse(peer.valid_to ?? '');
  return {
    validTo: Number.isNaN(validTo) ? null : validTo,
    issuer: nameOf(last.issuer?.CN) || nameOf(last.issuer?.O),
    names: namesOf(peer),
  };
}

/** The last certificate in the chain; a self-signed one is its own issuer. */
function lastOfChain(peer: PeerCertificate): PeerCertificate {
  const seen = new Set([peer]);
  let last = peer;
  for (let next = peer.issuerCertificate; next !== undefined && !seen.has(next); next = next.issuerCertificate) {
    seen.add(next);
    last = next;
  }
  return last;
}

function namesOf({ subjectaltname = '', subject }: PeerCertificate): string[] {
  const named = [...subjectaltname.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(([, name]) => nameOf(name));
  const all = named.length > 0 ? named : [nameOf(subject?.CN)].filter((name) => name !== '');
  return all.length > maxNames ? [...all.slice(0, maxNames), `${all.length - maxNames} more`] : all;
}

function nameOf(name: string | string[] | undefined): string {
  const text = (Array.isArray(name) ? name[0] : name) ?? '';
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79).replace(/\p{Cs}$/u, '')}…` : line;
}
