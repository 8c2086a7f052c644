/** Makes a copy of a damaged log that SQLite can open, so that the intact parts can be read. The log itself stays unchanged. */
import { closeSync, constants, copyFileSync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { entryAt } from '../../storage/own-file.ts';
import { pageBytes } from './file-pages.ts';
import { openSqlite } from '../database/sqlite.ts';
import type { LogDatabase } from '../database/database.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

/** Sizes and offsets of a database's first page; https://sqlite.org/fileformat2.html#the_database_header */
const page = { size: pageBytes, header: 100, magic: 'SQLite format 3\0', changes: 24, count: 28, validFor: 92 } as const;

/** How much of the copy's first page is replaced before it is opened, from the least to the most. */
const repairs = ['nothing', 'header', 'page'] as const;

/**
 * Opens a copy of `file` at `copy`, or returns `null` where it has nothing of a log. `sound` is a new, empty log: its first page has the
 * root pages of the tables, which are the same in every log, because the first steps of the schema never change. Throws what the file
 * system throws.
 */
export function openReadableCopy(file: string, copy: string, sound: string): LogDatabase | null {
  for (const repair of repairs) {
    removeLog(copy);
    copyFileSync(file, copy, constants.COPYFILE_EXCL);
    if (entryAt(`${file}-wal`) !== null) copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_EXCL);
    if (repair !== 'nothing') writeFirstPage(copy, sound, page[repair === 'header' ? 'header' : 'size']);
    countPages(copy);
    const database = open(copy);
    if (database) return database;
  }
  return null;
}

/** Removes a database and the files that SQLite keeps beside it. */
export function removeLog(file: string): void {
  for (const beside of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${beside}`, { force: true });
}

function open(copy: string): LogDatabase | null {
  const database = openSqlite(copy);
  try {
    const found = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'entry'`).get();
    if (found !== undefined) {
      // Pages are also read without SQLite, so everything has to be in the one file.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return database;
    }
  } catch (error) {
    // This repair was not enough.
    reportFailure('a repaired log could not be read', error);
  }
  database.close();
  return null;
}

function writeFirstPage(copy: string, sound: string, bytes: number): void {
  const first = Buffer.alloc(bytes);
  withFile(sound, 'r', (handle) => readSync(handle, first, 0, bytes, 0));
  withFile(copy, 'r+', (handle) => writeSync(handle, first, 0, bytes, 0));
}

/** SQLite refuses a file that is shorter than its header says, so this corrects the header. */
function countPages(copy: string): void {
  withFile(copy, 'r+', (handle) => {
    const start = Buffer.alloc(page.header);
    readSync(handle, start, 0, page.header, 0);
    if (start.toString('latin1', 0, page.magic.length) !== page.magic) return;
    const pages = Math.ceil(fstatSync(handle).size / page.size);
    ftruncateSync(handle, pages * page.size);
    start.writeUInt32BE(pages, page.count);
    start.copy(start, page.validFor, page.changes, page.changes + 4);
    writeSync(handle, start, 0, page.header, 0);
  });
}

function withFile(file: string, flags: string, job: (handle: number) => void): void {
  const handle = openSync(file, flags);
  try {
    job(handle);
  } finally {
    closeSync(handle);
  }
}
