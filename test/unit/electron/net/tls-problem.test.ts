import { describe, expect, test } from 'vitest';
import { HandshakeObserver } from '../../../../electron/net/handshake-observer.ts';
import { refusesClientCertificate, summarizeCertificate, tlsProblem, type TlsFacts } from '../../../../electron/net/tls-problem.ts';

const now = Date.parse('2026-11-30T12:00:00Z');
const facts: TlsFacts = {
  code: '',
  isSystemError: false,
  protocol: 'tls',
  hasServerHello: true,
  wantsCertificate: false,
  certificate: null,
  now,
};
const certificate = { validTo: Date.parse('2026-01-01'), issuer: 'Acme CA', names: ['a.example'] };

describe('a problem of TLS', () => {
  test.each([
    ['CERT_NOT_YET_VALID', { code: 'connection.notYetValid', params: { now } }],
    ['CERT_HAS_EXPIRED', { code: 'connection.expired', params: { now, validTo: certificate.validTo } }],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', { code: 'connection.incompleteChain', params: { issuer: 'Acme CA' } }],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', { code: 'connection.unknownAuthority', params: { issuer: 'Acme CA' } }],
    ['UNABLE_TO_GET_ISSUER_CERT', { code: 'connection.unknownAuthority', params: { issuer: 'Acme CA' } }],
    ['SELF_SIGNED_CERT_IN_CHAIN', { code: 'connection.unknownAuthority', params: { issuer: 'Acme CA' } }],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', { code: 'connection.selfSigned', params: {} }],
    ['ERR_TLS_CERT_ALTNAME_INVALID', { code: 'connection.wrongName', params: { names: ['a.example'] } }],
    ['CERT_REVOKED', { code: 'connection.revoked', params: {} }],
    ['EE_KEY_TOO_SMALL', { code: 'connection.weak', params: {} }],
    ['CA_MD_TOO_WEAK', { code: 'connection.weak', params: {} }],
    ['INVALID_PURPOSE', { code: 'connection.badCertificate', params: { code: 'INVALID_PURPOSE' } }],
    ['ERR_SSL_EE_KEY_TOO_SMALL', { code: 'connection.weak', params: {} }],
    ['ERR_SSL_DH_KEY_TOO_SMALL', { code: 'connection.weak', params: {} }],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', { code: 'connection.oldTls', params: {} }],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', { code: 'connection.oldTls', params: {} }],
    ['ERR_SSL_WRONG_VERSION_NUMBER', { code: 'connection.oldTls', params: {} }],
    ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', { code: 'connection.noHttp1', params: {} }],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', { code: 'connection.unknownName', params: {} }],
    ['ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME', { code: 'connection.unknownName', params: {} }],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', { code: 'connection.clientCertificate', params: {} }],
    ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', { code: 'connection.clientCertificate', params: {} }],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', { code: 'connection.clientCertificate', params: {} }],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', { code: 'connection.tlsFailed', params: { code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' } }],
    ['ECONNRESET', { code: 'connection.tlsClosed', params: {} }],
    ['', { code: 'connection.tlsClosed', params: {} }],
  ])('with the code %j', (code, problem) => {
    expect(tlsProblem({ ...facts, code, certificate })).toEqual(problem);
  });

  test.each(['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY'])(
    '%s is about ciphers only before the ServerHello, and about a client certificate if the server requested one',
    (code) => {
      expect(tlsProblem({ ...facts, code, hasServerHello: false })).toEqual({ code: 'connection.noCipher', params: {} });
      expect(tlsProblem({ ...facts, code })).toEqual({ code: 'connection.tlsFailed', params: { code } });
      expect(tlsProblem({ ...facts, code, wantsCertificate: true })).toEqual({ code: 'connection.clientCertificate', params: {} });
    },
  );

  test('an expired certificate further up the chain has no date of the site', () => {
    const later = { ...certificate, validTo: now + 1 };
    expect(tlsProblem({ ...facts, code: 'CERT_HAS_EXPIRED', certificate: later })).toEqual({
      code: 'connection.expired',
      params: { now, validTo: null },
    });
  });

  test.each([
    ['http', 'connection.plainHttp'],
    ['other', 'connection.notTls'],
  ] as const)('%s instead of TLS, whatever the error code of the library', (protocol, code) => {
    expect(tlsProblem({ ...facts, code: 'ERR_SSL_WRONG_VERSION_NUMBER', protocol }).code).toBe(code);
    expect(tlsProblem({ ...facts, code: 'ECONNRESET', isSystemError: true, protocol }).code).toBe(code);
  });

  test('alerts about a client certificate are recognized from both TLS libraries', () => {
    expect(refusesClientCertificate('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')).toBe(true);
    expect(refusesClientCertificate('ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED')).toBe(true);
    expect(refusesClientCertificate('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')).toBe(true);
    expect(refusesClientCertificate('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')).toBe(false);
    expect(refusesClientCertificate('ECONNRESET')).toBe(false);
  });
});

