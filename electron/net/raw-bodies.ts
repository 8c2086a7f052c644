/** Finds the bodies in a response that could not be parsed as HTTP, as far as possible. */
import type { WireHeader } from './transport.ts';

export interface RawBodies {
  headers: WireHeader[];
  /** Everything after the head, as received and without the chunk framing; empty if the head is incomplete. */
  bodies: Uint8Array[];
}

/** `raw`: head and body as received, perhaps incomplete. */
export function rawBodies(raw: Uint8Array): RawBodies {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1');
  let at = 0;
  // Skip the heads of interim responses.
  do {
    const end = /\r?\n\r?\n/g;
    end.lastIndex = at;
    if (end.exec(text) === null) break;
    at = end.lastIndex;
  } while (text.startsWith('HTTP/', at));
  const bodies = at === 0 ? [] : [raw.subarray(at), ...chunksOf(text, raw, at)];
  return { headers: headersIn(text.slice(0, at)), bodies };
}

function headersIn(head: string): WireHeader[] {
  return head.split('\n').flatMap((line): WireHeader[] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
}

/** The data of all chunks from `at` on, and whatever follows the last chunk. Empty if there is no chunk. */
function chunksOf(text: string, raw: Uint8Array, at: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const size = /[\r\n]*([0-9a-f]{1,8})[^\r\n]{0,256}\r?\n/iy;
  for (size.lastIndex = at; ;) {
    const start = size.lastIndex;
    const found = size.exec(text);
    if (found === null) return chunks.length === 0 ? [] : [Buffer.concat([...chunks, raw.subarray(start)])];
    const begin = size.lastIndex;
    const end = Math.min(raw.length, begin + parseInt(found[1] ?? '0', 16));
    chunks.push(raw.subarray(begin, end));
    size.lastIndex = end;
  }
}
