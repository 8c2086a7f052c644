/** Alerts about client certificates: a refusal before the request was read, or the end of a connection on which it was. */
import { expect, test } from 'vitest';
import { certificateFor, trust, trustsBundles } from './certificate.ts';
import { exchange, failureOf, send } from './exchange.ts';
import { alertingSite } from './tls-alert.ts';

const certificate = await certificateFor(['localhost']);
trust(certificate);

const [badCertificate, unknownAuthority, certificateRequired] = [42, 48, 116];
const begun = 'HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n';

test.skipIf(!trustsBundles)('in TLS 1.3 a server that requires a certificate has not read the request, although it has left', async () => {
  const { url, heard } = await alertingSite({ certificate, version: 'TLSv1.3', wantsCertificate: true });
  const handedOver: string[] = [];
  expect(failureOf(await exchange(send(url), { onHandOver: () => handedOver.push('left') }))).toMatchObject({
    sent: 'no',
    cause: 'tls',
    detail: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    problem: { code: 'connection.clientCertificate', params: {} },
    partial: null,
  });
  expect([handedOver, heard()]).toEqual([['left'], 0]);
});

test.skipIf(!trustsBundles).each([
  [badCertificate, 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE'],
  [unknownAuthority, 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'],
  [certificateRequired, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
])('in TLS 1.3 alert %i before any response counts as a refusal', async (alert, detail) => {
  const { url } = await alertingSite({ certificate, version: 'TLSv1.3', alert });
  expect(failureOf(await exchange(send(url)))).toMatchObject({ sent: 'no', cause: 'tls', detail, partial: null });
});

test.skipIf(!trustsBundles)('in TLS 1.3 other alerts do not tell whether the request was read', async () => {
  const { url } = await alertingSite({ certificate, version: 'TLSv1.3', alert: 80 });
  const failure = failureOf(await exchange(send(url)));
  expect(failure).toMatchObject({ sent: 'maybe', cause: 'reset', detail: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR' });
  expect(failure).not.toHaveProperty('problem');
});

test.skipIf(!trustsBundles)('in TLS 1.3 an alert after the beginning of a response is no refusal: the request was read', async () => {
  const { url } = await alertingSite({ certificate, version: 'TLSv1.3', alert: badCertificate, response: begun });
  expect(failureOf(await exchange(send(url)))).toMatchObject({
    sent: 'maybe',
    cause: 'cutAnswer',
    detail: 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    partial: { status: 200 },
  });
});

test.skipIf(!trustsBundles)('in TLS 1.2 an alert after the handshake is no refusal: the request was read', async () => {
  const { url } = await alertingSite({ certificate, version: 'TLSv1.2', alert: badCertificate });
  expect(failureOf(await exchange(send(url)))).toMatchObject({
    sent: 'maybe',
    cause: 'reset',
    detail: 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    partial: null,
  });
});
