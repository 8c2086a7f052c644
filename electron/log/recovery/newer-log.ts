/** Finds out whether a newer Keypost wrote the log. Then the log must not be changed, and Keypost must not start without it. */
import type { NewerFile } from '../../storage/newer-file.ts';
import { entryAt } from '../../storage/own-file.ts';
import { carriedFile } from './repair.ts';
import { migrations } from '../database/migrations.ts';
import { newerDatabase } from '../database/version-on-disk.ts';

/** Checks the log, or the file that would take its place if Keypost stopped while replacing it. `null` also where it can't be read. */
export const newerLog = (log: string): NewerFile | null => newerDatabase(entryAt(log) !== null ? log : carriedFile(log), migrations.length);
