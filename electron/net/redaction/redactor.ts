/**
 * Removes secrets from what a server sent back, which may echo the request, before anything is stored or shown.
 *
 * The rule: no run of six or more characters of a secret stays, at any position and in any of the encodings below. So a secret is also
 * found if it was cut at an unknown place, by a size limit, a shortened quotation or a broken connection. Fewer characters are worth little
 * to an attacker, and six rarely occur in other text by chance; if they do, that text is removed, too. Shorter parts of a long secret stay,
 * except at the end of a truncated response, where four or five characters of its beginning are removed. Secrets of four or five characters
 * are removed if they occur as a whole. Shorter ones aren't removed: they occur in too many responses.
 *
 * Everyday words are no exception. With the password `correct horse battery`, an echo that is cut at a blank may leave `battery`, which
 * looks like any other `battery`: a word that may stay in ordinary text may stay in an echo, too. So `horse riding` loses six characters
 * including the blank, and `horses` loses nothing. Somebody who reads what is kept and knows the original text learns that the password has
 * that word. Names of lists and templates that lost a part aren't offered; see read-catalog.ts.
 *
 * Secrets are found in upper and lower case, percent-encoding, HTML entities (numeric ones also without semicolon), escapes of JSON and
 * JavaScript, hex, UTF-16, base64 in both alphabets (alone, as in a header with `realm:password`, and anywhere in other base64), and up to
 * three of these nested. UTF-16 inside UTF-16 is found for Latin-1 characters. Everything else stays unchanged. Compressed bodies are
 * handled by the caller; see redact-response.ts.
 *
 * Takes linear time. Long texts are searched in overlapping parts, so that other work can run in between.
 */
import { isBigEndian, isStateful, readerOf } from './declared-charset.ts';
import { viewOfBytes } from './decode-bytes.ts';
import { SecretSearch } from './secret-search.ts';
import { KeptBytes, rangesOf } from './kept-bytes.ts';
import { PatternFinder, type OnMatch } from './pattern-finder.ts';
import { SecretBeginnings } from './secret-beginnings.ts';
import { patternsOf } from './secret-patterns.ts';
import type { Secrets } from './secrets.ts';
import { View, viewOfText } from './view.ts';

/** Replaces a secret. */
export const removedText = '[credential removed]';

export interface BodyOptions {
  /** The character set that the headers declare, in lower case; empty if there is none. */
  charset?: string;
  /** Whether the end is missing: then the beginning of a secret at the end is also removed, from four characters on. */
  cut?: boolean;
}

/** Bytes that are searched in one part. */
const partBytes = 64 * 1024;
/** Bytes that two parts share: more than six characters need in any three nested encodings. An even number, for UTF-16. */
const sharedBytes = 12 * 1024;
/** Milliseconds after which the search yields to the event loop. */
const sliceMs = 8;

/** Has the secrets in memory, so don't keep it longer than their request. */
export class Redactor {
  readonly #secrets: Secrets;
  readonly #finder: PatternFinder | null;

  constructor(secrets: Secrets) {
    const patterns = patternsOf(secrets);
    this.#secrets = secrets;
    this.#finder = patterns.length === 0 ? null : new PatternFinder(patterns);
  }

  /** Whether there is no secret to search for. */
  get isEmpty(): boolean {
    return this.#finder === null;
  }

  /** For short texts: doesn't yield to the event loop. */
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

  /** `value`: a header as Node returns it, one character per byte. Doesn't yield to the event loop. */
  header(value: string): string {
    if (this.#finder === null) return value;
    const bytes = Buffer.from(value, 'latin1');
    const clean = runToEnd(this.#redact(this.#finder, bytes, { charset: '', cut: false }));
    return clean === bytes ? value : Buffer.from(clean).toString('latin1');
  }

  /**
   * Returns the same object if there is nothing to remove. Yields every few milliseconds, and the bytes must not change in the meantime.
   */
  async body(bytes: Uint8Array, { charset = '', cut = false }: BodyOptions = {}): Promise<Uint8Array> {
    if (this.#finder === null) return bytes;
    // Without a source map the secret's bytes aren't known, so remove everything.
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
  (covered: Uint8Array): OnMatch =>
  (from, to) =>
    covered.fill(1, from, to);

/** Ignores a match that was covered before and is found again shifted by half a UTF-16 character. */
const markUnlessShifted =
  (covered: Uint8Array, before: Uint8Array): OnMatch =>
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
