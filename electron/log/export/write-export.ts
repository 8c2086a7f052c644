/** Writes an export, in the process that calls it. */
import { isEverything } from '../../shared/domain/log-filter.ts';
import type { ExportOptions } from '../../shared/domain/log-task.ts';
import { PartFile } from '../../storage/atomic-file.ts';
import { withHashedKey } from './export-entry.ts';
import { lineWriter } from './export-line.ts';
import type { ReaderFiles } from '../reader/reader-protocol.ts';
import { ExportRows } from './export-rows.ts';
import { closeSnapshot, openSnapshot } from './log-snapshot.ts';
import { ownLog } from './own-connection.ts';
import { filteredIds } from './filtered-ids.ts';

export interface ExportOrder {
  /** The files of the log and of its index. */
  files: ReaderFiles;
  /** The file to write, and the part beside it that is written first; see part-file.ts. */
  target: string;
  part: string;
  options: ExportOptions;
  /** How many entries the filter finds, for the progress; `null` where it is not known. */
  total: number | null;
}

export interface ExportWatch {
  /** Asked between two pieces of work, each a few milliseconds long. */
  stopped: () => boolean;
  /** `total` is `null` where it is not known. */
  progress: (done: number, total: number | null) => void;
}

/** Text that is gathered before it is written, in characters. */
const gatherLimit = 1024 * 1024;
/** Entries between two looks at whether to stop: with bodies, one may have 256 KB. */
const looksEvery = 50;

/**
 * Returns how many entries were written, or `null` when it was stopped. Then, and when it throws (what SQLite and the file
 * system throw), nothing of it is left, and a file that was there before is as it was.
 */
export function writeExport({ files, total, ...written }: ExportOrder, watch: ExportWatch): number | null {
  return isEverything(written.options.filter) ? writeEverything(files.log, written, watch) : writeFiltered(files, total, written, watch);
}

type Written = Pick<ExportOrder, 'target' | 'part' | 'options'>;

function writeEverything(file: string, written: Written, watch: ExportWatch): number | null {
  const log = ownLog(file);
  try {
    const rows = new ExportRows(log);
    return writePages(rows, rows.allIds(written.options.order), rows.count(), written, watch);
  } finally {
    log.close();
  }
}

function writeFiltered(files: ReaderFiles, total: number | null, written: Written, watch: ExportWatch): number | null {
  const snapshot = openSnapshot(files);
  try {
    return writePages(new ExportRows(snapshot.log), filteredIds(snapshot, written.options), total, written, watch);
  } finally {
    closeSnapshot(snapshot);
  }
}

function writePages(
  rows: ExportRows,
  pages: Iterable<readonly number[]>,
  total: number | null,
  { target, part: partPath, options }: Written,
  watch: ExportWatch,
): number | null {
  const { head, line } = lineWriter(options);
  const part = new PartFile(partPath, target);
  let text = head;
  let done = 0;
  try {
    for (const ids of pages) {
      for (const entry of rows.entries(ids, options.bodies)) {
        if (done % looksEvery === 0 && watch.stopped()) {
          part.drop();
          return null;
        }
        text += line(options.keys === 'hashed' ? withHashedKey(entry) : entry);
        done += 1;
        if (text.length < gatherLimit) continue;
        part.write(text);
        text = '';
      }
      watch.progress(done, total);
    }
    part.write(text);
    part.finish();
    return done;
  } catch (error) {
    part.drop();
    throw error;
  }
}
