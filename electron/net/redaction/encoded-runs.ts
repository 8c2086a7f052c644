/**
 * Finds runs that may be base64, hex or UTF-16 in a view and decodes them into another one. Keeps only results that look like text, because
 * only text can contain a secret or another encoding.
 */
import { base64Value } from './base64.ts';
import { bytesOfView, MappedBytes, pushCharacter, sizeOfCharacter } from './decode-bytes.ts';
import { digitOf } from './digits.ts';
import type { View } from './view.ts';

const [tab, lineFeed, carriageReturn, padding] = [9, 10, 13, 0x3d];
/** Characters of a line after which base64 may go on in the next one; mail has 76, certificates 64. */
const minLineLength = 32;

export class EncodedRuns {
  readonly #shortest: number;
  readonly #bytes = new MappedBytes();
  /** The positions of the characters of one base64 run in the view. */
  #run = new Int32Array(0);

  /** `shortest`: length of the shortest pattern, in units. */
  constructor(shortest: number) {
    this.#shortest = shortest;
  }

  /** Decodes all runs into `out`. In each run, a text may begin at any character. */
  read(view: View, out: View): void {
    this.#bytes.reset(view.length);
    if (this.#run.length < view.length) this.#run = new Int32Array(view.length);
    const { units, length } = view;
    const [fewest, fewestDigits] = [Math.ceil((this.#shortest * 4) / 3), this.#shortest * 2];
    let [start, line, digits] = [0, 0, 0];
    for (let at = 0; at <= length; at++) {
      const unit = at < length ? (units[at] ?? 0) : -1;
      if (digitOf(unit) < 16) digits += 1;
      else {
        if (digits >= fewestDigits) this.#readHex(view, at - digits, at, out);
        digits = 0;
      }
      if (base64Value(unit) < 64) line += 1;
      else if (line >= minLineLength && unit === lineFeed) line = 0;
      else if (line < minLineLength || unit !== carriageReturn) {
        if (at - start >= fewest) this.#readBase64(view, start, at, out);
        [start, line] = [at + 1, 0];
      }
    }
    this.readUtf16(view, out);
  }

  /** The same for UTF-16 only. */
  readUtf16(view: View, out: View): void {
    if (view.units.subarray(0, view.length).includes(0)) pushUtf16(out, bytesOfView(view, this.#bytes), this.#shortest);
  }

  /** Tries all offsets, because other characters before the run may look like base64. */
  #readBase64(view: View, from: number, end: number, out: View): void {
    const { units, to } = view;
    const run = this.#run;
    let length = 0;
    for (let at = from; at < end; at++) if (base64Value(units[at] ?? 0) < 64) run[length++] = at;
    // The padding belongs to the last byte.
    let last = (run[length - 1] ?? 0) + 1;
    while (last < view.length && units[last] === padding) last++;
    for (let start = 0; start < 4 && start < length; start++) {
      this.#bytes.clear();
      let place = 0;
      for (let at = start; at + 1 < length; at++, place = (place + 1) & 3) {
        if (place === 3) continue;
        const [high, low] = [base64Value(units[run[at] ?? 0] ?? 0), base64Value(units[run[at + 1] ?? 0] ?? 0)];
        const shift = 2 * place + 2;
        this.#bytes.push(((high << shift) | (low >> (6 - shift))) & 0xff, view.from[run[at] ?? 0] ?? 0, to[run[at + 1] ?? 0] ?? 0);
      }
      if (this.#bytes.length > 0) this.#bytes.to[this.#bytes.length - 1] = to[last - 1] ?? 0;
      this.#push(out);
    }
  }

  #readHex(view: View, from: number, end: number, out: View): void {
    const { units } = view;
    for (const start of [from, from + 1]) {
      this.#bytes.clear();
      for (let at = start; at + 1 < end; at += 2) {
        this.#bytes.push(digitOf(units[at] ?? 0) * 16 + digitOf(units[at + 1] ?? 0), view.from[at] ?? 0, view.to[at + 1] ?? 0);
      }
      this.#push(out);
    }
  }

  #push(out: View): void {
    pushUtf8(out, this.#bytes, this.#shortest);
    if (this.#bytes.hasZero) pushUtf16(out, this.#bytes, this.#shortest);
  }
}

const isPrintable = (code: number): boolean =>
  (code >= 0x20 && code !== 0x7f) || code === lineFeed || code === carriageReturn || code === tab;

/** Pushes the runs of valid UTF-8 without control characters. */
function pushUtf8(out: View, source: MappedBytes, shortest: number): void {
  const { bytes, length } = source;
  let start = out.length;
  for (let at = 0; at < length;) {
    const size = sizeOfCharacter(bytes, at, length);
    if (size > 0 && isPrintable(bytes[at] ?? 0)) pushCharacter(out, source, at, size);
    else if (out.length > start) start = out.endText(start, shortest);
    at += Math.max(1, size);
  }
  out.endText(start, shortest);
}

/**
 * The same for UTF-16 in both byte orders, wherever it begins. Without any ASCII it is no text that is encoded itself: see
 * secret-patterns.ts for that.
 */
function pushUtf16(out: View, source: MappedBytes, shortest: number): void {
  for (const start of [0, 1]) for (const low of [0, 1] as const) pushUnits(out, source, start, low, shortest);
  pushSpread(out, source, shortest);
}

/** Bytes from one character of ASCII to the next in UTF-16 that is in UTF-16 once or twice more. The first of them is UTF-32, too. */
const spreads = [4, 8];

/**
 * ASCII and Latin-1 in UTF-16 inside UTF-16, or in UTF-32, in every mixture of byte orders: bytes with always as many zeros between them.
 */
function pushSpread(out: View, { bytes, from, to, length }: MappedBytes, shortest: number): void {
  const push = (at: number): void => out.push(bytes[at] ?? 0, from[at] ?? 0, to[at] ?? 0);
  let start = out.length;
  let [last, spread] = [-1, 0];
  for (let at = 0; at < length; at++) {
    if (bytes[at] === 0) continue;
    const distance = last < 0 ? 0 : at - last;
    if (distance !== spread && spread !== 0) start = out.endText(start, shortest);
    if (!spreads.includes(distance)) spread = 0;
    else {
      if (distance !== spread) push(last);
      push(at);
      spread = distance;
    }
    last = at;
  }
  out.endText(start, shortest);
}

/** `low`: the index of the low byte in a unit. */
function pushUnits(out: View, { bytes, from, to, length }: MappedBytes, first: number, low: 0 | 1, shortest: number): void {
  let start = out.length;
  let hasAscii = false;
  for (let at = first; at + 1 < length; at += 2) {
    const unit = (bytes[at + low] ?? 0) | ((bytes[at + 1 - low] ?? 0) << 8);
    if (unit !== 0 && (unit < 0xe000 || unit > 0xf8ff) && unit < 0xfffe) {
      hasAscii ||= unit < 0x80;
      // The zero byte may belong to the neighbouring character; KeptBytes decides that.
      const [head, tail] = unit > 0xff ? [at, at + 1] : [at + low, at + low];
      out.push(unit, from[head] ?? 0, to[tail] ?? 0);
    } else if (out.length > start) {
      start = out.endText(start, hasAscii ? shortest : Infinity);
      hasAscii = false;
    }
  }
  out.endText(start, hasAscii ? shortest : Infinity);
}
