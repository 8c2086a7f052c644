/**
 * Reads the schema version (`user_version`) of a SQLite file without opening it as a database: opening and closing one with a `-wal`
 * beside it would change the file, and a file of a newer Keypost must stay as it is.
 */
import { readSync } from 'node:fs';
import { entryAt, withOwnFileToRead } from '../../storage/own-file.ts';
import { basename } from 'node:path';
import type { NewerFile } from '../../storage/newer-file.ts';

/** https://sqlite.org/fileformat2.html#the_database_header: length, constant fields, and the offset of `user_version`. */
const header = { bytes: 100, magic: 'SQLite format 3\0', fractions: { at: 21, are: '\x40\x20\x20' }, userVersion: 60 } as const;
/** https://sqlite.org/fileformat2.html#wal_file_format; the lowest bit of the magic number is the byte order of the checksums. */
const wal = { header: 32, magic: 0x377f0682, pageSize: 8, salts: 16, checksum: 24 } as const;
const frame = { header: 24, page: 0, committedSize: 4, salts: 8, checksum: 16 } as const;

/** 0 where there is no file, or its header is not valid. Throws what the file system throws. */
export function versionOnDisk(file: string): number {
  return versionInWal(`${file}-wal`) ?? versionInHeader(file);
}

function versionInHeader(file: string): number {
  const bytes = withFile(file, (handle) => read(handle, header.bytes, 0));
  return bytes ? versionOf(bytes) : 0;
}

/** 0 where this is not the first page of a database. */
function versionOf(firstPage: Buffer): number {
  const has = (text: string, at: number): boolean => firstPage.toString('latin1', at, at + text.length) === text;
  return has(header.magic, 0) && has(header.fractions.are, header.fractions.at) ? firstPage.readInt32BE(header.userVersion) : 0;
}

/** The version in the last commit of the write-ahead log; `null` where none of its commits wrote the first page. */
function versionInWal(file: string): number | null {
  return withFile(file, (handle) => {
    const start = read(handle, wal.header, 0);
    if (!start || (start.readUInt32BE(0) & ~1) >>> 0 !== wal.magic) return null;
    // Checksums take a while, and the write-ahead log rarely has the first page.
    return hasFirstPage(handle, start) ? committedVersion(handle, start) : null;
  });
}

function hasFirstPage(handle: number, start: Buffer): boolean {
  const size = frame.header + start.readUInt32BE(wal.pageSize);
  for (let at: number = wal.header; ; at += size) {
    const head = read(handle, frame.header, at);
    if (!head?.subarray(frame.salts, frame.checksum).equals(start.subarray(wal.salts, wal.checksum))) return false;
    if (head.readUInt32BE(frame.page) === 1) return true;
  }
}

/** Follows the frames as SQLite's own recovery does: up to the first invalid one, and only up to the last commit. */
function committedVersion(handle: number, start: Buffer): number | null {
  const pageSize = start.readUInt32BE(wal.pageSize);
  const bigEndian = (start.readUInt32BE(0) & 1) === 1;
  let sum = checksum(start.subarray(0, wal.checksum), [0, 0], bigEndian);
  if (!sumIsAt(start, wal.checksum, sum)) return null;
  let written: number | null = null;
  let committed: number | null = null;
  for (let at: number = wal.header; ; at += frame.header + pageSize) {
    const bytes = read(handle, frame.header + pageSize, at);
    if (!bytes?.subarray(frame.salts, frame.checksum).equals(start.subarray(wal.salts, wal.checksum))) return committed;
    sum = checksum(bytes.subarray(frame.header), checksum(bytes.subarray(0, frame.salts), sum, bigEndian), bigEndian);
    if (!sumIsAt(bytes, frame.checksum, sum)) return committed;
    if (bytes.readUInt32BE(frame.page) === 1) written = versionOf(bytes.subarray(frame.header));
    if (bytes.readUInt32BE(frame.committedSize) !== 0) committed = written;
  }
}

type Sum = readonly [number, number];

function checksum(bytes: Buffer, [first, second]: Sum, bigEndian: boolean): Sum {
  let [s0, s1] = [first, second];
  const word = (at: number): number => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    s0 = (s0 + word(at) + s1) >>> 0;
    s1 = (s1 + word(at + 4) + s0) >>> 0;
  }
  return [s0, s1];
}

const sumIsAt = (bytes: Buffer, at: number, [s0, s1]: Sum): boolean => bytes.readUInt32BE(at) === s0 && bytes.readUInt32BE(at + 4) === s1;

/** `null` where the file ends earlier. */
function read(handle: number, bytes: number, at: number): Buffer | null {
  const buffer = Buffer.alloc(bytes);
  return readSync(handle, buffer, 0, bytes, at) < bytes ? null : buffer;
}

/** `null` where there is no such file; anything but a plain file is refused when the database is opened. */
const withFile = <T>(file: string, job: (handle: number) => T): T | null =>
  entryAt(file)?.isFile() === true ? withOwnFileToRead(file, job) : null;

/** The database, if a newer Keypost wrote it: if its schema version on the disk is above `known`; `null` otherwise. */
export function newerDatabase(file: string, known: number): NewerFile | null {
  try {
    const version = versionOnDisk(file);
    return version > known ? { file: basename(file), version, known } : null;
  } catch {
    // Opening it reports why it can't be read.
    return null;
  }
}
