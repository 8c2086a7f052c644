/** Encodes and decodes D-Bus values (D-Bus specification, "Marshaling"). It writes little-endian and reads both byte orders. */

/**
 * How D-Bus values are represented: numbers below 64 bits as `number`, 64 bits as `bigint`, strings, arrays (structs, too), and dictionary
 * entries as `[key, value]`.
 */
export type BusValue = number | bigint | boolean | string | readonly BusValue[];

export class BusFormatError extends Error {}

const maxDepth = 32;

const alignments: Readonly<Record<string, number>> = {
  y: 1,
  b: 4,
  n: 2,
  q: 2,
  i: 4,
  u: 4,
  h: 4,
  x: 8,
  t: 8,
  d: 8,
  s: 4,
  o: 4,
  g: 1,
  v: 1,
  a: 4,
  '(': 8,
  '{': 8,
};

/** The complete types in a signature, such as `a{sv}` and `o` in `a{sv}o`. */
export function typesOf(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length;) {
    const end = typeEnd(signature, at, 0);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function typeEnd(signature: string, at: number, depth: number): number {
  const code = signature[at];
  if (code === undefined || alignments[code] === undefined || depth > maxDepth) throw new BusFormatError('not a signature');
  if (code === 'a') return typeEnd(signature, at + 1, depth + 1);
  if (code !== '(' && code !== '{') return at + 1;
  const close = code === '(' ? ')' : '}';
  let end = at + 1;
  while (signature[end] !== close) end = typeEnd(signature, end, depth + 1);
  return end + 1;
}

const alignmentOf = (type: string): number => alignments[type.charAt(0)] ?? 1;

export class BusWriter {
  #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  align(to: number): void {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
  }

  byte(value: number): void {
    this.#bytes.push(value & 0xff);
  }

  uint32(value: number): void {
    this.align(4);
    for (let shift = 0; shift < 32; shift += 8) this.byte(value >>> shift);
  }

  /** Supports the types that Keypost's calls need: `y b i u s o g v a ( {`. A variant is `[signature, value]`. */
  value(type: string, value: BusValue): void {
    const code = type.charAt(0);
    if (code === 'y') this.byte(Number(value));
    else if (code === 'b') this.uint32(value === true ? 1 : 0);
    else if (code === 'i' || code === 'u') this.uint32(Number(value));
    else if (code === 's' || code === 'o') this.#text(String(value));
    else if (code === 'g') this.#signature(String(value));
    else if (code === 'v') this.#variant(list(value));
    else if (code === 'a') this.#array(type.slice(1), list(value));
    else if (code === '(' || code === '{') this.#struct(type, list(value));
    else throw new BusFormatError(`type ${type} is never written`);
  }

  #text(value: string): void {
    const bytes = Buffer.from(value, 'utf8');
    this.uint32(bytes.length);
    this.#bytes.push(...bytes, 0);
  }

  #signature(value: string): void {
    const bytes = Buffer.from(value, 'latin1');
    this.byte(bytes.length);
    this.#bytes.push(...bytes, 0);
  }

  #variant([signature, value]: readonly BusValue[]): void {
    if (typeof signature !== 'string' || value === undefined) throw new BusFormatError('not a variant');
    this.#signature(signature);
    this.value(signature, value);
  }

  #array(type: string, values: readonly BusValue[]): void {
    this.uint32(0);
    const lengthAt = this.#bytes.length - 4;
    this.align(alignmentOf(type));
    const start = this.#bytes.length;
    for (const value of values) this.value(type, value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.#bytes.length - start);
    this.#bytes.splice(lengthAt, 4, ...length);
  }

  #struct(type: string, values: readonly BusValue[]): void {
    this.align(8);
    typesOf(type.slice(1, -1)).forEach((member, index) => {
      const value = values[index];
      if (value === undefined) throw new BusFormatError('a struct lacks a member');
      this.value(member, value);
    });
  }
}

function list(value: BusValue): readonly BusValue[] {
  if (typeof value !== 'object') throw new BusFormatError('not a list');
  return value;
}

/** Reads data of another program, so every length is checked against the bytes that are there. Throws `BusFormatError`. */
export class BusReader {
  #at = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly littleEndian: boolean,
  ) {}

  get at(): number {
    return this.#at;
  }

  align(to: number): void {
    this.#at = Math.ceil(this.#at / to) * to;
  }

  byte(): number {
    return this.bytes.readUInt8(this.#take(1, 1));
  }

  uint32(): number {
    const at = this.#take(4, 4);
    return this.littleEndian ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }

  value(type: string, depth = 0): BusValue {
    if (depth > maxDepth) throw new BusFormatError('nested too deeply');
    const code = type.charAt(0);
    if (code === 's' || code === 'o') return this.#text(this.uint32());
    if (code === 'g') return this.#text(this.byte());
    if (code === 'v') return this.#variant(depth);
    if (code === 'a') return this.#array(type.slice(1), depth);
    if (code === '(' || code === '{') return this.#struct(type, depth);
    return this.#fixed(code);
  }

  #fixed(code: string): number | bigint | boolean {
    const little = this.littleEndian;
    if (code === 'y') return this.byte();
    if (code === 'b') return this.uint32() !== 0;
    if (code === 'u' || code === 'h') return this.uint32();
    if (code === 'i') return this.uint32() | 0;
    if (code === 'n' || code === 'q') {
      const at = this.#take(2, 2);
      if (code === 'n') return little ? this.bytes.readInt16LE(at) : this.bytes.readInt16BE(at);
      return little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
    }
    const at = this.#take(8, 8);
    if (code === 'd') return little ? this.bytes.readDoubleLE(at) : this.bytes.readDoubleBE(at);
    if (code === 'x') return little ? this.bytes.readBigInt64LE(at) : this.bytes.readBigInt64BE(at);
    if (code === 't') return little ? this.bytes.readBigUInt64LE(at) : this.bytes.readBigUInt64BE(at);
    throw new BusFormatError('unknown type');
  }

  #text(length: number): string {
    const at = this.#take(length + 1, 1);
    return this.bytes.toString('utf8', at, at + length);
  }

  #variant(depth: number): BusValue {
    const [type, ...more] = typesOf(this.#text(this.byte()));
    if (type === undefined || more.length > 0) throw new BusFormatError('not a variant');
    return this.value(type, depth + 1);
  }

  #array(type: string, depth: number): BusValue[] {
    const length = this.uint32();
    this.align(alignmentOf(type));
    const end = this.#at + length;
    if (end > this.bytes.length) throw new BusFormatError('an array is longer than its message');
    const values: BusValue[] = [];
    while (this.#at < end) values.push(this.value(type, depth + 1));
    return values;
  }

  #struct(type: string, depth: number): BusValue[] {
    this.align(8);
    return typesOf(type.slice(1, -1)).map((member) => this.value(member, depth + 1));
  }

  #take(length: number, alignment: number): number {
    this.align(alignment);
    const at = this.#at;
    if (at + length > this.bytes.length) throw new BusFormatError('a message is too short');
    this.#at += length;
    return at;
  }
}
