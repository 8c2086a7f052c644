/** What it was that came back where it could not be read as HTTP. Pure. */
import type { MalformedKind } from '../shared/base/malformed-kind.ts';

const http1 = /^HTTP\/\d/;
/** How servers of mail, files, shells and databases greet. */
const greeting = /^(?:SSH-|220[ -]|\+OK|\* OK|RFB |AMQP|-ERR|@RSYNCD)/;

/** `raw`: the response as it came, perhaps not to its end. `code`: of Node's parser. `headRead`: whether the parser came past the headers. */
export function malformedKind(raw: Uint8Array, code: string, headRead: boolean): MalformedKind {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  if (!http1.test(text)) return otherThanHttp(text, raw);
  if (code === 'HPE_HEADER_OVERFLOW') return 'tooManyHeaders';
  if (headRead) return 'badChunk';
  return badHeadKind(headOf(text), code);
}

function otherThanHttp(text: string, raw: Uint8Array): MalformedKind {
  const [first, second, , type] = raw;
  // A frame of HTTP/2 begins with its length of three bytes, and the first one is always SETTINGS (4).
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
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n|$)/.test(head)) return 'controlCharacter';
  if (code === 'HPE_INVALID_CONTENT_LENGTH' || lengths.some((line) => !/^content-length\s*:\s*\d+\s*$/.test(line))) return 'badLength';
  return /(?:^|[^\r])\n/.test(head) ? 'bareLineFeed' : 'badHead';
}
