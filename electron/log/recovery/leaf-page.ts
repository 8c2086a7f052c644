/**
 * Reads the rows on a leaf page of a table without the tree that should lead to it: the leaves may be intact where the tree is damaged.
 * Follows https://sqlite.org/fileformat2.html, sections 1.6 and 2.1.
 */

export type LeafValue = string | number | Buffer | null;

/** A row as stored on the page: columns in the order of the table, maybe without the last ones; `null` in place of the `id` column. */
export interface LeafRow {
  id: number;
  values: readonly LeafValue[];
}

/** The page with this number, or `null` where there is none. */
export type PageOf = (number: number) => Buffer | null;

const tableLeaf = 0x0d;

/** Many times the size of the longest entry. A limit for damaged sizes and circular chains of pages. */
const maxRowBytes = 16 * 1024 * 1024;

/** Rows on this page, for a table with `columns` columns; none where it is a page of another kind. Damaged rows are left out. */
export function rowsOnPage(page: Buffer, columns: number, pageOf: PageOf): LeafRow[] {
  if (page[0] !== tableLeaf) return [];
  const rows: LeafRow[] = [];
  for (let cell = 0; cell < page.readUInt16BE(3) && 10 + 2 * cell <= page.length; cell++) {
    const row = nullIfDamaged(() => rowAt(page, page.readUInt16BE(8 + 2 * cell), columns, pageOf));
    if (row) rows.push(row);
  }
  return rows;
}

/** Returns `null` for a RangeError: an offset outside its page or file. Any other error is a bug. */
function nullIfDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function rowAt(page: Buffer, offset: number, columns: number, pageOf: PageOf): LeafRow | null {
  const bytes = new ByteReader(page, offset);
  const size = bytes.varint();
  const id = bytes.varint();
  const payload = payloadAt(page, bytes.at, size, pageOf);
  const header = new ByteReader(payload, 0);
  const end = header.varint();
  const types: number[] = [];
  while (header.at < end && types.length <= columns) types.push(header.varint());
  // Rows from before a column was added lack it; those of other tables have many more or fewer columns.
  if (types.length > columns || types.length <= columns / 2 || header.at !== end) return null;
  const body = new ByteReader(payload, end);
  return { id, values: types.map((type) => body.value(type)) };
}

/** A long payload continues on a chain of overflow pages; section 1.6 defines how much is stored on the leaf page. */
function payloadAt(page: Buffer, offset: number, size: number, pageOf: PageOf): Buffer {
  const usable = page.length;
  if (size > maxRowBytes) throw new RangeError('a row too large');
  const most = usable - 35;
  if (size <= most) return slice(page, offset, size);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((size - least) % (usable - 4));
  const here = wanted <= most ? wanted : least;
  const parts = [slice(page, offset, here)];
  let left = size - here;
  let next = page.readUInt32BE(offset + here);
  while (left > 0) {
    const further = pageOf(next);
    if (further === null) throw new RangeError(`page ${next} is not there`);
    const part = slice(further, 4, Math.min(left, usable - 4));
    parts.push(part);
    left -= part.length;
    next = further.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function slice(bytes: Buffer, offset: number, size: number): Buffer {
  if (size < 0 || offset + size > bytes.length) throw new RangeError('beyond the end');
  return bytes.subarray(offset, offset + size);
}

class ByteReader {
  constructor(
    private readonly bytes: Buffer,
    /** The offset of the next read. */
    public at: number,
  ) {}

  /** Seven bits per byte, at most eight bytes: the ninth is for numbers that no log contains. */
  varint(): number {
    let value = 0;
    for (let n = 0; n < 8; n++) {
      const byte = this.bytes.readUInt8(this.at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number too large');
  }

  value(type: number): LeafValue {
    const integerBytes = [0, 1, 2, 3, 4, 6, 8][type];
    if (type === 0) return null;
    if (integerBytes === 8) return this.#number(8, (bytes) => Number(bytes.readBigInt64BE()));
    if (integerBytes !== undefined) return this.#number(integerBytes, (bytes) => bytes.readIntBE(0, integerBytes));
    if (type === 7) return this.#number(8, (bytes) => bytes.readDoubleBE());
    if (type === 8 || type === 9) return type - 8;
    if (type < 12) throw new RangeError('a type of no kind');
    const bytes = this.#take(Math.floor((type - 12) / 2));
    return type % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8');
  }

  #number(size: number, read: (bytes: Buffer) => number): number {
    return read(this.#take(size));
  }

  #take(size: number): Buffer {
    const bytes = slice(this.bytes, this.at, size);
    this.at += size;
    return bytes;
  }
}
