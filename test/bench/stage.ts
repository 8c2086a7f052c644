/** What the figures are measured on: data of a fixed seed that is made once and kept, copies of it, and the machine's Electron. */
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../electron/log/database/migrations.ts';
import { projectFolder } from '../e2e/environment.ts';
import { indexLog } from './index-log.ts';
import { makeLog, usualSeed } from './many-sends.ts';

export const outFolder = join(projectFolder, 'out');

export interface Stage {
  /** How long the long log is: a million, or less for a try. */
  entries: number;
  /** A data folder with the long log in it, the same for all figures; it may be written to. */
  longHome: () => string;
  /** A new data folder with nothing in it. */
  newHome: () => string;
  /** Says on stderr what is going on. */
  say: (line: string) => void;
  /** Removes every folder that was given out. */
  end: () => void;
}

export function openStage(entries: number, say: (line: string) => void): Stage {
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
    longHome: () => (long ??= copyOf(keptData(entries, say), newHome())),
    newHome,
    say,
    end: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** Made where it is missing: under another name first, so that half of it is never taken for the whole. */
function keptData(entries: number, say: (line: string) => void): string {
  const folder = join(outFolder, 'bench-data', `${usualSeed}-${entries}-${migrations.length}`);
  if (!existsSync(folder)) {
    say(`making a log of ${entries.toLocaleString('en')} entries`);
    const unfinished = `${folder}-unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    makeLog(unfinished, entries);
    renameSync(unfinished, folder);
  }
  say('bringing its index up to date');
  indexLog(folder);
  return folder;
}

/** Where the file system can, a copy takes no time and no room. */
function copyOf(data: string, home: string): string {
  cpSync(data, home, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return home;
}
