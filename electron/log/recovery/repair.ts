/** Repairs a damaged log: what can be read goes into a new one, and the damaged file is kept under a dated name. */
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

/** Suffixes of the files that SQLite keeps beside a database. */
export const sidecarSuffixes = ['-wal', '-shm'] as const;

/**
 * Reads the damaged file from a copy, and moves it only when the new log is complete, so that a crash in between loses nothing: see
 * `finishRepair`. `release` makes everything else in Keypost close the log before it is moved, because Windows can't move an open file.
 * Throws what the file system throws; then everything is unchanged.
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
 * Moves a new log that was complete when Keypost stopped into its place, or removes an incomplete one. `release`: see `repairLog`. Throws
 * `ForeignFileError` where one of the files is a link or not a plain file.
 */
export function finishRepair(file: string, release: () => void): void {
  assertOwnDatabase(file);
  if (entryAt(file) !== null) {
    // A half-finished repair must not become the log when somebody removes the damaged one.
    removeLog(carriedFile(file));
    removeLog(copyOf(file));
    return;
  }
  assertOwnDatabase(carriedFile(file));
  if (entryAt(carriedFile(file)) === null) return;
  refuseNewer(versionOnDisk(carriedFile(file)));
  release();
  // SQLite would otherwise take these files for the new log's own, and apply them to it.
  setSidecarsAside(file, `${file}.left`);
  renameSync(carriedFile(file), file);
  removeLog(carriedFile(file));
}

/** Removes every log in this folder that was set aside because it could not be used. Throws what the file system throws. */
export function removeSetAside(folder: string): void {
  for (const name of readdirSync(folder)) if (setAsideName.test(name)) rmSync(join(folder, name), { force: true });
}

/** Names as `asideName` makes them, and those of files that were left beside a missing log. */
const setAsideName = /^log\.((?:damaged|kept)-[\dT-]+\.sqlite(-wal|-shm)?|sqlite\.left-(wal|shm))$/;

/** Renames the files that SQLite keeps beside a database after the database was renamed. */
export function setSidecarsAside(file: string, kept: string): void {
  for (const end of sidecarSuffixes) if (entryAt(`${file}${end}`) !== null) renameSync(`${file}${end}`, `${kept}${end}`);
}

const copyOf = (file: string): string => `${file}.mending`;

export const carriedFile = (file: string): string => `${file}.carried`;

function carryOver(file: string, copy: string, carried: string): Salvage {
  const bytes = ['', ...sidecarSuffixes].reduce((sum, end) => sum + (entryAt(`${file}${end}`)?.size ?? 0), 0);
  const sound = openDatabase(carried);
  try {
    // Its first page has to be in the file, because it may be needed to read the damaged one.
    sound.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const salvaged = salvageFrom(openReadableCopy(file, copy, carried), copy, sound, bytes);
    checkpointIntoFile(sound);
    return salvaged;
  } finally {
    sound.close();
  }
}

/** Checkpoints everything into the one file on the disk, so that it can be renamed. Throws where another program has it open. */
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

/** What was recovered, and what that means for sending. */
export function repairedText({ kept, entries, lost, counted }: RepairedLog): string {
  const read = entries === 1 ? 'One entry' : `${entries} entries`;
  return `The log was damaged. ${read} could be read and went into a new log; the damaged file was kept as ${kept}. ${lossText(lost, counted)}`;
}

function lossText(lost: number, counted: boolean): string {
  if (!counted) return `Keypost can't warn of repeating a send that was lost.`;
  if (lost === 0) return 'Nothing was lost.';
  return lost === 1
    ? `One entry was lost: Keypost can't warn of repeating that send.`
    : `${lost} entries were lost: Keypost can't warn of repeating those sends.`;
}
