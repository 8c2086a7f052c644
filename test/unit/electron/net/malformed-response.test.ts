import { expect, test } from 'vitest';
import { malformedKind } from '../../../../electron/net/malformed-response.ts';

const ok = 'HTTP/1.1 200 OK\r\n';

test.each([
  ['two lengths', `${ok}Content-Length: 1\r\ncontent-length: 1\r\n\r\n0`, 'HPE_UNEXPECTED_CONTENT_LENGTH', 'twoLengths'],
  [
    'a length and chunks',
    `${ok}Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0`,
    'HPE_UNEXPECTED_CONTENT_LENGTH',
    'lengthAndChunks',
  ],
  ['a length that is none', `${ok}Content-Length: 1, 2\r\n\r\n0`, 'HPE_INVALID_CONTENT_LENGTH', 'badLength'],
  ['a control character', `${ok}X: a\x00b\r\nContent-Length: 1\r\n\r\n0`, 'HPE_INVALID_HEADER_TOKEN', 'controlCharacter'],
  ['a carriage return alone', `${ok}X: a\rb\r\nContent-Length: 1\r\n\r\n0`, 'HPE_LF_EXPECTED', 'controlCharacter'],
  ['line feeds alone', 'HTTP/1.1 200 OK\nContent-Length: 1\n\n0', 'HPE_CR_EXPECTED', 'bareLineFeed'],
  ['too much', `${ok}X: ${'x'.repeat(70_000)}`, 'HPE_HEADER_OVERFLOW', 'tooManyHeaders'],
  ['a header without a name', `${ok}: x\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN', 'badHead'],
  ['a status line of its own', 'HTTP/1.1 OK 200\r\n\r\n', 'HPE_INVALID_STATUS', 'badHead'],
  ['HTTP/2', '\0\0\x12\x04\0\0\0\0\0', 'HPE_INVALID_CONSTANT', 'http2'],
  ['an alert of TLS', '\x15\x03\x01\0\x02\x02\x46', 'HPE_INVALID_CONSTANT', 'tls'],
  ['a page', '\n<html>', 'HPE_INVALID_CONSTANT', 'page'],
  ['mail', '220 mail.acme.example ESMTP\r\n', 'HPE_INVALID_CONSTANT', 'otherProtocol'],
  ['a shell', 'SSH-2.0-OpenSSH_9.2\r\n', 'HPE_INVALID_CONSTANT', 'otherProtocol'],
  ['a bare 0', '0', 'HPE_INVALID_CONSTANT', 'noHttp'],
  ['nothing', '', 'HPE_INVALID_CONSTANT', 'noHttp'],
])('%s', (_, bytes, code, kind) => {
  expect(malformedKind(Buffer.from(bytes, 'latin1'), code, false)).toBe(kind);
});

test("what breaks behind its headers is a body that can't be put together", () => {
  const bytes = Buffer.from(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n`);
  expect(malformedKind(bytes, 'HPE_INVALID_CHUNK_SIZE', true)).toBe('badChunk');
});
