/** What the figures are measured on: data from a fixed seed that is made once and kept, and copies of it. */
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../electron/log/database/migrations.ts';
import { projectFolder } from '../e2e/environment.ts';
import { indexLog } from './index-log.ts';
import { makeLog, defaultSeed } from './many-sends.ts';

export const outFolder = join(projectFolder, 'out');

export interface Stage {
  /** The length of the long log: a million, or less for a trial. */
  entries: number;
  /** A data folder with the long log, shared by all figures, which may write to it. */
  longHome: () => string;
  /** A new, empty data folder. */
  newHome: () => string;
  /** Prints progress on stderr. */
  progress: (line: string) => void;
  /** Removes all folders that were handed out. */
  end: () => void;
}

export function openStage(entries: number, progress: (line: string) => void): Stage {
  const work = join(outFolder, 'bench-work');
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(join(work, 'run-'));
  let long: string | null = null;
  let homes = 0;
  const newHome = (): string => {
    const home = join(folder, `home-${++homes}`);
    mkdirSync(home);
    return home;
  };
  return {
    entries,
    longHome: () => (long ??= copyOf(keptData(entries, progress), newHome())),
    newHome,
    progress,
    end: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** Makes the data if it is missing, under another name first, so that incomplete data is never used. */
function keptData(entries: number, progress: (line: string) => void): string {
  const folder = join(outFolder, 'bench-data', `${defaultSeed}-${entries}-${migrations.length}`);
  if (!existsSync(folder)) {
    progress(`making a log of ${entries.toLocaleString('en')} entries`);
    const unfinished = `${folder}-unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    makeLog(unfinished, entries);
    renameSync(unfinished, folder);
  }
  progress('bringing its index up to date');
  indexLog(folder);
  return folder;
}

/** On a file system with copy-on-write clones, the copy takes no time and no space. */
function copyOf(data: string, home: string): string {
  cpSync(data, home, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return home;
}
