/**
 * Searches the kept bytes for pieces of a secret in another way than Keypost: everything that can be decoded is decoded repeatedly, with
 * Node's own tools and without source maps.
 */
import { decodeHTMLStrict } from 'entities/decode';

const piece = 6;

/** The first piece of `secret` in `kept`; `null` if there is none. */
export function leakIn(kept: Buffer, secret: string): string | null {
  const letters = Array.from(secret);
  const pieces = letters.slice(piece - 1).map((_, at) => plain(letters.slice(at, at + piece).join('')));
  for (const text of readings(kept, 3)) {
    const found = pieces.find((one) => plain(text).includes(one));
    if (found !== undefined) return `${found} in ${text.slice(0, 200)}`;
  }
  return null;
}

const plain = (text: string): string =>
  text
    .toUpperCase()
    .toLowerCase()
    .replace(/[+\u00a0]/g, ' ');

function readings(bytes: Buffer, depth: number, known = new Set<string>()): Set<string> {
  for (const text of textsOf(bytes)) {
    let read = text;
    for (let escapes = 0; escapes < 4; escapes++) {
      known.add(read);
      read = unescaped(read);
    }
    known.add(read);
    if (depth === 0) continue;
    for (const [run] of read.matchAll(/[\w+/-]{8,}/g)) {
      for (let start = 0; start < 4; start++) readings(Buffer.from(run.slice(start), 'base64'), depth - 1, known);
    }
    for (const [run] of read.matchAll(/[0-9a-f]{12,}/gi)) {
      for (let start = 0; start < 2; start++) readings(Buffer.from(run.slice(start), 'hex'), depth - 1, known);
    }
    if (read.includes('\0')) readings(Buffer.from(read, 'latin1'), depth - 1, known);
  }
  return known;
}

function textsOf(bytes: Buffer): string[] {
  const texts = [bytes.toString('utf8')];
  if (!bytes.includes(0)) return texts;
  for (const start of [0, 1]) {
    const even = bytes.subarray(start, start + 2 * Math.floor((bytes.length - start) / 2));
    texts.push(even.toString('utf16le'), Buffer.from(even).swap16().toString('utf16le'));
  }
  return texts;
}

const unescaped = (text: string): string =>
  text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
    .replace(/&#0*(\d{1,7});/g, (_, code: string) => codePoint(Number(code)))
    .replace(/&#x0*([0-9a-f]{1,6});/gi, (_, code: string) => codePoint(parseInt(code, 16)))
    .replace(/&\w+;/g, (name) => decodeHTMLStrict(name))
    .replace(
      /\\(?:u\{(\w+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([^]))/gi,
      (_, braced?: string, four?: string, two?: string, other?: string) => other ?? codePoint(parseInt(braced ?? four ?? two ?? '', 16)),
    );

const codePoint = (code: number): string => (code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');