describe('a certificate', () => {
  test('names its sites and the last signer of its chain, on one line each', () => {
    const root = { subject: {}, issuer: { CN: 'Root\nCA' } };
    const chain = { ...root, issuerCertificate: root };
    expect(
      summarizeCertificate({
        subject: { CN: 'ignored' },
        issuer: { CN: 'Intermediate' },
        subjectaltname: 'DNS:a.example, DNS:"b, c.example", IP Address:10.0.0.1, DNS:d.example, DNS:e.example',
        valid_to: 'Jan  1 00:00:00 2026 GMT',
        issuerCertificate: chain,
      }),
    ).toEqual({
      validTo: Date.parse('2026-01-01T00:00:00Z'),
      issuer: 'Root CA',
      names: ['a.example', '"b, c.example"', '10.0.0.1', '2 more'],
    });
  });

  test('that signs itself ends its chain', () => {
    const self: Parameters<typeof summarizeCertificate>[0] = { subject: { CN: 'x' }, issuer: { O: ['Acme', 'Other'] } };
    self.issuerCertificate = self;
    expect(summarizeCertificate(self)).toEqual({ validTo: null, issuer: 'Acme', names: ['x'] });
  });

  test('is missing if none was received', () => {
    expect(summarizeCertificate({})).toBeNull();
  });
});

describe('an observed handshake', () => {
  const record = (type: number, ...bytes: number[]): number[] => [type, 3, 3, bytes.length >> 8, bytes.length & 255, ...bytes];
  const message = (type: number, length = 3): number[] => [type, 0, 0, length, ...Array<number>(length).fill(7)];
  const seen = (bytes: readonly number[], size = bytes.length): HandshakeObserver => {
    const observer = new HandshakeObserver();
    for (let at = 0; at < bytes.length; at += size) observer.observe(Buffer.from(bytes.slice(at, at + size)));
    return observer;
  };
  const asking = [...record(22, ...message(2), ...message(11, 40)), ...record(22, ...message(13), ...message(14, 0))];

  test.each([1, 2, 3, 7, 1000])('is parsed in pieces of %i bytes', (size) => {
    expect(seen(asking, size)).toMatchObject({ protocol: 'tls', hasServerHello: true, wantsCertificate: true });
    expect(seen(record(22, ...message(2), ...message(14, 0)), size)).toMatchObject({ hasServerHello: true, wantsCertificate: false });
  });

  test('recognizes a message that spans records', () => {
    const whole = [...message(2, 20), ...message(13)];
    expect(seen([...record(22, ...whole.slice(0, 9)), ...record(22, ...whole.slice(9))])).toMatchObject({ wantsCertificate: true });
  });

  test.each([20, 23])('ignores encrypted records (from a record of type %i on)', (type) => {
    expect(seen([...record(22, ...message(2)), ...record(type, 1), ...record(22, ...message(13))])).toMatchObject({
      hasServerHello: true,
      wantsCertificate: false,
    });
  });

  test.each([
    ['HTTP/1.1 400 Bad Request\r\n', 'http'],
    ['H', 'http'],
    ['220 mail', 'other'],
    ['HELO', 'other'],
    ['\x15\x03\x01', 'tls'],
    ['', 'nothing'],
  ])('%j is %s', (bytes, protocol) => {
    expect(seen([...Buffer.from(bytes, 'latin1')], 1).protocol).toBe(protocol);
  });
});
