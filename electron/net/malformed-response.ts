/** Classifies a response that could not be parsed as HTTP. */
import type { MalformedKind } from '../shared/base/malformed-kind.ts';

const http1 = /^HTTP\/\d/;
/** Greetings of mail, file, shell and database servers. */
const greeting = /^(?:SSH-|220[ -]|\+OK|\* OK|RFB |AMQP|-ERR|@RSYNCD)/;

/**
 * `raw`: the response as received, perhaps incomplete. `code`: the error code of Node's parser. `headRead`: whether the headers were
 * parsed.
 */
export function malformedKind(raw: Uint8Array, code: string, headRead: boolean): MalformedKind {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  if (!http1.test(text)) return otherThanHttp(text, raw);
  if (code === 'HPE_HEADER_OVERFLOW') return 'tooManyHeaders';
  if (headRead) return 'badChunk';
  return badHeadKind(headOf(text), code);
}

function otherThanHttp(text: string, raw: Uint8Array): MalformedKind {
  const [first, second, , type] = raw;
  // An HTTP/2 frame begins with a length of three bytes, and the first frame is always SETTINGS (4).
  if (first === 0 && type === 4) return 'http2';
  if (first !== undefined && first >= 20 && first <= 24 && second === 3) return 'tls';
  if (/^\s*</.test(text)) return 'page';
  return greeting.test(text) ? 'otherProtocol' : 'noHttp';
}

function headOf(text: string): string {
  const end = /\r?\n\r?\n/.exec(text);
  return end ? text.slice(0, end.index) : text;
}

function badHeadKind(head: string, code: string): MalformedKind {
  const lines = head.split('\n').map((line) => line.toLowerCase());
  const lengths = lines.filter((line) => /^content-length\s*:/.test(line));
  if (lengths.length > 1) return 'twoLengths';
  if (lengths.length === 1 && lines.some((line) => /^transfer-encoding\s*:/.test(line))) return 'lengthAndChunks';
  // eslint-disable-next-line no-control-regex -- control characters are what this searches for
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n|$)/.test(head)) return 'controlCharacter';
  if (code === 'HPE_INVALID_CONTENT_LENGTH' || lengths.some((line) => !/^content-length\s*:\s*\d+\s*$/.test(line))) return 'badLength';
  return /(?:^|[^\r])\n/.test(head) ? 'bareLineFeed' : 'badHead';
}
