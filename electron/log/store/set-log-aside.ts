/**
 * Sets a log that can't be written aside under another name, and puts a new one in its place. A record is written first, so that after a
 * crash the next start finishes the work and shows the notice: people who find an empty log without an explanation might send again.
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
import { sidecarSuffixes, checkpointIntoFile, carriedFile, finishRepair, setSidecarsAside } from '../recovery/repair.ts';
import { createTempFile, TempFileWriter } from '../../storage/atomic-file.ts';
import { readingConnection } from '../database/sqlite.ts';
import { removeLog } from '../recovery/readable-copy.ts';
import type { RecentRange } from '../database/recent-entries.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export interface ReplacedLog {
  /** Name of the file that the previous log is kept as. */
  kept: string;
  /** What was carried over into the new log; `null` where nothing of the previous one could be read. */
  carried: CarriedEntries | null;
}

const ReplacedSchema = v.object({
  kept: v.pipe(v.string(), v.regex(/^log\.kept-[\dT-]+\.sqlite$/)),
  carried: v.nullable(v.object({ entries: v.number(), complete: v.boolean() })),
});
/** Most bytes of the record of a replaced log: it holds a name and two values. */
const maxRecordBytes = 4096;

const recordFile = (file: string): string => `${file}.started`;

/**
 * Sets the log aside; `finishReplacing` then puts the new one in its place. The caller has closed the log. `release`: see `repairLog`.
 * Returns the name that the log is kept under. Throws what SQLite and the file system throw.
 */
export function setLogAside(file: string, now: Date, recent: RecentRange, release: () => void): string {
  const folder = dirname(file);
  const carried = carryOver(file, recent);
  const kept = asideName(folder, basename(file, '.sqlite'), 'sqlite', now, 'kept');
  writeRecord(file, { kept, carried });
  release();
  renameSync(file, join(folder, kept));
  setSidecarsAside(file, join(folder, kept));
  return kept;
}

/**
 * Call it before the log is opened: puts a complete new log in its place, also after a crash, and shows where the previous one is kept.
 * Throws as `finishRepair`.
 */
export function finishReplacing(file: string, { beforeMove, notify }: Pick<LogDeps, 'beforeMove' | 'notify'>): void {
  const replaced = finishKeeping(file, beforeMove);
  finishRepair(file, beforeMove);
  if (replaced === null) return;
  notify(textOf({ code: 'log.startedNew', params: replaced }));
  forgetRecord(file);
}

/** Renames the SQLite files beside a kept log, too. `null` where no log was set aside since the last notice. */
function finishKeeping(file: string, release: () => void): ReplacedLog | null {
  const replaced = readRecord(file);
  if (replaced === null) return null;
  const kept = join(dirname(file), replaced.kept);
  if (entryAt(kept) === null) {
    // Keypost stopped before anything was moved.
    forgetRecord(file);
    return null;
  }
  if (entryAt(file) === null && sidecarSuffixes.some((end) => entryAt(`${file}${end}`) !== null)) {
    release();
    setSidecarsAside(file, kept);
  }
  return replaced;
}

/** Completes the new log and writes it to the disk before anything is moved. */
function carryOver(file: string, recent: RecentRange): CarriedEntries | null {
  const carried = carriedFile(file);
  assertOwnDatabase(carried);
  removeLog(carried);
  const bytes = ['', ...sidecarSuffixes].reduce((sum, end) => sum + (entryAt(`${file}${end}`)?.size ?? 0), 0);
  const kept = readingConnection(file);
  try {
    const to = openDatabase(carried);
    try {
      const result = carryEntries(kept, to, recent, bytes);
      checkpointIntoFile(to);
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

function writeRecord(file: string, replaced: ReplacedLog): void {
  const name = createTempFile(recordFile(file));
  const part = new TempFileWriter(name, recordFile(file));
  try {
    part.write(JSON.stringify(replaced));
    part.finish();
  } catch (error) {
    part.drop();
    throw error;
  }
}

function readRecord(file: string): ReplacedLog | null {
  if (entryAt(recordFile(file)) === null) return null;
  const text = readOwnFile(recordFile(file), maxRecordBytes).toString('utf8');
  try {
    return v.parse(ReplacedSchema, JSON.parse(text));
  } catch (error) {
    reportFailure('the record of a replaced log could not be read', error);
    // Keypost writes the record atomically, so it can't have written this.
    forgetRecord(file);
    return null;
  }
}

const forgetRecord = (file: string): void => {
  rmSync(recordFile(file), { force: true });
};
