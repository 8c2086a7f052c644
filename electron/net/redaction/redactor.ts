/**
 * Takes secrets out of what a server sent back: it may echo what it was sent. That goes before anything is kept or shown.
 *
 * The rule: no run of six or more characters of a secret stays, wherever it is and in whichever of the encodings below it is written. So a secret
 * is found that was cut by a size limit, a shortened quotation or a broken connection, of which nobody can say beforehand where it begins or ends.
 * Six characters are few enough to be worth little to somebody who finds them, and enough not to stand in other text by chance: that text is the price,
 * and it is lost only where it holds six characters of a secret in a row. Shorter parts of a long secret stay, except at the end of a response
 * that was cut, where four and five characters of its beginning go. Secrets of four and five characters are removed where they stand as a whole,
 * shorter ones are not removed: they stand in every second response.
 *
 * Words of every day are no exception. With the password `correct horse battery`, a server that cuts at a blank leaves `battery`, which looks like
 * any other `battery`: a word that may stay in a text may stay in an echo. So `horse riding` loses six characters, its blank among them, and
 * `horses` loses nothing. Who reads what is kept and knows the text otherwise learns that the password has that word. Names of lists and templates
 * that lost a part aren't offered; see read-catalog.ts.
 *
 * Found are: upper and lower case; percent-encoding; HTML entities, numbers also without semicolons; the escapes of JSON and JavaScript; hex; UTF-16;
 * base64 of both alphabets, alone, as in a header (`realm:password`), and at any place of other base64; and three of all that inside each other.
 * UTF-16 inside UTF-16 is found of letters of Latin-1. Everything else stays byte for byte as it came. Compressed bodies are the caller's; see
 * redact-response.ts.
 *
 * Time grows with the length alone. Long texts are searched in parts that overlap, so that the caller may do something else in between.
 */
import { isBigEndian, isStateful, readerOf } from './declared-charset.ts';
import { viewOfBytes } from './decode-bytes.ts';
import { SecretSearch } from './secret-search.ts';
import { KeptBytes, rangesOf } from './kept-bytes.ts';
import { PatternFinder, type Mark } from './pattern-finder.ts';
import { SecretBeginnings } from './secret-beginnings.ts';
import { patternsOf } from './secret-patterns.ts';
import type { Secrets } from './secrets.ts';
import { View, viewOfText } from './view.ts';

/** What stands where a secret stood. */
export const removedText = '[credential removed]';

export interface BodyOptions {
  /** As the headers declare it, in small letters; empty where they don't. */
  charset?: string;
  /** Whether the end is missing: then the beginning of a secret there, of four or more characters, is removed as well. */
  cut?: boolean;
}

/** Bytes that are searched in one go. */
const partBytes = 64 * 1024;
/** Bytes that two parts share: more than six characters take in any three encodings. Even, for UTF-16. */
const sharedBytes = 12 * 1024;
/** Milliseconds after which something else may be done. */
const sliceMs = 8;

/** Holds secrets, so it should not be kept for longer than their request. */
export class Redactor {
  readonly #secrets: Secrets;
  readonly #finder: PatternFinder | null;

  constructor(secrets: Secrets) {
    const patterns = patternsOf(secrets);
    this.#secrets = secrets;
    this.#finder = patterns.length === 0 ? null : new PatternFinder(patterns);
  }

  /** Whether there is nothing that it could find. */
  get isEmpty(): boolean {
    return this.#finder === null;
  }

  /** For short texts: it does not interrupt itself. */
  text(text: string): string {
    if (this.#finder === null) return text;
    const covered = new Uint8Array(text.length);
    runToEnd(new SecretSearch(this.#finder).find(viewOfText(text), markInto(covered), null));
    let [rest, at] = ['', 0];
    for (const { from, to } of rangesOf(covered)) {
      rest += text.slice(at, from) + removedText;
      at = to;
    }
    return rest + text.slice(at);
  }

  /** The value of a header as Node gives it: one character a byte. Does not interrupt itself. */
  header(value: string): string {
    if (this.#finder === null) return value;
    const bytes = Buffer.from(value, 'latin1');
    const clean = runToEnd(this.#redact(this.#finder, bytes, { charset: '', cut: false }));
    return clean === bytes ? value : Buffer.from(clean).toString('latin1');
  }

  /** The very same bytes where there is nothing to remove. Interrupts itself every few milliseconds: the bytes must not change meanwhile. */
  async body(bytes: Uint8Array, { charset = '', cut = false }: BodyOptions = {}): Promise<Uint8Array> {
    if (this.#finder === null) return bytes;
    // Where nobody knows which bytes make up the secret, nothing stays.
    if (isStateful(charset) && this.text(new TextDecoder(charset).decode(bytes)).includes(removedText)) return removedBytes;
    return runInSlices(this.#redact(this.#finder, bytes, { charset, cut }));
  }

  *#redact(finder: PatternFinder, bytes: Uint8Array, { charset, cut }: Required<BodyOptions>): Generator<undefined, Uint8Array> {
    const search = new SecretSearch(finder);
    const read = readerOf(charset, bytes);
    const view = new View();
    const kept = new KeptBytes(bytes, charset.startsWith('utf-16') ? removedTextIn(charset, bytes) : removedBytes);
    const covered = new Uint8Array(Math.min(bytes.length, partBytes));
    for (let at = 0; at === 0 || at + sharedBytes < bytes.length; at += partBytes - sharedBytes) {
      const part = bytes.subarray(at, at + partBytes);
      covered.fill(0);
      const beginnings = cut && at + part.length === bytes.length ? new SecretBeginnings(this.#secrets, part.length) : null;
      if (read !== null) yield* search.find(read(part), markInto(covered), beginnings);
      yield* search.find(
        viewOfBytes(part, view),
        read === null ? markInto(covered) : markUnlessShifted(covered, covered.slice()),
        beginnings,
      );
      kept.remove(rangesOf(covered), at);
      yield;
    }
    return kept.end();
  }
}

const markInto =
  (covered: Uint8Array): Mark =>
  (from, to) =>
    covered.fill(1, from, to);

/** But not what was covered before and is seen again, half a character of UTF-16 too early or too late. */
const markUnlessShifted =
  (covered: Uint8Array, before: Uint8Array): Mark =>
  (from, to) => {
    if (from % 2 === 0 || before[from + 1] !== 1 || before[to - 2] !== 1) covered.fill(1, from, to);
  };

const removedBytes = Buffer.from(removedText, 'latin1');

function removedTextIn(charset: string, body: Uint8Array): Buffer {
  const little = Buffer.from(removedText, 'utf16le');
  return isBigEndian(charset, body) ? little.swap16() : little;
}

function runToEnd<T>(search: Generator<undefined, T>): T {
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

async function runInSlices<T>(search: Generator<undefined, T>): Promise<T> {
  let startedAt = performance.now();
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    if (performance.now() - startedAt < sliceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    startedAt = performance.now();
  }
}
