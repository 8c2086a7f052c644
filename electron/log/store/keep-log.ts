/**
 * Keeps a log that can't be written under another name, and puts a new one in its place. What was done is written down first, so that the next
 * start finishes it after a crash and tells it: an empty log that says nothing would make people send again.
 */
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { asideName } from '../../storage/set-aside.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { assertOwnDatabase, entryAt, readOwnFile } from '../../storage/own-file.ts';
import { carryEntries, type CarriedEntries } from '../recovery/carry-entries.ts';
import { openDatabase } from '../database/database.ts';
import type { LogDeps } from './log-deps.ts';
import { besides, bringIntoFile, carriedFile, finishMending, setBesidesAside } from '../recovery/repair.ts';
import { makePart, PartFile } from '../../storage/atomic-file.ts';
import { readingConnection } from '../database/reading-connection.ts';
import { removeLog } from '../recovery/readable-copy.ts';
import type { RecentEntries } from '../database/recent-entries.ts';

export interface StartedLog {
  /** Name of the file that the log before is kept as. */
  kept: string;
  /** What went over into the new one; `null` where nothing of the one before could be read. */
  carried: CarriedEntries | null;
}

const StartedSchema = v.object({
  kept: v.pipe(v.string(), v.regex(/^log\.kept-[\dT-]+\.sqlite$/)),
  carried: v.nullable(v.object({ entries: v.number(), complete: v.boolean() })),
});
/** Bytes of the record of a new log: a name and two values. */
const longestRecord = 4096;

const recordOf = (file: string): string => `${file}.started`;

/**
 * `finishReplacing` puts the new log in its place; the caller has closed the log. `release`: see `mendLog`. Returns the name that the
 * log is kept under. Throws what SQLite and the file system say.
 */
export function keepLog(file: string, now: Date, recent: RecentEntries, release: () => void): string {
  const folder = dirname(file);
  const carried = carryOver(file, recent);
  const kept = asideName(folder, basename(file, '.sqlite'), 'sqlite', now, 'kept');
  writeRecord(file, { kept, carried });
  release();
  renameSync(file, join(folder, kept));
  setBesidesAside(file, join(folder, kept));
  return kept;
}

/**
 * To be called before the log is opened: puts a new log that is whole in its place, after a crash as well, and tells where the one before is kept.
 * Throws as `finishMending`.
 */
export function finishReplacing(file: string, { release, notice }: Pick<LogDeps, 'release' | 'notice'>): void {
  const started = finishKeeping(file, release);
  finishMending(file, release);
  if (started === null) return;
  notice(textOf({ code: 'log.startedNew', params: started }));
  forgetRecord(file);
}

/** What waits beside a kept log gets its name, too. `null` where no log was kept since that was last told. */
function finishKeeping(file: string, release: () => void): StartedLog | null {
  const started = readRecord(file);
  if (started === null) return null;
  const kept = join(dirname(file), started.kept);
  if (entryAt(kept) === null) {
    // Keypost stopped before anything was moved.
    forgetRecord(file);
    return null;
  }
  if (entryAt(file) === null && besides.some((end) => entryAt(`${file}${end}`) !== null)) {
    release();
    setBesidesAside(file, kept);
  }
  return started;
}

/** The new log is whole, and on the disk, before anything is moved. */
function carryOver(file: string, recent: RecentEntries): CarriedEntries | null {
  const carried = carriedFile(file);
  assertOwnDatabase(carried);
  removeLog(carried);
  const bytes = ['', ...besides].reduce((sum, end) => sum + (entryAt(`${file}${end}`)?.size ?? 0), 0);
  const kept = readingConnection(file);
  try {
    const to = openDatabase(carried);
    try {
      const result = carryEntries(kept, to, recent, bytes);
      bringIntoFile(to);
      return result;
    } finally {
      to.close();
    }
  } catch (error) {
    removeLog(carried);
    throw error;
  } finally {
    kept.close();
  }
}

function writeRecord(file: string, started: StartedLog): void {
  const name = makePart(recordOf(file));
  const part = new PartFile(name, recordOf(file));
  try {
    part.write(JSON.stringify(started));
    part.finish();
  } catch (error) {
    part.drop();
    throw error;
  }
}

function readRecord(file: string): StartedLog | null {
  if (entryAt(recordOf(file)) === null) return null;
  const text = readOwnFile(recordOf(file), longestRecord).toString('utf8');
  try {
    return v.parse(StartedSchema, JSON.parse(text));
  } catch {
    // It is written as a whole, so no Keypost wrote this.
    forgetRecord(file);
    return null;
  }
}

const forgetRecord = (file: string): void => {
  rmSync(recordOf(file), { force: true });
};
