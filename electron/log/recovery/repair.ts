/** Mends a damaged log: what can be read goes into a new one, and the damaged file is kept under a dated name. */
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { asideName } from '../../storage/set-aside.ts';
import { assertOwnDatabase, entryAt } from '../../storage/own-file.ts';
import { openDatabase, refuseNewer, schemaVersion, type LogDatabase } from '../database/database.ts';
import { versionOnDisk } from '../database/version-on-disk.ts';
import { FilePages } from './file-pages.ts';
import { openReadableCopy, removeLog } from './readable-copy.ts';
import { salvage, skipIds, type Salvage } from './salvage.ts';

export interface RepairedLog extends Salvage {
  /** Name of the file that the damaged log was kept as. */
  kept: string;
}

/** What SQLite keeps beside a database. */
export const sidecarSuffixes = ['-wal', '-shm'] as const;

/**
 * The damaged file is read from a copy and moved only when the new one is whole, so that a crash in between loses nothing:
 * see `finishRepair`. `release` lets everybody else in Keypost close the log before it is moved: on Windows nobody can move a file that
 * is open. Throws what the file system says; everything is as it was then.
 */
export function repairLog(file: string, now: Date, release: () => void): RepairedLog {
  const copy = copyOf(file);
  const carried = carriedFile(file);
  assertOwnDatabase(file);
  removeLog(carried);
  try {
    const salvaged = carryOver(file, copy, carried);
    const folder = dirname(file);
    const kept = asideName(folder, basename(file, '.sqlite'), 'sqlite', now);
    release();
    renameSync(file, join(folder, kept));
    setSidecarsAside(file, join(folder, kept));
    finishRepair(file, release);
    return { ...salvaged, kept };
  } finally {
    removeLog(copy);
  }
}

/**
 * A new log that was whole when Keypost stopped is put in its place; what is left of one that was not is removed. `release`: see there.
 * Throws `ForeignFileError` where one of them is a link or no plain file.
 */
export function finishRepair(file: string, release: () => void): void {
  assertOwnDatabase(file);
  if (entryAt(file) !== null) {
    // Half of a mending must not become the log when somebody takes the damaged one away.
    removeLog(carriedFile(file));
    removeLog(copyOf(file));
    return;
  }
  assertOwnDatabase(carriedFile(file));
  if (entryAt(carriedFile(file)) === null) return;
  refuseNewer(versionOnDisk(carriedFile(file)));
  release();
  // What SQLite would take for the new log's own, and write into it.
  setSidecarsAside(file, `${file}.left`);
  renameSync(carriedFile(file), file);
  removeLog(carriedFile(file));
}

/** Removes every log that was kept in this folder because it could not be used. Throws what the file system says. */
export function removeSetAside(folder: string): void {
  for (const name of readdirSync(folder)) if (setAsideName.test(name)) rmSync(join(folder, name), { force: true });
}

/** As `asideName` makes them, and what was beside a log that was gone. */
const setAsideName = /^log\.((?:damaged|kept)-[\dT-]+\.sqlite(-wal|-shm)?|sqlite\.left-(wal|shm))$/;

/** Gives what SQLite keeps beside a database the name of one that was renamed. */
export function setSidecarsAside(file: string, kept: string): void {
  for (const end of sidecarSuffixes) if (entryAt(`${file}${end}`) !== null) renameSync(`${file}${end}`, `${kept}${end}`);
}

const copyOf = (file: string): string => `${file}.mending`;

export const carriedFile = (file: string): string => `${file}.carried`;

function carryOver(file: string, copy: string, carried: string): Salvage {
  const bytes = ['', ...sidecarSuffixes].reduce((sum, end) => sum + (entryAt(`${file}${end}`)?.size ?? 0), 0);
  const sound = openDatabase(carried);
  try {
    // Its first page has to be in the file: it may be needed to read the damaged one.
    sound.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const salvaged = salvageFrom(openReadableCopy(file, copy, carried), copy, sound, bytes);
    checkpointIntoFile(sound);
    return salvaged;
  } finally {
    sound.close();
  }
}

/** Puts all of it into the one file, on the disk, so that it can be renamed as a whole. Throws where somebody else has it open. */
export function checkpointIntoFile(sound: LogDatabase): void {
  const row: unknown = sound.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (typeof row !== 'object' || row === null || Reflect.get(row, 'busy') !== 0) throw new Error('the new log is in use');
}

function salvageFrom(damaged: LogDatabase | null, copy: string, sound: LogDatabase, bytes: number): Salvage {
  if (damaged === null) return skipIds(sound, bytes);
  try {
    refuseNewer(schemaVersion(damaged));
    const pages = new FilePages(copy);
    try {
      return salvage({ database: damaged, pages, bytes }, sound);
    } finally {
      pages.close();
    }
  } finally {
    damaged.close();
  }
}
