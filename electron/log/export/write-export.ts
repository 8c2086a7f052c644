/** Writes an export, in the calling process. */
import { isEverything } from '../../shared/domain/log-filter.ts';
import type { ExportOptions } from '../../shared/domain/log-task.ts';
import { TempFileWriter } from '../../storage/atomic-file.ts';
import { withHashedKey } from './export-entry.ts';
import { lineWriter } from './export-line.ts';
import type { ReaderFiles } from '../reader/reader-protocol.ts';
import { ExportRows } from './export-rows.ts';
import { closeSnapshot, openSnapshot, ownLog } from './log-snapshot.ts';
import { filteredIds } from './filtered-ids.ts';

export interface ExportOrder {
  /** The files of the log and of its index. */
  files: ReaderFiles;
  /** The file to write, and the temporary file beside it that is written first; see atomic-file.ts. */
  target: string;
  part: string;
  options: ExportOptions;
  /** How many entries match the filter, for the progress; `null` where it is unknown. */
  total: number | null;
}

export interface ExportWatch {
  /** Called between two steps of a few milliseconds each. */
  stopped: () => boolean;
  /** `total` is `null` where it is unknown. */
  progress: (done: number, total: number | null) => void;
}

/** Characters that are buffered before they are written. */
const bufferLimit = 1024 * 1024;
/** Entries between two checks of `stopped`: with bodies, one may have 256 KB. */
const checkEvery = 50;

/**
 * Returns the number of entries that were written, or `null` when it was stopped. Throws what SQLite and the file system throw. When it
 * was stopped or failed, the temporary file is removed and an existing target is unchanged.
 */
export function writeExport({ files, total, ...output }: ExportOrder, watch: ExportWatch): number | null {
  return isEverything(output.options.filter) ? writeEverything(files.log, output, watch) : writeFiltered(files, total, output, watch);
}

type ExportOutput = Pick<ExportOrder, 'target' | 'part' | 'options'>;

function writeEverything(file: string, output: ExportOutput, watch: ExportWatch): number | null {
  const log = ownLog(file);
  try {
    const rows = new ExportRows(log);
    return writePages(rows, rows.allIds(output.options.order), rows.count(), output, watch);
  } finally {
    log.close();
  }
}

function writeFiltered(files: ReaderFiles, total: number | null, output: ExportOutput, watch: ExportWatch): number | null {
  const snapshot = openSnapshot(files);
  try {
    return writePages(new ExportRows(snapshot.log), filteredIds(snapshot, output.options), total, output, watch);
  } finally {
    closeSnapshot(snapshot);
  }
}

function writePages(
  rows: ExportRows,
  pages: Iterable<readonly number[]>,
  total: number | null,
  { target, part: partPath, options }: ExportOutput,
  watch: ExportWatch,
): number | null {
  const { head, line } = lineWriter(options);
  const part = new TempFileWriter(partPath, target);
  let text = head;
  let done = 0;
  try {
    for (const ids of pages) {
      for (const entry of rows.entries(ids, options.bodies)) {
        if (done % checkEvery === 0 && watch.stopped()) {
          part.drop();
          return null;
        }
        text += line(options.keys === 'hashed' ? withHashedKey(entry) : entry);
        done += 1;
        if (text.length < bufferLimit) continue;
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
