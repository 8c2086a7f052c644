/** Whether a newer Keypost wrote the log; it must neither be changed then, nor may Keypost start without it. */
import type { NewerFile } from '../../storage/newer-file.ts';
import { entryAt } from '../../storage/own-file.ts';
import { carriedFile } from './repair.ts';
import { migrations } from '../database/migrations.ts';
import { newerDatabase } from '../database/newer-database.ts';

/** The log, or what would take its place because it was being replaced when Keypost stopped. `null` also where it can't be read. */
export const newerLog = (log: string): NewerFile | null => newerDatabase(entryAt(log) !== null ? log : carriedFile(log), migrations.length);
