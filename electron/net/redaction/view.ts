/** Text to be searched, as UTF-16 code units with a source map. */

/** Separates texts in a view. No secret has this unit. */
export const separator = 0xffff;

/**
 * A growing text with a source map: unit `i` comes from the source's positions `from[i]` up to, not including, `to[i]`. The arrays may be
 * longer than `length`, and are replaced when the view grows.
 */
export class View {
  units = new Uint16Array(0);
  from = new Int32Array(0);
  to = new Int32Array(0);
  length = 0;

  /** Empties it and makes room for `room` units. */
  reset(room: number): this {
    this.length = 0;
    if (this.units.length < room) this.#resize(room);
    return this;
  }

  push(unit: number, from: number, to: number): void {
    const at = this.length;
    if (at === this.units.length) this.#resize(Math.max(1024, at * 2));
    this.units[at] = unit;
    this.from[at] = from;
    this.to[at] = to;
    this.length = at + 1;
  }

  /** Appends the units of another view from `start` up to, not including, `end`. */
  append({ units, from, to }: View, start: number, end: number): void {
    this.appendEach(units.subarray(start, end), from.subarray(start, end), to.subarray(start, end));
  }

  appendEach(units: Uint16Array | Uint8Array, from: Int32Array, to: Int32Array): void {
    const length = this.length + units.length;
    if (length > this.units.length) this.#resize(Math.max(length, this.length * 2));
    this.units.set(units, this.length);
    this.from.set(from, this.length);
    this.to.set(to, this.length);
    this.length = length;
  }

  /** Ends the text pushed since `start`, and removes it if it is shorter than `shortest`. Returns where the next text starts. */
  endText(start: number, shortest: number): number {
    if (this.length - start < shortest) {
      this.length = start;
      return start;
    }
    const end = this.to[this.length - 1] ?? 0;
    this.push(separator, end, end);
    return this.length;
  }

  #resize(room: number): void {
    const { units, from, to, length } = this;
    this.units = new Uint16Array(room);
    this.from = new Int32Array(room);
    this.to = new Int32Array(room);
    this.units.set(units.subarray(0, length));
    this.from.set(from.subarray(0, length));
    this.to.set(to.subarray(0, length));
  }
}

/** A view of a string; positions are its code units. */
export function viewOfText(text: string): View {
  const view = new View().reset(text.length);
  for (let at = 0; at < text.length; at++) view.push(text.charCodeAt(at), at, at + 1);
  return view;
}

/** The text of a view. */
export function textOfView({ units, length }: View): string {
  const parts: string[] = [];
  for (let at = 0; at < length; at += 8192) parts.push(String.fromCharCode(...units.subarray(at, Math.min(length, at + 8192))));
  return parts.join('');
}
